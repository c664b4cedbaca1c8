/**
 * Every job-family page of a real handbook is read: nothing throws, places lie within the text, and what they hold is what the
 * model says. Set LADDERLINT_CORPUS to a folder with `handbook-2022.bundle` (tags mr-001-head to mr-100-head) and `hugo/`.
 */
import {execFileSync} from 'node:child_process'
import {globSync, mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, relative} from 'node:path'
import {afterAll, describe, expect, it} from 'vitest'
import type {Place} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {parsePage} from '../../src/page/parse-page.ts'

const corpus = process.env.LADDERLINT_CORPUS
const LAST_TAG = 'mr-100-head'

describe.skipIf(corpus === undefined)('pages of real handbooks (LADDERLINT_CORPUS)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ladderlint-'))
  afterAll(() => rmSync(folder, {recursive: true, force: true}))

  it.each([
    ['the Hugo handbook', () => join(corpus ?? '', 'hugo'), 'content/job-families/**/*.md'],
    ['the Middleman handbook', () => checkOut(folder), 'sites/uncategorized/source/job-families/**/*.md*']
  ])('are read without a misplaced word: %s', (_, rootOf, pattern) => {
    const root = rootOf()
    const pages = globSync(pattern, {cwd: root}).map((path) => readPage(root, path))
    expect(pages.length).toBeGreaterThan(10)
    expect(pages.filter(({unread}) => unread !== null)).toEqual([])
    for (const page of pages) expectTruePlaces(page)
    const families = pages.filter(({family}) => family.kind === 'family')
    expect(families.length).toBeGreaterThan(pages.length / 2)
    expect(families.filter(({family}) => family.levels.length === 0).map(({path}) => path)).toEqual([])
  })
})

function checkOut(folder: string): string {
  const bundle = join(corpus ?? '', 'handbook-2022.bundle')
  execFileSync('git', ['clone', '--quiet', '--branch', LAST_TAG, bundle, folder], {stdio: 'ignore'})
  return folder
}

function readPage(root: string, path: string): Page {
  const file = join(root, path)
  return parsePage(relative(root, file), readFileSync(file, 'utf8'))
}

function expectTruePlaces({family, text, frontMatter}: Page): void {
  const at = ({start, end}: Place) => text.slice(start.offset, end.offset)
  for (const level of family.levels) {
    expect(level.name).not.toBe('')
    for (const {grade, place, statement} of level.grades) {
      expect(at(place)).toBe(String(grade))
      expect(at(statement)).toContain(String(grade))
    }
    for (const {text: name, url, place} of level.reportsTo) {
      expect(at(place).replace(/\s+/g, ' ')).toContain(url === null ? name : url)
    }
  }
  for (const {url, urlPlace} of family.links) expect(at(urlPlace)).toBe(url)
  for (const {place} of family.headings) expect(at(place)).toMatch(/^#{1,6}\s|[=-]+\s*$/)
  for (const {name, place} of frontMatter.keys) expect(at(place)).toBe(name)
}
