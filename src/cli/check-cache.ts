/**
 * `check --cache`: keeps what was found on each page in a file, for as long as nothing it was concluded from changes. That
 * is more than the page: the answers of the handbook to all that the rules asked (pages linked to, folders, grade tables)
 * are kept with it and asked again, by content, never by time.
 */
import {createHash} from 'node:crypto'
import {existsSync, readdirSync, statSync} from 'node:fs'
import {mkdir, readFile, rename, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {version} from '../config/version.ts'
import {openFolderSnapshot} from '../handbook/folder-snapshot.ts'
import {openHandbook} from '../handbook/open-handbook.ts'
import type {PageCache} from '../handbook/page-cache.ts'
import {givesSameAnswers, recordAnswers, rememberAnswers} from '../handbook/recorded-snapshot.ts'
import type {CheckedPage} from '../report/report.ts'
import {checkPage, type Ruling, settingsFor} from '../reviewer/check-pages.ts'
import type {KeptChecks} from './checked-schema.ts'

export interface CheckCache {
  /** As `checkPage` on the folder as it is now. */
  check(path: string): Promise<CheckedPage | undefined>
  /** Writes what is known of all pages that there still are. */
  save(): Promise<void>
}

const FILE = 'check.json'

/**
 * @param folder Where the file is kept; made when it is not there.
 * @param root The handbook's top folder.
 * @param today `YYYY-MM-DD`
 */
export async function openCheckCache(
  folder: string,
  root: string,
  {ruling, pages, today}: {readonly ruling: Ruling; readonly pages: PageCache; readonly today: string}
): Promise<CheckCache> {
  const kept = await readKept(join(folder, FILE))
  const snapshot = rememberAnswers(openFolderSnapshot(root))
  const code = digest([version, ...ownCode()])
  let isNew = false
  const keyOf = (path: string): string => {
    const settings = settingsFor(ruling, path).map(({rule, ...setting}) => [rule.name, setting])
    return digest([code, today, JSON.stringify(settings)])
  }

  return {
    async check(path) {
      const key = keyOf(path)
      const known = kept[path]
      if (known?.key === key && (await givesSameAnswers(snapshot, known.answered))) {
        const text = (await snapshot.read(path))?.text ?? ''
        return {path, text, ...known.checked}
      }
      const recording = recordAnswers(snapshot)
      const fresh = await checkPage(path, openHandbook(recording.snapshot, {cache: pages}), ruling)
      isNew = true
      delete kept[path]
      if (!fresh) return undefined
      const {page, ...checked} = fresh
      kept[path] = {key, answered: [...recording.answered()], checked}
      return {path, text: page.text, ...checked}
    },

    async save() {
      if (!isNew) return
      await mkdir(folder, {recursive: true})
      await writeFile(join(folder, '.gitignore'), '*\n')
      // Renamed into place, so that a run that is stopped, or a second one, leaves no half of a file.
      const draft = join(folder, `${FILE}.${process.pid}`)
      const standing = Object.entries(kept).filter(([path]) => existsSync(join(root, path)))
      await writeFile(draft, JSON.stringify(Object.fromEntries(standing)))
      await rename(draft, join(folder, FILE))
    }
  }
}

/** Empty when there is no file, or none that this version wrote. */
async function readKept(file: string): Promise<KeptChecks> {
  try {
    const json: unknown = JSON.parse(await readFile(file, 'utf8'))
    const {keptChecks} = await import('./checked-schema.ts')
    return keptChecks.safeParse(json).data ?? {}
  } catch {
    return {}
  }
}

/** Size and time of every file of our own code: a checkout changes without a new version. */
function ownCode(): string[] {
  const top = fileURLToPath(new URL('../..', import.meta.url))
  return ['rules', 'src'].flatMap((folder) =>
    readdirSync(join(top, folder), {recursive: true, encoding: 'utf8'})
      .filter((name) => /\.[jt]s$/.test(name))
      .sort()
      .map((name) => {
        const {size, mtimeMs} = statSync(join(top, folder, name))
        return `${name} ${size} ${mtimeMs}`
      })
  )
}

function digest(parts: readonly string[]): string {
  return createHash('sha1').update(parts.join('\n')).digest('base64url')
}
