/**
 * The text of a `.ladderlint.yml` to its settings. Only imported where there is such a file, since YAML and schemas take
 * their time to load.
 */
import type {z} from 'zod'
import type {ConfigMistake} from './config-mistake.ts'
import {toMistakes} from './explain-issue.ts'
import type {HandbookConfig, RuleConfigs} from './handbook-config.ts'
import {type ConfigurableRule, type HandbookSchema, handbookSchema} from './handbook-schema.ts'
import {parsePlacedYaml} from './placed-yaml.ts'

export interface ParsedConfig {
  /** Undefined when there are mistakes. */
  readonly config: HandbookConfig | undefined
  /** In the file's order. */
  readonly mistakes: readonly ConfigMistake[]
}

/** Never throws: mistakes come as values, since a review goes on without the file. */
export function parseHandbookConfig(text: string, rules: readonly ConfigurableRule[]): ParsedConfig {
  const yaml = parsePlacedYaml(text)
  if (yaml.mistakes.length > 0) return {config: undefined, mistakes: yaml.mistakes}
  const checked = handbookSchema(rules).safeParse(yaml.value ?? {})
  if (checked.success) return {config: toConfig(checked.data), mistakes: []}
  const names = rules.map(({name}) => name)
  const mistakes = checked.error.issues.flatMap((issue) => toMistakes(issue, yaml, names))
  return {config: undefined, mistakes: mistakes.sort((a, b) => a.line - b.line || a.column - b.column)}
}

type Settings = z.infer<HandbookSchema>

function toConfig(settings: Settings): HandbookConfig {
  const {rules, overrides, paths, review, labels, approvals} = settings
  return {
    rules: toRuleConfigs(rules ?? {}),
    overrides: (overrides ?? []).map((override) => ({
      paths: override.paths,
      rules: toRuleConfigs(override.rules)
    })),
    paths: {families: paths?.families ?? [], ignore: paths?.ignore ?? []},
    failOn: settings['fail-on'] ?? undefined,
    review: {
      threadsFrom: review?.['threads-from'],
      mostThreads: review?.['most-threads'],
      drafts: review?.drafts,
      reviewer: review?.reviewer,
      authorMayIgnore: review?.['author-may-ignore']
    },
    labels: labels
      ? {
          jobFamily: labels['job-family'],
          ladderChange: labels['ladder-change'],
          gradeChange: labels['grade-change']
        }
      : undefined,
    approvals: approvals?.map((step) => ({
      who: step.who,
      fromGrade: step['from-grade'],
      toGrade: step['to-grade']
    }))
  }
}

function toRuleConfigs(rules: NonNullable<Settings['rules']>): RuleConfigs {
  return Object.fromEntries(
    Object.entries(rules).map(([name, config]) => [
      name,
      typeof config === 'string' ? {severity: config} : config
    ])
  )
}
