import {execFileSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {fromMarkdown} from 'mdast-util-from-markdown'
import {describe, expect, it} from 'vitest'
import {demoHandbook} from '../../src/sandbox/demo-files.ts'
import type {MergeRequest} from '../../src/sandbox/state.ts'
import type {Thread} from './bot-threads.ts'
import {openReviews, type Reviews, useSandbox} from './direct-review.ts'

const sandbox = useSandbox()

const FOLDER = 'content/job-families/delivery'
const OLD = `${FOLDER}/delivery-leadership.md`
const MOVED = `${FOLDER}/leadership-of-delivery.md`
const ADDRESS = '/job-families/delivery/delivery-leadership/'
const TEAM = 'data/team_members/person/a/anna.yml'
const PAGE = demoHandbook()[OLD] ?? ''
const LINK = `role: <a href="${ADDRESS}">Director, Delivery</a>`

/** The demo's handbook, with files that link to the page that is taken away. */
function handbook(others: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {...demoHandbook(), [TEAM]: `name: Anna\n${LINK}\n`, ...others}
}

async function reviewed(files: Readonly<Record<string, string | null>>, others?: Record<string, string>) {
  const reviews = await openReviews(sandbox(), handbook(others))
  const mergeRequest = await reviews.open(files)
  await reviews.review(mergeRequest)
  return {reviews, mergeRequest}
}

function inboundThread(reviews: Reviews, mergeRequest: MergeRequest): Thread {
  const [thread, ...others] = reviews.threads(mergeRequest).filter(({rule}) => rule === 'inbound-link')
  expect(others).toEqual([])
  return thread ?? {path: '', line: null, rule: '', resolved: false, body: ''}
}

/** The thread's patches by their titles, as a reader copies them from the note. */
function patchesOf({body}: Thread): ReadonlyMap<string, string> {
  const patches = new Map<string, string>()
  let title = ''
  for (const node of fromMarkdown(body).children) {
    if (node.type === 'html') title = /<summary>(.*?): a patch<\/summary>/.exec(node.value)?.[1] ?? title
    if (node.type === 'code' && node.lang === 'diff') patches.set(title, `${node.value}\n`)
  }
  return patches
}

/** Applies a patch with git in a clone of the source branch, and pushes what came of it. */
async function applyPatch(reviews: Reviews, mergeRequest: MergeRequest, patch: string): Promise<void> {
  const clone = mkdtempSync(join(tmpdir(), 'ladderlint-clone-'))
  const git = (parameters: readonly string[], input = '') =>
    execFileSync('git', ['-C', clone, ...parameters], {input, encoding: 'utf8', stdio: 'pipe'})
  try {
    const {folder} = reviews.project.repository
    git(['clone', '--quiet', '--branch', mergeRequest.sourceBranch, folder, '.'])
    git(['apply', '-'], patch)
    const changed = git(['diff', '--name-only', '-z']).split('\0').slice(0, -1)
    const texts = changed.map((path) => [path, readFileSync(join(clone, path), 'utf8')])
    await reviews.push(mergeRequest, Object.fromEntries(texts))
  } finally {
    rmSync(clone, {recursive: true, force: true})
  }
}

/** Whether the thread is resolved once the patch is pushed, and nothing else is charged. */
async function ends(reviews: Reviews, mergeRequest: MergeRequest, patch: string): Promise<boolean> {
  const before = reviews.charged(mergeRequest)
  await applyPatch(reviews, mergeRequest, patch)
  await reviews.review(mergeRequest)
  const rest = before.filter((line) => !line.startsWith('inbound-link'))
  expect(reviews.charged(mergeRequest)).toEqual(rest)
  return inboundThread(reviews, mergeRequest).resolved
}

async function applySuggestion(reviews: Reviews, mergeRequest: MergeRequest): Promise<void> {
  const {api, url} = reviews.sandbox
  const notes = api.discussions(mergeRequest).flatMap(({notes: all}) => all)
  const [suggestion] = notes.flatMap(({suggestions}) => suggestions)
  const answer = await fetch(`${url}/api/v4/suggestions/${suggestion?.id}/apply`, {
    method: 'PUT',
    headers: {'PRIVATE-TOKEN': api.createToken(reviews.author)}
  })
  expect([answer.status, await answer.text()]).toEqual([200, expect.anything()])
}

const headOf = async ({project}: Reviews, {sourceBranch}: MergeRequest, path: string) =>
  String(await project.repository.file((await project.repository.branch(sourceBranch)) ?? '', path))

describe('the remedy for a page that moves', () => {
  it('is one click where the front matter is in the diff', async () => {
    const moved = PAGE.replace('title: "Delivery Leadership"', 'title: "Leadership of Delivery"')
    const {reviews, mergeRequest} = await reviewed({[OLD]: null, [MOVED]: moved})
    const thread = inboundThread(reviews, mergeRequest)
    expect(thread.line).not.toBeNull()
    expect([...patchesOf(thread).keys()]).toEqual(['Lead the links to the new address'])
    await applySuggestion(reviews, mergeRequest)
    await reviews.review(mergeRequest)
    expect(inboundThread(reviews, mergeRequest).resolved).toBe(true)
    const text = await headOf(reviews, mergeRequest, MOVED)
    expect(text).toContain(`  - ${ADDRESS}\n  - /job-families/delivery/head-of-delivery/\n`)
  })

  it.each([['Keep the old address as an alias of this page'], ['Lead the links to the new address']])(
    'is a patch that git applies where nothing of it is: %s',
    async (title) => {
      const {reviews, mergeRequest} = await reviewed({[OLD]: null, [MOVED]: PAGE})
      const thread = inboundThread(reviews, mergeRequest)
      expect(thread).toMatchObject({path: MOVED, line: null})
      expect(await ends(reviews, mergeRequest, patchesOf(thread).get(title) ?? '')).toBe(true)
    }
  )

  it('is the entry of the redirects, for the site that has them', async () => {
    const site = 'sites/uncategorized/source/job-families/people-operations'
    const old = `${site}/payroll-specialist/index.html.md`
    const moved = `${site}/specialist-for-payroll/index.html.md`
    const others = {
      'data/redirects.yml': "- sources:\n  - /a/\n  target: /b/\n  comp_op: '='\n\n",
      [TEAM]: 'role: <a href="/job-families/people-operations/payroll-specialist/">Payroll</a>\n'
    }
    const {reviews, mergeRequest} = await reviewed({[old]: null, [moved]: handbook()[old] ?? ''}, others)
    const patch = patchesOf(inboundThread(reviews, mergeRequest)).get('Redirect the old address')
    expect(patch).toContain('+++ b/data/redirects.yml\n')
    expect(await ends(reviews, mergeRequest, patch ?? '')).toBe(true)
  })

  it('stands in the note whatever the files around hold, and applies', async () => {
    const path = 'data/a `b` <!-- "c".yml'
    const others = {
      [path]: `</details>\n\`\`\`\`\n/close\n@all\n${LINK}\n\`\`\`suggestion:-0+0\n\t \n<!--\n/merge`,
      [TEAM]: `# ${'`'.repeat(9)}\n${LINK}`
    }
    const {reviews, mergeRequest} = await reviewed({[OLD]: null, [MOVED]: PAGE}, others)
    const thread = inboundThread(reviews, mergeRequest)
    expect([...patchesOf(thread).keys()]).toHaveLength(2)
    const patch = patchesOf(thread).get('Lead the links to the new address') ?? ''
    expect(await ends(reviews, mergeRequest, patch)).toBe(true)
    expect(await headOf(reviews, mergeRequest, path)).toBe(
      others[path]?.replace(ADDRESS, '/job-families/delivery/leadership-of-delivery/')
    )
  })

  it('is told in words where a patch would not survive the way: lines that end with \\r, a byte order mark', async () => {
    for (const page of [PAGE.replaceAll('\n', '\r\n'), `\ufeff${PAGE}`]) {
      const reviews = await openReviews(sandbox(), handbook({[OLD]: page}))
      const mergeRequest = await reviews.open({[OLD]: null, [MOVED]: page})
      await reviews.review(mergeRequest)
      const thread = inboundThread(reviews, mergeRequest)
      expect(thread.body).toContain('add "`aliases:')
      expect([...patchesOf(thread).keys()]).toEqual(['Lead the links to the new address'])
    }
  })
})

describe('the remedy for a page that is deleted', () => {
  it('takes the links away and leaves their words', async () => {
    const {reviews, mergeRequest} = await reviewed({[OLD]: null})
    const thread = inboundThread(reviews, mergeRequest)
    const patch = patchesOf(thread).get('Take the links away and leave their words') ?? ''
    expect(await ends(reviews, mergeRequest, patch)).toBe(true)
    expect(await headOf(reviews, mergeRequest, TEAM)).toBe('name: Anna\nrole: Director, Delivery\n')
  })
})

describe('the remedy for a heading that is renamed', () => {
  const heading = '## Requirements'
  const linking = {[TEAM]: `role: <a href="${ADDRESS}#requirements">Director</a>\n`}
  const renamed = PAGE.replace(heading, '## What it takes')

  it('is one click that keeps the old id', async () => {
    const {reviews, mergeRequest} = await reviewed({[OLD]: renamed}, linking)
    const thread = inboundThread(reviews, mergeRequest)
    expect(thread.line).toBe(renamed.slice(0, renamed.indexOf('## What it takes')).split('\n').length)
    if (!thread.body.includes('```suggestion')) expect([...patchesOf(thread).keys()]).toEqual([])
    expect(thread.body).toContain('## What it takes {#requirements}')
    await applySuggestion(reviews, mergeRequest)
    await reviews.review(mergeRequest)
    expect(inboundThread(reviews, mergeRequest).resolved).toBe(true)
  })

  it('is a patch of the links, too', async () => {
    const {reviews, mergeRequest} = await reviewed({[OLD]: renamed}, linking)
    const patch = patchesOf(inboundThread(reviews, mergeRequest)).get('Lead the links to the new heading')
    expect(await ends(reviews, mergeRequest, patch ?? '')).toBe(true)
    expect(await headOf(reviews, mergeRequest, TEAM)).toContain(`${ADDRESS}#what-it-takes"`)
  })
})
