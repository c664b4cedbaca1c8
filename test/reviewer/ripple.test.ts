import {describe, expect, it} from 'vitest'
import {LadderlintError} from '../../src/config/ladderlint-error.ts'
import {openMemorySnapshot} from '../../src/handbook/memory-snapshot.ts'
import {compareTexts} from '../../src/review/compare-texts.ts'
import type {FileDiff} from '../../src/review/diff.ts'
import type {Changes, OpenMergeRequest, ProjectDirectory} from '../../src/reviewer/project-directory.ts'
import {findAffected, mayConcernReviews} from '../../src/reviewer/ripple.ts'

const BEFORE = 'a'.repeat(40)
const AFTER = 'b'.repeat(40)
const PUSH = {project: 7, branch: 'main', before: BEFORE, after: AFTER}

const FAMILY = 'content/job-families/delivery/pilot.md'
const LEAD = 'content/job-families/delivery/lead.md'

type Texts = Readonly<Record<string, string>>

interface World {
  /** What the push changed. */
  readonly pushed: readonly FileDiff[] | Error
  /** Of each open merge request: the pages at its base and at its head. */
  readonly open: readonly {readonly base: Texts; readonly head: Texts; readonly isCut?: boolean}[]
  /** The target branch. */
  readonly target?: Texts
}

function directoryOf({pushed, open, target = {}}: World) {
  const asked: string[] = []
  const note = <Value>(what: string, value: Value | Error): Promise<Value> => {
    asked.push(what)
    return value instanceof Error ? Promise.reject(value) : Promise.resolve(value)
  }
  const headOf = (iid: number) => String(iid).padStart(40, 'c')
  const directory: ProjectDirectory = {
    project: () => note('project', undefined),
    ownProjects: () => note('ownProjects', []),
    holdsFamilies: () => note('holdsFamilies', true),
    lastReview: () => note('lastReview', undefined),
    movedAt: () => note('movedAt', undefined),
    compare: () =>
      note<Changes>('compare', pushed instanceof Error ? pushed : {files: pushed, overflow: false}),
    openMergeRequests: (project, {targetBranch = ''}) =>
      note(
        `open ${targetBranch}`,
        open.map((_, index): OpenMergeRequest => {
          const iid = index + 1
          return {
            ref: {project, iid},
            head: headOf(iid),
            targetBranch,
            sourceProject: project,
            updatedAt: iid
          }
        })
      ),
    changes: ({ref}) => {
      const {base = {}, head = {}, isCut = false} = open[ref.iid - 1] ?? {}
      const paths = [...new Set([...Object.keys(base), ...Object.keys(head)])]
      const files = paths.flatMap((path) => diff(path, base[path], head[path]) ?? [])
      return note(`changes ${ref.iid}`, {files, overflow: isCut})
    },
    snapshot: (_project, commit) => {
      const index = open.findIndex((_, each) => headOf(each + 1) === commit)
      return openMemorySnapshot(open[index]?.head ?? target, {commit})
    }
  }
  return {directory, asked}
}

function diff(path: string, before?: string, after?: string): FileDiff | undefined {
  if (before === after) return undefined
  const status = before === undefined ? 'added' : after === undefined ? 'deleted' : 'modified'
  return {oldPath: path, newPath: path, status, diff: compareTexts(before ?? '', after ?? '')}
}

const deleted = (path: string) => diff(path, 'gone\n') ?? []

async function affected(world: World): Promise<readonly number[]> {
  const found = await findAffected(directoryOf(world).directory, PUSH)
  return found.map(({iid}) => iid)
}

const link = (destination: string) => ({
  base: {[FAMILY]: '# Pilot\n'},
  head: {[FAMILY]: `# Pilot\n\nThe next step is [Lead](${destination}).\n`}
})
const LINKS = link('/job-families/delivery/lead/')
const OTHER = link('/job-families/delivery/captain/')

describe('findAffected', () => {
  it.each([
    ['from the root', '/job-families/delivery/lead/'],
    ['to a place on the page', '/job-families/delivery/lead/#levels'],
    ['absolutely', 'https://handbook.gitlab.com/job-families/delivery/lead'],
    ['from its own page', '../lead/'],
    ['by its file', 'lead.md'],
    ['with a shortcode', '{{< ref "lead#levels" >}}'],
    ['in capitals, encoded', '/job-families/delivery/Le%61d/']
  ])('finds a merge request that links %s to a page that was deleted', async (_how, destination) => {
    expect(await affected({pushed: [deleted(LEAD)].flat(), open: [OTHER, link(destination)]})).toEqual([2])
  })

  it('finds one by a link that stood on its page before', async () => {
    const text = 'The next step is [Lead](/job-families/delivery/lead/).\n'
    const far = `${'Line.\n\n'.repeat(30)}`
    const open = [
      {base: {[FAMILY]: `# Pilot\n\n${far}${text}`}, head: {[FAMILY]: `# Pilots\n\n${far}${text}`}}
    ]
    expect(await affected({pushed: [deleted(LEAD)].flat(), open})).toEqual([1])
  })

  it('finds one whose link leads to a page that was renamed, changed, or is there by now', async () => {
    const renamed: FileDiff = {
      oldPath: LEAD,
      newPath: 'content/job-families/delivery/head.md',
      status: 'renamed',
      diff: ''
    }
    const changed = diff(LEAD, '# Lead\n\n## Levels\n', '# Lead\n\n## Steps\n')
    const added = diff(LEAD, undefined, '# Lead\n')
    for (const file of [renamed, changed, added]) {
      expect(await affected({pushed: file ? [file] : [], open: [OTHER, LINKS]})).toEqual([2])
    }
  })

  it('finds one whose link leads to an alias that was taken away', async () => {
    const front = (aliases: string) => `---\ntitle: Lead\n${aliases}---\n`
    const lists = ['aliases:\n- /job-families/old-lead/\n', 'aliases: ["/job-families/old-lead/"]\n']
    for (const aliases of lists) {
      const changed = diff(LEAD, front(aliases), front(''))
      const open = [OTHER, link('/job-families/old-lead/')]
      expect(await affected({pushed: changed ? [changed] : [], open})).toEqual([2])
    }
  })

  it('finds one that deletes a page to which the push links', async () => {
    const pushed = [diff('content/handbook/new.md', undefined, 'See [Lead](/job-families/delivery/lead/).\n')]
    const open = [{base: {[LEAD]: '# Lead\n'}, head: {}}]
    expect(await affected({pushed: pushed.flatMap((file) => file ?? []), open})).toEqual([1])
  })

  it.each([
    '.ladderlint.yml',
    'CODEOWNERS',
    '.gitlab/CODEOWNERS',
    'static/_redirects',
    'data/redirects.yml',
    'data/people_group/job_families.yml',
    'content/handbook/total-rewards/compensation/compensation-calculator/_index.md'
  ])('finds all that change job families when %s changes', async (path) => {
    const readme = {base: {}, head: {'README.md': 'x\n'}}
    const pushed = [diff(path, 'one\n', 'two\n')].flatMap((file) => file ?? [])
    expect(await affected({pushed, open: [OTHER, readme, LINKS]})).toEqual([1, 3])
  })

  it('takes the pages that the configuration of the target branch names for job families', async () => {
    const role = 'content/roles/pilot.md'
    const open = [{base: {}, head: {[role]: '[Lead](/job-families/delivery/lead/)\n'}}]
    const pushed = [deleted(LEAD)].flat()
    expect(await affected({pushed, open})).toEqual([])
    const target = {'.ladderlint.yml': 'paths:\n  families: [content/roles/]\n'}
    expect(await affected({pushed, open, target})).toEqual([1])
  })

  it('finds all that change job families when GitLab cannot tell what was pushed', async () => {
    const gone = new LadderlintError('GitLab has no such commit')
    expect(await affected({pushed: gone, open: [OTHER, LINKS]})).toEqual([1, 2])
  })

  it('finds one whose changes GitLab does not name in full', async () => {
    const pushed = [deleted(LEAD)].flat()
    expect(await affected({pushed, open: [{base: {}, head: {}, isCut: true}]})).toEqual([1])
  })

  it('asks again later for what GitLab could not answer now', async () => {
    const down = Object.assign(new LadderlintError('GitLab is down'), {retryable: true})
    await expect(affected({pushed: down, open: [LINKS]})).rejects.toBe(down)
  })

  it('asks for no merge request when the push changed nothing that reviews depend on', async () => {
    const {directory, asked} = directoryOf({pushed: [deleted('scripts/build.rb')].flat(), open: [LINKS]})
    expect(await findAffected(directory, PUSH)).toEqual([])
    expect(asked).toEqual(['compare'])
  })

  it('stops between two merge requests when it is told to', async () => {
    const {directory, asked} = directoryOf({pushed: [deleted(LEAD)].flat(), open: [LINKS, LINKS]})
    const stop = AbortSignal.abort(new Error('the service is stopping'))
    await expect(findAffected(directory, PUSH, stop)).rejects.toThrow('the service is stopping')
    expect(asked).toEqual(['compare', 'open main'])
  })
})

describe('mayConcernReviews', () => {
  it.each([
    [true, ['content/handbook/any/page.md']],
    [true, ['sites/handbook/source/handbook/any/index.html.md.erb']],
    [true, ['scripts/build.rb', '.ladderlint.yml']],
    [false, ['scripts/build.rb', '.gitlab-ci.yml', 'data/team.yml', 'content/images/a.png']],
    [false, []]
  ])('says %s to a push of %j', (may, paths) => {
    expect(mayConcernReviews(paths)).toBe(may)
  })
})
