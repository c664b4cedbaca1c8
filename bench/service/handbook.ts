/**
 * A handbook of some hundred job families, and changes to it as people make them.
 */
import {demoChange, demoHandbook} from '../../src/sandbox/demo-files.ts'
import type {Files} from '../../src/sandbox/git/commit-stream.ts'

/** A page that no rule is about. */
export const SIDE_PAGE = 'content/handbook/delivery/notes.md'

const COPIES = 300
const FAMILIES = 'content/job-families/'

export function handbook(): Readonly<Record<string, string>> {
  const files = demoHandbook()
  const pages = Object.entries(files).filter(
    ([path]) => path.startsWith(FAMILIES) && !path.endsWith('_index.md')
  )
  const copies = Array.from({length: COPIES}, (_, copy): [string, string] => {
    const [path, text] = pages[copy % pages.length] ?? ['', '']
    return [path.replace(/\.md$/, `-${copy}.md`), text.replace(/^title: "(.*)"$/m, `title: "$1 ${copy}"`)]
  })
  return {...files, ...Object.fromEntries(copies)}
}

/** A third of the changes have a dozen findings to tell, the others few or none; no two are alike. */
export function changeNumber(number: number): Files {
  const bullet = `- Keep list number ${number} of what went well and what did not\n`
  const [faultyPage, faulty] = Object.entries(demoChange())[0] ?? ['', '']
  if (number % 3 === 0) return {[faultyPage]: withBullet(faulty, bullet)}
  const page = `${FAMILIES}engineering/${number % 3 === 1 ? 'data' : 'support'}-engineer.md`
  return {[page]: withBullet(demoHandbook()[page] ?? '', bullet)}
}

function withBullet(text: string, bullet: string): string {
  return text.replace(/^- /m, `${bullet}- `)
}
