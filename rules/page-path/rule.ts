/**
 * page-path: a page that is new, or has moved, has a path such as this generation of the handbook gives to its families.
 * Policy: hiring/job-families.md, "Creating a New Job Family from Scratch". Why and examples: ./README.md
 */
import {siteRootOf} from '../../src/handbook/page-url.ts'
import {defineRule, EVERY_KIND} from '../define-rule.ts'
import {topOf} from '../top-of-page.ts'
import {betterNames, isPlain} from './better-names.ts'

export default defineRule({
  name: 'page-path',
  severity: 'error',
  fixes: false,
  summary: 'a new path that is not of lower-case words with hyphens, or a file name of another generation',
  kinds: EVERY_KIND,
  unread: true,
  run({page, base, report}) {
    const root = siteRootOf(page.path)
    if (base === undefined || !root) return
    // Of a page that moved only the new part of its path is this change's.
    const known = new Set(base?.path.split('/'))
    const names = page.path.slice(root.folder.length + 1).split('/')
    const better = betterNames(names, root.generator, known)
    const wrong = names.filter((name) => !better.includes(name) && !known.has(name))
    if (wrong.length === 0) return
    const words = wrong.some((name) => !isPlain(name))
      ? ['a path has lower-case words with hyphens in between']
      : []
    const ending =
      wrong.includes(names.at(-1) ?? '') && better.at(-1) !== names.at(-1) ? [ENDINGS[root.generator]] : []
    report({
      reason: `This page's path does not fit the handbook: ${[...words, ...ending].join(', and ')}; move it to "${root.folder}/${better.join('/')}"`,
      place: topOf(page),
      key: 'path'
    })
  }
})

const ENDINGS = {
  hugo: 'a page is "name.md"',
  middleman: 'a page is "name/index.html.md"'
} as const
