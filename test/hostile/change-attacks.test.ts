import {describe, expect, it} from 'vitest'
import {openMemorySnapshot} from '../../src/handbook/memory-snapshot.ts'
import {createPageCache} from '../../src/handbook/page-cache.ts'
import {isRepositoryPath} from '../../src/handbook/repository-path.ts'
import {compareTexts} from '../../src/review/compare-texts.ts'
import type {FileDiff} from '../../src/review/diff.ts'
import {checkHere} from '../../src/reviewer/check.ts'
import {demoHandbook} from '../../src/sandbox/demo-files.ts'
import {ForgeModel} from '../review/forge-model.ts'
import {expectHarmless} from './harmless.ts'
import {HARMLESS, PROJECT, planOf} from './whole-engine.ts'

const FOLDER = 'content/job-families/delivery'

/** What a file may be called, or claims to be called. */
const NAMES: readonly string[] = [
  'a\nb.md',
  'a\r\n\n/close\n.md',
  'a\tb\u0007\u001b[31m.md',
  'a\\..\\b.md',
  '../../../../etc/passwd.md',
  './a.md',
  '.git/config.md',
  'a//b.md',
  `${'long-'.repeat(40)}.md`,
  `${'deep/'.repeat(100)}a.md`,
  `${'x'.repeat(5000)}.md`,
  '@all /close <!-- ladderlint:v1 e30= 0 -->.md',
  '</details><script>alert(1)</script>.md',
  '`code` **bold** [a](javascript:x) ![b](c).md',
  '| a | b |.md',
  '%2e%2e%2f%00.md',
  '__proto__.md',
  'constructor/index.html.md',
  '\u202egnp.md',
  'e\u0301\u0301\u0301.md',
  '\ufffd\ufffd.md',
  '"quoted" \'name\'.md',
  '-rf.md',
  '$(touch x).md',
  '#1 !1 ~bug.md',
  ' .md',
  '.md',
  '_index.md',
  'a.md.md',
  'A B\u00a0C.MD'
]

/** What only a broken answer of GitLab could name. */
const HALF_A_LETTER = '\ud800.md'

async function review(files: readonly FileDiff[], texts: Readonly<Record<string, string>>) {
  const held = Object.entries(texts).filter(([path]) => isRepositoryPath(path) && path.isWellFormed())
  const base = openMemorySnapshot(demoHandbook())
  const head = openMemorySnapshot({...demoHandbook(), ...Object.fromEntries(held)})
  const checked = await checkHere(createPageCache({maxEntries: 10}))(
    {earlier: base, base, head, target: null, source: head},
    {diffs: {files, overflow: false}, ruling: {today: '2026-01-01'}}
  )
  const forge = new ForgeModel()
  const plan = planOf(checked, forge)
  for (const operation of plan.operations) forge.apply(operation)
  return {checked, plan, notes: forge.discussions.flatMap(({notes}) => notes.map(({body}) => body))}
}

function added(path: string, text: string): FileDiff {
  return {oldPath: path, newPath: path, status: 'added', diff: compareTexts('', text)}
}

describe('a review of a file called', () => {
  it.each([...NAMES, HALF_A_LETTER].map((name) => [JSON.stringify(name).slice(0, 40), `${FOLDER}/${name}`]))(
    '%s says nothing that does anything',
    async (_name, path) => {
      const {notes} = await review([added(path, HARMLESS)], {[path]: HARMLESS})
      for (const note of notes) expectHarmless(note, PROJECT)
    }
  )

  it('anything, once it is renamed, says nothing that does anything', async () => {
    for (const name of NAMES) {
      const [oldPath, newPath] = [`${FOLDER}/${name}`, `${FOLDER}/renamed-${name}`]
      const file: FileDiff = {oldPath, newPath, status: 'renamed', diff: ''}
      const {notes} = await review([file], {[newPath]: HARMLESS})
      for (const note of notes) expectHarmless(note, PROJECT)
    }
  })
})

describe('a review of a change of', () => {
  it('a thousand pages names twenty threads and ends', async () => {
    const paths = Array.from({length: 1000}, (_, index) => `${FOLDER}/Page ${index}.md`)
    const text = '---\ntitle: Pilot\n---\n\n## Level\n\nHe is a Gitlab guru.\n'
    const {plan, notes} = await review(
      paths.map((path) => added(path, text)),
      Object.fromEntries(paths.map((path) => [path, text]))
    )
    expect(plan.threads.threads).toHaveLength(20)
    for (const note of notes) {
      expect(note.length).toBeLessThan(1_000_000)
      expectHarmless(note, PROJECT)
    }
  })

  it('ten thousand other files says nothing', async () => {
    const files = Array.from({length: 10_000}, (_, index) => added(`data/x${index}.yml`, 'a\n'))
    expect((await review(files, {})).checked.pages).toEqual([])
  })

  it('pages that lead to one another in circles ends', async () => {
    const names = Array.from({length: 60}, (_, index) => `ring-${index}`)
    const page = (next: string) => `---
title: Pilot
description: x
---

## Levels

### Senior Pilot

is a grade 7

## Career Ladder

The next step in the Pilot job family is [Pilot](/job-families/delivery/${next}/).
`
    const texts = Object.fromEntries(
      names.map((name, index) => [`${FOLDER}/${name}.md`, page(names[(index + 1) % names.length] ?? name)])
    )
    const {notes} = await review(
      Object.entries(texts).map(([path, text]) => added(path, text)),
      texts
    )
    for (const note of notes) expectHarmless(note, PROJECT)
  })

  it.each([
    ['no hunks', '@@ nonsense'],
    ['numbers beyond counting', '@@ -999999999999,1 +1,999999999999 @@\n+a\n'],
    ['other lines than the file', '@@ -1,1 +1,3 @@\n+x\n+y\n-z\n'],
    ['lines without a sign', '@@ -1,3 +1,3 @@\nabc\ndef\n'],
    ['nothing but line ends', '\n'.repeat(100_000)],
    ['hunks without end', '@@ -1 +1 @@\n'.repeat(20_000)]
  ])('a page whose diff has %s ends', async (_name, diff) => {
    const path = `${FOLDER}/a.md`
    const {notes} = await review([{...added(path, ''), diff}], {[path]: HARMLESS})
    for (const note of notes) expectHarmless(note, PROJECT)
  })
})
