import {describe, expect, it} from 'vitest'
import {fill, series} from './attack.ts'
import {expectHarmless} from './harmless.ts'
import {expectSane} from './sane.ts'
import {HARMLESS, PROJECT, reviewInMemory} from './whole-engine.ts'

/** A page whose links ask every file of the handbook that answers links. */
const ASKING = `${HARMLESS}\n${series((index) => `[a${index}](/handbook/${'aaaa/'.repeat(index % 9)}a${index}/) [b](/job-families/delivery/x${index}/#y)\n\n`, 12_000)}`

const SIZE = 100_000
const REDIRECTS = 'data/redirects.yml'
const FAMILIES = 'data/people_group/job_families.yml'
const NETLIFY = 'static/_redirects'
const GRADES = 'content/handbook/total-rewards/compensation/compensation-calculator/_index.md'

function entry(sources: string, operator = '='): string {
  return `- sources: ${sources}\n  target: /x/\n  comp_op: '${operator}'\n`
}

/** Files besides pages, each with what it tries: all of them may come with the merge request that is reviewed. */
const FILES: Readonly<Record<string, readonly [path: string, text: string]>> = {
  'redirects in circles': [
    REDIRECTS,
    series((index) => `- {sources: /handbook/a${index}/, target: /handbook/a${index + 1}/}\n`, SIZE)
  ],
  'a redirect to itself': [REDIRECTS, '- {sources: /handbook/a0/, target: /handbook/a0/}\n'],
  'a redirect that does something': [
    REDIRECTS,
    '- {sources: /handbook/a0/, target: "/handbook/</details>\\n/close @all"}\n'
  ],
  'redirects of a script': [REDIRECTS, '- {sources: /handbook/a0/, target: "javascript:alert(1)"}\n'],
  'patterns that double': [REDIRECTS, fill(entry(`'${'a?'.repeat(60)}${'a'.repeat(60)}'`, '~'), SIZE)],
  'patterns of choices': [REDIRECTS, fill(entry(`'/handbook/${'(?:a|a)'.repeat(30)}!'`, '~'), SIZE)],
  'patterns in patterns': [REDIRECTS, fill(entry(`'(a+)+$'`, '~'), SIZE)],
  'thousands of patterns': [REDIRECTS, fill(entry(`'/handbook/a*[a-z/]?[a-z/]?[a-z/]?!'`, '~'), SIZE)],
  'patterns that are none': [REDIRECTS, fill(entry(`'[('`, '~'), SIZE)],
  'redirects that share': [
    REDIRECTS,
    `- &a {sources: [${fill('/a,', 15_000)} /b], target: /x/}\n${fill('- *a\n', 15_000)}`
  ],
  'redirects that merge': [
    REDIRECTS,
    series((index) => `- &a${index} {<<: [${index ? `*a${index - 1}` : '{}'}], k${index}: 1}\n`, 30_000)
  ],
  'redirects in lists in lists': [REDIRECTS, `${'['.repeat(SIZE)}`],
  'redirects with tags': [
    REDIRECTS,
    '- !!js/function "function(){ process.env.ladderlintRanCodeOfAPage = 1 }"\n'
  ],
  'redirects as JavaScript': [REDIRECTS, '---js\nprocess.env.ladderlintRanCodeOfAPage = 1\n---\n'],
  'keys that every object has': [
    REDIRECTS,
    '- {sources: __proto__, target: constructor}\n- {__proto__: {polluted: true}}\n'
  ],
  'a list of families that is none': [FAMILIES, `- {title: {toString: 1}, description: ${'['.repeat(50)}}\n`],
  'thousands of families': [
    FAMILIES,
    series((index) => `- {title: Pilot ${index}, description: /job-families/delivery/p${index}/}\n`, SIZE)
  ],
  'families whose names do something': [
    FAMILIES,
    '- {title: "</details> @all", description: /job-families/delivery/target/}\n'
  ],
  'redirects with stars': [NETLIFY, fill('/*/*/* /x/:splat\n/:a/:b/:c/:d/:e/:f/:g/z /x\n', SIZE)],
  'redirects that grow': [NETLIFY, `/handbook/* ${'/:splat'.repeat(2000)}\n`],
  'redirects to a later one': [
    NETLIFY,
    series((index) => `/handbook/a${index} /handbook/a${index + 1} 301\n`, SIZE)
  ],
  'grade tables without end': [
    GRADES,
    `## Job Grades\n\n| Grade | Management | Individual Contributor |\n|---|---|---|\n${series((index) => `| ${index % 99} | Manager ${index} | Senior; Staff<br>x${index} |\n`, SIZE)}`
  ],
  'tables of grades by the hundred': [
    GRADES,
    fill(
      '## Job Grades\n\n| Grade | Manager | Individual Contributor |\n|---|---|---|\n| 7 | M | Senior |\n\n',
      SIZE
    )
  ],
  'names of grades that do something': [
    GRADES,
    '## Job Grades\n\n| Grade | Management | Individual Contributor |\n|---|---|---|\n| 9 | x | Senior </details> @all `/close` |\n'
  ]
}

describe('a review in a handbook with', () => {
  it.each(Object.entries(FILES))(
    '%s ends, and says nothing that does anything',
    async (_name, [path, text]) => {
      const reviewed = await reviewInMemory(HARMLESS, ASKING, {[path]: text})
      expectSane(reviewed)
      for (const note of reviewed.notes) expectHarmless(note, PROJECT)
      expect(reviewed.again.operations).toEqual([])
    }
  )
})
