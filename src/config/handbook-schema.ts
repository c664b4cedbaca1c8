/**
 * The schema of `.ladderlint.yml`: checks the file, and is published for editors as docs/ladderlint.schema.json.
 */
import {z} from 'zod'
import {patternMistake} from './path-pattern.ts'

/** What the schema must know of a rule. */
export interface ConfigurableRule {
  readonly name: string
  /** Null for a rule without options. */
  readonly options: z.ZodType<unknown> | null
}

const level = z.enum(['error', 'warning', 'info'])

const state = z.enum(['error', 'warning', 'info', 'probation', 'off']).meta({
  id: 'severity',
  description:
    'error fails the status, warning is a thread, info stands in the summary; probation: mentioned in the summary, counts for nothing; off: not run'
})

const patterns = z.array(
  z.string().refine((text) => patternMistake(text) === undefined, {
    error: ({input}) => `"${String(input)}" ${patternMistake(String(input))}`
  })
)

const pages = z
  .strictObject({
    families: patterns.optional().meta({
      description:
        'Job-family pages besides those in content/job-families, source/job-families and source/jobs'
    }),
    ignore: patterns.optional().meta({description: 'Pages that are not checked; wins over everything else'})
  })
  .meta({description: 'Which pages are checked: patterns from the top folder, with *, ** and ?'})

const review = z
  .strictObject({
    'threads-from': level.optional().meta({
      description: 'Least severity that makes a thread of its own (default: warning)'
    }),
    'most-threads': z
      .int()
      .min(0)
      .max(100)
      .optional()
      .meta({description: 'More findings than this are listed in the summary (default: 20)'}),
    drafts: z.enum(['quiet', 'full', 'off']).optional().meta({
      description:
        'What a draft gets. quiet: the summary, and its threads when it is ready (default); full: threads at once; off: nothing until it is ready'
    }),
    reviewer: z.enum(['off', 'reviewed', 'request-changes']).optional().meta({
      description:
        'What the bot says where people made it a reviewer. reviewed (default) never holds up a merge; request-changes does on GitLab Premium while the status fails'
    }),
    'author-may-ignore': z.boolean().optional().meta({
      description:
        'Whether the author of a merge request may have rules ignored on it, also one who may not merge (default: false)'
    })
  })
  .meta({description: 'Manners of the review on a merge request'})

/** GitLab's titles of labels have no comma, and its API takes one for the end of a title. */
const label = z.string().regex(/^[^,]+$/, {error: 'is no name of a label: it is empty or has a comma in it'})

const labels = z
  .strictObject({
    'job-family': label.optional().meta({description: 'It changes a job-family page'}),
    'ladder-change': label.optional().meta({
      description: 'It adds, removes, renames or moves levels, or changes where a career ladder leads'
    }),
    'grade-change': label
      .optional()
      .meta({description: 'It changes the grade of a level that was there before'})
  })
  .meta({description: 'Labels that a merge request gets for what it changes; none where this says nothing'})

const grade = z.int().min(1).max(99)

const approvals = z
  .array(
    z.strictObject({
      who: z.string().min(1).max(200),
      'from-grade': grade
        .optional()
        .meta({description: 'Only for changes to levels of this grade and above'}),
      'to-grade': grade.optional().meta({description: 'Only for changes to levels of this grade and below'})
    })
  )
  .max(20)
  .meta({description: "Who is to approve, in order; the policy's own steps where this says nothing"})

export type HandbookSchema = ReturnType<typeof handbookSchema>

/** A section that is left empty is as good as absent: so a template whose lines are all comments is valid. */
export function handbookSchema(rules: readonly ConfigurableRule[]) {
  const configs = z
    .strictObject(Object.fromEntries(rules.map((rule) => [rule.name, ruleConfig(rule)])))
    .meta({description: 'Severity and options by rule; see docs/rules.md'})
  return z
    .strictObject({
      rules: configs.nullish(),
      overrides: z
        .array(z.strictObject({paths: patterns.min(1), rules: configs}))
        .nullish()
        .meta({description: 'Other settings for some paths; the last one that names a path and a rule wins'}),
      paths: pages.nullish(),
      'fail-on': z
        .enum([...level.options, 'never'])
        .nullish()
        .meta({description: 'Least severity that fails a check or a review (default: error)'}),
      review: review.nullish(),
      labels: labels.nullish(),
      approvals: approvals.nullish()
    })
    .meta({title: 'ladderlint', description: 'Configuration of ladderlint, read from .ladderlint.yml'})
}

/** One for all rules without options: making a schema for each takes longer than all the rest of reading the file. */
const plainConfig = z.union([state, z.strictObject({severity: state.optional()})]).optional()

function ruleConfig({options}: ConfigurableRule) {
  if (options === null) return plainConfig
  const config = z.strictObject({severity: state.optional(), options: options.optional()})
  return z.union([state, config]).optional()
}
