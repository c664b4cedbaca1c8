import fc from 'fast-check'
import {expect, describe as group, it} from 'vitest'
import {parsePage} from '../../src/page/parse-page.ts'
import {charge} from '../../src/review/charge.ts'
import {describe, findingAt, pageFinding, reviewed} from './build.ts'

const old = '# Engineer\n\n## Senior\n\n## Staff\n'

group('charge', () => {
  it('charges only what base does not have', () => {
    const text = `${old}\n## Principal\n`
    const page = reviewed({
      base: old,
      head: text,
      baseFindings: [findingAt(old, 'Senior')],
      headFindings: [findingAt(text, 'Senior'), findingAt(text, 'Principal')]
    })
    const charges = charge([page], describe)
    expect(charges.new.map(({finding}) => finding.parts[0]?.key)).toEqual(['Principal'])
    expect(charges.preExisting.map(({finding}) => finding.parts[0]?.key)).toEqual(['Senior'])
    expect(charges.fixed).toEqual([])
  })

  it('knows a finding again when its lines moved and its paragraph was wrapped anew', () => {
    const text = `New first line\n\n${old}`
    const page = reviewed({
      base: old,
      head: text,
      baseFindings: [findingAt(old, 'Senior', {key: 'The Senior  engineer'})],
      headFindings: [findingAt(text, 'Senior', {key: 'the senior\nengineer'})]
    })
    expect(charge([page], describe)).toMatchObject({new: [], fixed: [], preExisting: [{}]})
  })

  it('names the line at base as proof that a finding is old', () => {
    const text = `New first line\n\n${old}`
    const page = reviewed({
      base: old,
      head: text,
      baseFindings: [findingAt(old, 'Senior')],
      headFindings: [findingAt(text, 'Senior')]
    })
    const [found] = charge([page], describe).preExisting
    expect([found?.base.place.start.line, found?.finding.place.start.line]).toEqual([3, 5])
  })

  it('thanks for nothing that went with a section every family must have', () => {
    const base = '## Hiring Process\n\nThe [call](/none/).\n\n## Specialties\n\nSee [fog](/fog/).\n'
    const rest = '## Requirements\n\n- Patience\n'
    const fixedIn = (text: string) => {
      const page = reviewed({
        base,
        head: text,
        baseFindings: [findingAt(base, '/none/'), findingAt(base, '/fog/')]
      })
      const models = {base: parsePage(page.pageId, base), head: parsePage(page.pageId, text)}
      return charge([{...page, ...models}], describe).fixed.map(({finding}) => finding.parts[0]?.key)
    }
    expect(fixedIn(rest)).toEqual(['/fog/'])
    expect(fixedIn(`${rest}\n## Interview Process\n\nThe call.\n`)).toEqual(['/none/', '/fog/'])
  })

  it('keeps two equal findings two', () => {
    const text = 'see [a](/x)\n\nsee [a](/x)\n'
    const one = 'see [a](/x)\n'
    const page = reviewed({
      base: one,
      head: text,
      baseFindings: [findingAt(one, '/x')],
      headFindings: [findingAt(text, '/x'), findingAt(text, '/x', {occurrence: 1})]
    })
    const charges = charge([page], describe)
    expect([charges.new.length, charges.preExisting.length]).toEqual([1, 1])
  })

  it('charges the equal finding that stands on an added line, wherever it is on the page', () => {
    const head = 'new [a](/x)\n\nmiddle\n\nsee [a](/x)\n'
    const base = 'middle\n\nsee [a](/x)\n'
    const page = reviewed({
      base,
      head,
      baseFindings: [findingAt(base, '/x')],
      headFindings: [findingAt(head, '/x'), findingAt(head, '/x', {occurrence: 1})]
    })
    expect(charge([page], describe).new.map(({finding}) => finding.place.start.line)).toEqual([1])
  })

  it('splits a once-a-page finding into what is new and what was there', () => {
    const base = 'one two\n'
    const head = 'one two three\n'
    const page = reviewed({
      base,
      head,
      baseFindings: [pageFinding(base, ['one', 'two'])],
      headFindings: [pageFinding(head, ['two', 'three'])]
    })
    const charges = charge([page], describe)
    expect(charges.new.map(({finding}) => finding.reason)).toEqual(['link-style: three'])
    expect(charges.preExisting.map(({finding}) => finding.reason)).toEqual(['link-style: two'])
    expect(charges.fixed.map(({finding}) => finding.reason)).toEqual(['link-style: one'])
  })

  it('narrows the fix to the parts that are new', () => {
    const head = 'one two\n'
    const page = reviewed({
      base: 'one\n',
      head,
      baseFindings: [pageFinding('one\n', ['one'], {fix: '1'})],
      headFindings: [pageFinding(head, ['one', 'two'], {fix: '2'})]
    })
    expect(charge([page], describe).new[0]?.finding.fix).toEqual({edits: [{start: 4, end: 7, text: '2'}]})
  })

  it('charges a finding that became more severe, and does not call the milder one fixed', () => {
    const page = reviewed({
      base: old,
      head: old,
      baseFindings: [findingAt(old, 'Senior', {severity: 'info'})],
      headFindings: [findingAt(old, 'Senior', {severity: 'error'})]
    })
    expect(charge([page], describe)).toMatchObject({new: [{}], preExisting: [], fixed: []})
  })

  it('takes a finding that became milder for an old one', () => {
    const page = reviewed({
      base: old,
      head: old,
      baseFindings: [findingAt(old, 'Senior', {severity: 'error'})],
      headFindings: [findingAt(old, 'Senior', {severity: 'warning'})]
    })
    expect(charge([page], describe)).toMatchObject({new: [], preExisting: [{}], fixed: []})
  })

  it('compares a renamed page with what it was', () => {
    const oldPath = 'content/job-families/old.md'
    const page = reviewed({
      base: old,
      head: old,
      oldPath,
      baseFindings: [findingAt(old, 'Senior', {path: oldPath})],
      headFindings: [findingAt(old, 'Senior')]
    })
    expect(charge([page], describe)).toMatchObject({new: [], preExisting: [{pageId: oldPath}], fixed: []})
  })

  it('thanks nobody for deleting a page', () => {
    const page = reviewed({base: old, head: null, baseFindings: [findingAt(old, 'Senior')]})
    expect(charge([page], describe)).toEqual({new: [], preExisting: [], fixed: []})
  })

  it('charges a deleted page with what speaks against that', () => {
    const page = reviewed({base: old, head: null, headFindings: [findingAt(old, 'Senior')]})
    expect(charge([page], describe)).toMatchObject({new: [{pageId: page.pageId}], preExisting: [], fixed: []})
  })

  group('across pages', () => {
    const [from, to] = ['content/job-families/from.md', 'content/job-families/to.md']
    const moved = (words: string, severity: 'error' | 'warning' = 'error') => [
      reviewed({
        path: from,
        base: `${old}\n`,
        head: 'rest',
        baseFindings: [findingAt(old, 'Senior', {path: from})]
      }),
      reviewed({
        path: to,
        base: 'There\n',
        head: `There\n${words}`,
        headFindings: [findingAt(`There\n${words}`, words, {path: to, key: 'Senior', severity})]
      })
    ]

    it('neither thanks for nor charges what moved with its text', () => {
      expect(charge(moved('Senior'), describe)).toMatchObject({
        new: [],
        preExisting: [{pageId: to, base: {path: from}, basePage: {path: from}}],
        fixed: []
      })
    })

    it('charges the same defect on other words, and thanks for the first one', () => {
      expect(charge(moved('Staff'), describe)).toMatchObject({
        new: [{pageId: to}],
        preExisting: [],
        fixed: [{pageId: from}]
      })
    })

    it('charges what became worse on its way', () => {
      const milder = moved('Senior').map((page) => ({
        ...page,
        baseFindings: page.baseFindings.map((finding) => ({...finding, severity: 'info' as const}))
      }))
      expect(charge(milder, describe).new).toMatchObject([{pageId: to}])
    })

    it('charges a copy: what still stands where it stood was not moved', () => {
      const pages = moved('Senior').map((page) => ({
        ...page,
        headFindings: page.headFindings.length > 0 ? page.headFindings : page.baseFindings
      }))
      expect(charge(pages, describe)).toMatchObject({new: [{pageId: to}], preExisting: [{pageId: from}]})
    })
  })

  group('with a target branch that went on', () => {
    const page = reviewed({base: 'x', head: old, headFindings: [findingAt(old, 'Senior')]})
    const findings = [findingAt(old, 'Senior')]

    it('does not charge what the target branch has of its own by now', () => {
      const target = {page: reviewed({base: old, head: old}).base ?? expect.fail(), findings}
      expect(charge([{...page, target}], describe)).toMatchObject({
        new: [],
        preExisting: [{isOnTarget: true}],
        fixed: []
      })
    })

    it('thanks nobody for what only the target branch has', () => {
      const target = {page: reviewed({base: old, head: old}).base ?? expect.fail(), findings}
      expect(charge([{...page, headFindings: [], target}], describe)).toEqual({
        new: [],
        preExisting: [],
        fixed: []
      })
    })
  })

  it('names a finding the same whatever stands above it', () => {
    const name = (head: string) =>
      charge([reviewed({base: '', head, headFindings: [findingAt(head, 'Senior')]})], describe).new[0]
        ?.fingerprint
    expect(name(`new\n\n${old}`)).toBe(name(old))
  })

  it('names a once-a-page finding the same whatever parts it has', () => {
    const head = 'one two three\n'
    const name = (needles: string[]) =>
      charge([reviewed({base: '', head, headFindings: [pageFinding(head, needles)]})], describe).new[0]
        ?.fingerprint
    expect(name(['one'])).toBe(name(['two', 'three']))
  })

  it('loses no part and counts none twice', () => {
    const words = fc.array(fc.constantFrom('aa', 'bb', 'cc'), {maxLength: 6})
    const severities = fc.constantFrom('error', 'warning', 'info')
    const side = fc.array(fc.record({word: fc.constantFrom('aa', 'bb', 'cc'), severity: severities}), {
      maxLength: 6
    })
    const text = 'aa bb cc\n'
    const build = (
      list: readonly {word: string; severity: 'error' | 'warning' | 'info'}[],
      page: string[]
    ) => [
      ...list.map(({word, severity}) => findingAt(text, word, {severity})),
      ...(page.length > 0 ? [pageFinding(text, page)] : [])
    ]
    fc.assert(
      fc.property(side, side, words, words, (base, head, basePage, headPage) => {
        const [baseFindings, headFindings] = [build(base, basePage), build(head, headPage)]
        const charges = charge([reviewed({base: text, head: text, baseFindings, headFindings})], describe)
        const parts = (list: readonly {finding: {parts: readonly unknown[]}}[]) =>
          list.reduce((sum, {finding}) => sum + finding.parts.length, 0)
        expect(parts(charges.new) + parts(charges.preExisting)).toBe(head.length + headPage.length)
        expect(parts(charges.fixed) + parts(charges.preExisting)).toBeLessThanOrEqual(
          base.length + basePage.length
        )
        const names = charges.new.map(({fingerprint}) => fingerprint)
        expect(new Set(names).size).toBe(names.length)
      })
    )
  })
})
