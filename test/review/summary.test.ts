import {expect, describe as group, it} from 'vitest'
import type {Finding} from '../../rules/finding.ts'
import {parsePage} from '../../src/page/parse-page.ts'
import {charge} from '../../src/review/charge.ts'
import type {ReviewedPage} from '../../src/review/reviewed-page.ts'
import {failedStatus, statusOf} from '../../src/review/status.ts'
import {renderFailure, renderSummary, type SummaryInput} from '../../src/review/summary.ts'
import {defaultThreadSettings, planThreads} from '../../src/review/threads.ts'
import {describe, findingAt, pageFinding, refs, reviewed} from './build.ts'

const text = 'one\ntwo\nthree\n'

function summary(pages: readonly ReviewedPage[], more: Partial<SummaryInput> = {}): string {
  const charges = charge(pages, describe)
  const threads = {pages, findings: charges.new, fixes: [], refs, settings: defaultThreadSettings}
  return renderSummary({
    pages,
    charges,
    plan: planThreads({...threads, said: new Set(), refused: new Set()}),
    decided: new Set(),
    failing: 'error',
    refs,
    projectUrl: 'https://gitlab.example/group/handbook',
    limits: [],
    approvers: null,
    ...more
  })
}

const page = (headFindings: readonly Finding[], baseFindings: readonly Finding[] = [], base = text) =>
  reviewed({base, head: text, headFindings, baseFindings})
const firstLine = (note: string) => note.split('\n')[0]

group('renderSummary', () => {
  it.each([
    ['there is nothing', [], '**Nothing to do.** This merge request brings in no findings.'],
    [
      'there is an error',
      [findingAt(text, 'one')],
      '**Yours to do: 1 error to fix.** It has its own thread.'
    ],
    [
      'there are errors and advice',
      [findingAt(text, 'one'), findingAt(text, 'two'), findingAt(text, 'three', {severity: 'info'})],
      '**Yours to do: 2 errors to fix.** Each has its own thread. Worth a look: 1 hint.'
    ],
    [
      'there is only a warning',
      [findingAt(text, 'one', {severity: 'warning'})],
      '**Nothing must be fixed.** Worth a look: 1 warning.'
    ]
  ])('tells the author in its first line whether to do something: %s', (_, findings, line) => {
    expect(firstLine(summary([page(findings)]))).toBe(line)
  })

  it('draws the ladder as it becomes, and as it was for whoever wants to see it', () => {
    const levels = ['Engineer (Grade 6)', 'Senior Engineer (Grade 7)', 'Staff Engineer (Grade 8)']
    const ladder = (count: number) =>
      parsePage(
        'content/job-families/engineer.md',
        `---\ntitle: Engineer\n---\n\n## Levels\n\n${levels
          .slice(0, count)
          .map((level) => `### ${level}\n\nText\n\n`)
          .join('')}`
      )
    const note = summary([{...page([]), base: ladder(2), head: ladder(3)}])
    const [shown = '', hidden = ''] = note.split('<details><summary>The ladder before</summary>')
    expect(shown).toMatch(/```mermaid\ngraph LR[\s\S]*Staff Engineer, grade 8[\s\S]*```/)
    expect(hidden).toMatch(/^\n\n```mermaid\n[\s\S]*Senior Engineer, grade 7[\s\S]*\n```\n\n<\/details>/)
    expect(hidden).not.toContain('Staff')
  })

  it('tells that a page is deleted, and which', () => {
    const path = 'content/job-families/engineer.md'
    const base = parsePage(path, '---\ntitle: Engineer\n---\n')
    const note = summary([{...reviewed({base: base.text, head: null}), base}])
    expect(note).toContain(`**What changes** in \`${path}\`\n\n- Page deleted: “Engineer”`)
  })

  it('tells three old findings of a rule, and the others by their lines', () => {
    const words = ['one', 'two', 'three', 'four', 'five', 'six']
    const long = `${words.join('\n')}\n`
    const note = (count: number) => {
      const findings = words.slice(0, count).map((word) => findingAt(long, word))
      return summary([reviewed({base: long, head: long, headFindings: findings, baseFindings: findings})])
    }
    expect(note(4).match(/^- line/gm)).toHaveLength(4)
    expect(note(6).match(/^- line /gm)).toHaveLength(3)
    expect(note(6)).toMatch(/^- lines 4, 5 and 6: 3 more of \[`grade-stated`\]/m)
    expect(note(6)).toContain('6 findings from before')
  })

  it('says with proof what is not from this merge request', () => {
    const base = 'new above\none\n'
    const note = summary([page([findingAt(text, 'one')], [findingAt(base, 'one')], base)])
    expect(firstLine(note)).toBe(
      '**Nothing to do.** This merge request brings in no findings. 1 older finding on this page is not from this merge request.'
    )
    expect(note).toContain(
      `- line 1 ([line 2](https://gitlab.example/group/handbook/-/blob/${refs.base}/content/job-families/engineer.md?plain=1#L2) before): "one" has no grade`
    )
  })

  it('thanks for what was fixed, part by part', () => {
    const base = 'bad link\nbad link, bad link\n'
    const fixed = pageFinding(base, [
      ['bad', 0],
      ['bad', 1],
      ['bad', 2]
    ])
    expect(summary([page([], [fixed], base)])).toContain(
      'Thank you for fixing 3 older findings: `link-style`, 3 times (lines 1 and 2 before).'
    )
  })

  it('lists findings that got no thread in the open', () => {
    const loose = {...page([findingAt(text, 'one')]), file: null}
    const note = summary([loose])
    expect(firstLine(note)).toBe('**Yours to do: 1 error to fix.** It is listed below.')
    expect(note).toContain('Without a thread of their own:\n\n- line 1: "one" has no grade')
  })

  it('says what was not checked, each thing once', () => {
    const thing = {rule: 'ladder-target', what: 'the link to <b>', reason: 'the page is made by a program'}
    const note = summary([{...page([]), notChecked: [thing, thing]}])
    expect(note).toContain(
      '<details><summary>1 thing not checked</summary>\n\n- the link to `<b>`: the page is made by a program'
    )
  })

  it('says which page a finding is on when there are several', () => {
    const other = reviewed({
      base: text,
      head: text,
      path: 'content/job-families/other.md',
      headFindings: [findingAt(text, 'two', {severity: 'info', path: 'content/job-families/other.md'})]
    })
    expect(summary([page([]), other])).toContain('- `content/job-families/other.md`, line 2: ')
  })

  it('stays small however much there is to say', () => {
    const many = Array.from({length: 3000}, (_, n) => `word${n}`)
    const long = `${many.join('\n')}\n`
    const headFindings = many.map((word) => findingAt(long, word, {severity: 'info'}))
    const note = summary([reviewed({base: null, head: long, headFindings})])
    expect(note.length).toBeLessThan(20_000)
    expect(note).toContain('- and 2960 more')
  })

  it('opens and closes every list it folds', () => {
    const hostile = findingAt(text, 'one', {
      severity: 'info',
      reason: '</details></summary><!-- ```\n/approve @all'
    })
    const note = summary([page([hostile])])
    const count = (tag: string) => note.split('\n').filter((line) => line.startsWith(tag)).length
    expect(count('<details>')).toBe(count('</details>'))
    expect(note).toContain('`</details></summary><!-- ``` /approve @all`'.replace(/^`|`$/g, '````'))
  })
})

group('renderFailure', () => {
  it('never looks like a clean review', () => {
    expect(renderFailure('GitLab has no diff')).toMatch(
      /^\*\*This merge request could not be reviewed:\*\* GitLab has no diff\n/
    )
  })
})

group('statusOf', () => {
  const status = (findings: readonly Finding[], failing: 'error' | 'warning' = 'error') =>
    statusOf(charge([page(findings)], describe), failing, [])
  const warning = findingAt(text, 'two', {severity: 'warning'})

  it('fails for findings at the failing severity only', () => {
    expect(status([findingAt(text, 'one'), warning])).toEqual({
      state: 'failed',
      description: '1 error to fix; 1 warning'
    })
    expect(status([warning])).toEqual({state: 'success', description: 'Nothing must be fixed; 1 warning'})
    expect(status([warning], 'warning').state).toBe('failed')
    expect(status([])).toEqual({state: 'success', description: 'Nothing to do'})
  })
})

group('statusOf with limits', () => {
  it('does not call a review complete that was not', () => {
    const status = (findings: readonly Finding[]) =>
      statusOf(charge([page(findings)], describe), 'error', ['GitLab does not hand out "a.md".'])
    expect(status([])).toEqual({state: 'failed', description: 'Not everything could be checked'})
    expect(status([findingAt(text, 'one')])).toEqual({
      state: 'failed',
      description: '1 error to fix; not everything could be checked'
    })
  })
})

group('failedStatus', () => {
  it('says why in what GitLab takes', () => {
    const {state, description} = failedStatus(`no diff\n${'x'.repeat(500)}`)
    expect(state).toBe('failed')
    expect(description).toMatch(/^Could not be reviewed: no diff x/)
    expect(description.length).toBeLessThanOrEqual(255)
  })
})
