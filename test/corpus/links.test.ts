/**
 * All links of the job families of a real handbook. Set LADDERLINT_CORPUS to a folder with `handbook-2022.bundle` (a
 * partial tree, tags mr-001-head to mr-100-head) and `hugo/` (twenty families and three pages of a handbook).
 */
import {execFileSync} from 'node:child_process'
import {mkdtempSync, readdirSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {beforeAll, describe, expect, it} from 'vitest'
import {openFolderSnapshot} from '../../src/handbook/folder-snapshot.ts'
import {openGitSnapshot} from '../../src/handbook/git-snapshot.ts'
import type {Handbook, Resolution} from '../../src/handbook/handbook.ts'
import {openHandbook} from '../../src/handbook/open-handbook.ts'
import {createPageCache} from '../../src/handbook/page-cache.ts'
import {isJobFamilyPath} from '../../src/handbook/paths.ts'

const corpus = process.env.LADDERLINT_CORPUS
const cache = createPageCache({maxEntries: 1000})

interface Answer {
  readonly path: string
  readonly url: string
  readonly isLadderTarget: boolean
  readonly resolution: Resolution
}

describe.skipIf(corpus === undefined)('links of the 2022 handbook (LADDERLINT_CORPUS)', () => {
  let repository = ''
  beforeAll(() => {
    repository = mkdtempSync(join(tmpdir(), 'ladderlint-'))
    execFileSync('git', [
      'clone',
      '--quiet',
      '--bare',
      join(corpus ?? '', 'handbook-2022.bundle'),
      repository
    ])
    return () => rmSync(repository, {recursive: true, force: true})
  })

  async function handbookAt(tag: string): Promise<{handbook: Handbook; answers: Answer[]}> {
    const listed = execFileSync('git', ['-C', repository, 'ls-tree', '-r', '-z', '--name-only', tag], {
      encoding: 'utf8'
    })
    const handbook = openHandbook(await openGitSnapshot(repository, tag), {cache})
    return {handbook, answers: await allLinks(handbook, listed.split('\0'))}
  }

  it('never calls a page missing that a later tree has at that address', async () => {
    const last = await handbookAt('mr-100-head')
    for (const tag of ['mr-001-head', 'mr-025-head', 'mr-050-head', 'mr-075-head']) {
      const {answers} = await handbookAt(tag)
      for (const {resolution, url} of answers) {
        if (resolution.kind !== 'no-page' || resolution.url === '') continue
        const later = await last.handbook.resolve(resolution.url, 'sites/uncategorized/source/x.html.md')
        const isThere = later.kind === 'page' && later.redirect === null
        expect(`${tag} ${url}: ${isThere}`).toBe(`${tag} ${url}: false`)
      }
    }
  })

  it('judges ladder targets without a false alarm, though half of the families are not in the tree', async () => {
    const {answers} = await handbookAt('mr-100-head')
    const targets = answers.filter(({isLadderTarget}) => isLadderTarget)
    expect(targets.length).toBeGreaterThan(40)
    expect(targets.filter(({resolution}) => resolution.kind === 'no-page')).toEqual([])
    expect(targets.filter(({resolution}) => resolution.kind === 'page').length).toBeGreaterThan(20)
  })

  it('finds the families of a renamed department under its new name', async () => {
    const {answers} = await handbookAt('mr-100-head')
    const legal = answers.filter(({url}) => url.includes('/job-families/legal/director-legal-us/'))
    expect(legal.length).toBeGreaterThan(5)
    for (const {resolution} of legal) {
      expect(resolution).toMatchObject({
        kind: 'no-page',
        nearest: '/job-families/legal-and-corporate-affairs/director-legal-us/'
      })
    }
  })
})

describe.skipIf(corpus === undefined)('links of twenty Hugo families (LADDERLINT_CORPUS)', () => {
  it('calls nothing missing that the part of a handbook cannot know', async () => {
    const root = join(corpus ?? '', 'hugo')
    const handbook = openHandbook(openFolderSnapshot(root), {cache})
    const answers = await allLinks(handbook, readdirSync(root, {recursive: true}).map(String))
    expect(answers.length).toBeGreaterThan(500)
    expect(answers.filter(({resolution}) => resolution.kind === 'no-page')).toEqual([])
    const anchors = answers.filter(({resolution}) => resolution.kind === 'page' && resolution.anchor)
    const missing = anchors.filter(
      ({resolution}) => resolution.kind === 'page' && resolution.anchor?.state === 'missing'
    )
    expect(anchors.length).toBeGreaterThan(100)
    expect(new Set(missing.map(({path}) => path))).toEqual(
      new Set(['content/job-families/product/pricing.md'])
    )
  })
})

async function allLinks(handbook: Handbook, paths: readonly string[]): Promise<Answer[]> {
  const answers: Answer[] = []
  for (const path of paths.filter(isJobFamilyPath)) {
    const family = (await handbook.page(path))?.family
    const targets = new Set(family?.ladders.flatMap((ladder) => ladder.targets))
    for (const link of family?.links ?? []) {
      const resolution = await handbook.resolve(link.url, path)
      answers.push({path, url: link.url, isLadderTarget: targets.has(link), resolution})
    }
  }
  return answers
}
