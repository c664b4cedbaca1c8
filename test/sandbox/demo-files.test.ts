import {describe, expect, it} from 'vitest'
import {openMemorySnapshot} from '../../src/handbook/memory-snapshot.ts'
import {openHandbook} from '../../src/handbook/open-handbook.ts'
import {isJobFamilyPath} from '../../src/handbook/paths.ts'
import {checkPage} from '../../src/reviewer/check-pages.ts'
import {ruleSettings} from '../../src/reviewer/rule-settings.ts'
import {demoChange, demoFix, demoHandbook} from '../../src/sandbox/demo-files.ts'

const FAMILY = 'content/job-families/delivery/migration-engineer.md'

/** Generation of each family page, and the rules that speak on it. */
async function checked(files: Readonly<Record<string, string>>) {
  const handbook = openHandbook(openMemorySnapshot(files))
  const pages = new Map<string, {generation: string; found: string[]}>()
  for (const path of Object.keys(files).filter(isJobFamilyPath)) {
    const result = await checkPage(path, handbook, {settings: ruleSettings()})
    // What makes a page an export is a finding by itself: there would be no such generation without it.
    const exported = ['bold-heading', 'export-residue']
    const found = (result?.findings.map(({rule}) => rule) ?? [])
      .filter((rule) => !exported.includes(rule))
      .sort()
    pages.set(path, {generation: result?.page.generation ?? '', found})
  }
  return pages
}

describe('demoHandbook', () => {
  it('has fine pages in all four generations', async () => {
    const pages = [...(await checked(demoHandbook()))].filter(([path]) => path !== FAMILY)
    expect(pages.filter(([, {found}]) => found.length > 0)).toEqual([])
    const generations = new Set(pages.map(([, {generation}]) => generation))
    expect([...generations].sort()).toEqual(['hugo', 'hugo-export', 'job-family-page', 'job-page'])
  })

  it('has a family with old mistakes, which the merge request is not charged with', async () => {
    const {found} = (await checked(demoHandbook())).get(FAMILY) ?? {}
    expect(found).toEqual(expect.arrayContaining(['ladder-subject', 'link-style']))
  })
})

describe('demoChange', () => {
  it('brings in the mistakes that the demo shows', async () => {
    const {found} = (await checked({...demoHandbook(), ...demoChange()})).get(FAMILY) ?? {}
    const shown = [
      'required-sections',
      'ladder-target',
      'level-placement',
      'grade-table',
      'mojibake',
      'link-style'
    ]
    expect(found).toEqual(expect.arrayContaining(shown))
  })
})

describe('demoFix', () => {
  it('leaves only what was there before', async () => {
    const {found} = (await checked({...demoHandbook(), ...demoFix()})).get(FAMILY) ?? {}
    expect(found).toEqual(['ladder-subject', 'link-style'])
  })
})
