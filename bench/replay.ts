/**
 * The corpus's real merge requests through the sandbox, base to head, each reviewed again and again: what a review says and
 * costs, and whether every law of a review holds. Ends with 1 when one is broken.
 *
 * LADDERLINT_CORPUS=… npm run replay [-- --only 7,12] [-- --write FOLDER] [-- --reads]
 */
import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {parseArgs} from 'node:util'
import {startSandbox} from '../src/sandbox/start.ts'
import {openCorpus} from './corpus/open-corpus.ts'
import {changesOf, contentsOf, nextPush} from './replay/changes.ts'
import {type Replayed, replayMergeRequest} from './replay/replay-merge-request.ts'
import {HEADER, toRow, totals} from './replay/replay-table.ts'

const {values} = parseArgs({
  options: {only: {type: 'string'}, write: {type: 'string'}, reads: {type: 'boolean'}}
})
const only = values.only?.split(',').map(Number)
const corpus = openCorpus(process.env.LADDERLINT_CORPUS)
const sandbox = await startSandbox({notesPerMinute: Number.POSITIVE_INFINITY})
const done: Replayed[] = []
try {
  const changes = changesOf(corpus)
  console.log(HEADER)
  for (const change of changes) {
    const {number, title, base} = change.mergeRequest
    if (only && !only.includes(number)) continue
    const next = nextPush(changes, change)
    const replayed = await replayMergeRequest(sandbox, {
      number,
      title,
      base: {repository: corpus.repository, id: base},
      files: contentsOf(corpus, change.files),
      next: next && contentsOf(corpus, next)
    })
    done.push(replayed)
    console.log(toRow(replayed))
    for (const violation of replayed.violations) console.log(`      BROKEN ${violation}`)
    if (values.reads)
      for (const path of replayed.pushed?.paths ?? []) console.log(`      ${decodeURIComponent(path)}`)
    if (values.write !== undefined) write(values.write, replayed)
  }
} finally {
  await sandbox.close()
  corpus.close()
}
console.log(totals(done))
if (done.some(({violations}) => violations.length > 0)) process.exitCode = 1

/** Each review as a page, for reading one by one. */
function write(folder: string, {number, title, notes}: Replayed): void {
  mkdirSync(folder, {recursive: true})
  const name = `${String(number).padStart(3, '0')}.md`
  writeFileSync(join(folder, name), `# ${number} ${title}\n\n${notes.join('\n\n---\n\n')}\n`)
}
