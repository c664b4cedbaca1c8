/**
 * The names of folders and file that a page's path should have, in each generation.
 */
import type {Generator} from '../../src/handbook/page-url.ts'

const PLAIN = /^[\p{Ll}\p{Lo}\p{N}]+(?:-[\p{Ll}\p{Lo}\p{N}]+)*$/u
const ENDINGS = /(?:\.(?:html|md|erb))+$/

/** Whether a name, without a file's endings, is made of lower-case words with hyphens between them. */
export function isPlain(name: string): boolean {
  const stem = name.replace(ENDINGS, '')
  return PLAIN.test(stem) || stem === '_index'
}

/**
 * @param names Of a path below the site's root.
 * @param known Names that are not this change's and stay as they are.
 */
export function betterNames(
  names: readonly string[],
  generator: Generator,
  known: ReadonlySet<string>
): string[] {
  const file = names.at(-1) ?? ''
  const folders = names.slice(0, -1).map((name) => (known.has(name) ? name : toPlain(name)))
  const stem = file.replace(ENDINGS, '')
  const isIndex = stem === 'index' || stem === '_index'
  if (generator === 'hugo') {
    if (!isIndex) return [...folders, `${toPlain(stem)}.md`]
    return file === `${stem}.md` ? [...folders, file] : [...folders.slice(0, -1), `${folders.at(-1)}.md`]
  }
  const index = file.endsWith('.erb') ? 'index.html.md.erb' : 'index.html.md'
  return isIndex ? [...folders, index] : [...folders, toPlain(stem), index]
}

function toPlain(name: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu)
  return words?.join('-') ?? name
}
