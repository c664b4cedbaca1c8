import {describe, expect, it} from 'vitest'
import {demoHandbook} from '../../src/sandbox/demo-files.ts'
import {openReviews, type Reviews, useSandbox} from './direct-review.ts'

const sandbox = useSandbox()

const FOLDER = 'content/job-families/delivery'
const PATH = `${FOLDER}/migration-engineer.md`
const CLEAN = demoHandbook()[PATH] ?? ''

/** Links to places that do not exist: each is an error of its own. */
const dead = (name: string) => `See the [${name}](/handbook/delivery/#no-${name}) for how this is done.`

/** The page with lines below a heading. */
function below(heading: string, ...lines: string[]): (text: string) => string {
  return (text) => text.replace(new RegExp(`^#+ ${heading}$`, 'm'), (found) => [found, ...lines].join('\n\n'))
}

const withOld = below('Requirements', dead('old'))(CLEAN)
const withBoth = below('Responsibilities', dead('new'))(withOld)

function handbook(files: Readonly<Record<string, string>> = {[PATH]: withOld}): Promise<Reviews> {
  return openReviews(sandbox(), {...demoHandbook(), ...files})
}

/** Texts of the dead links that the open threads are about. */
function blamed(reviews: Reviews, mergeRequest: Awaited<ReturnType<Reviews['open']>>): string[] {
  return reviews
    .threads(mergeRequest)
    .filter(({rule, resolved}) => rule === 'link-target' && !resolved)
    .map(({body}) => /#no-([a-z0-9]+)/.exec(body)?.[1] ?? body)
    .toSorted()
}

/** What the summary's list of older findings says. */
function older(summary: string): string {
  return /<summary>\d+ findings? from before[\s\S]*?<\/details>/.exec(summary)?.[0] ?? ''
}

describe('a review charges a merge request', () => {
  it('with what an edit brings in, and proves what was there before', async () => {
    const reviews = await handbook()
    const mergeRequest = await reviews.open({[PATH]: withBoth})
    await reviews.review(mergeRequest)
    expect(blamed(reviews, mergeRequest)).toEqual(['new'])
    expect(older(reviews.summary(mergeRequest))).toMatch(/line \d+\]\([^)]+\) before\): .*no-old/)
  })

  it('with the changes of a page that is renamed', async () => {
    const reviews = await handbook()
    const mergeRequest = await reviews.open({[PATH]: null, [`${FOLDER}/move-engineer.md`]: withBoth})
    await reviews.review(mergeRequest)
    expect(blamed(reviews, mergeRequest)).toEqual(['new'])
  })

  it('with the changes of a page that moved so changed that git calls it new', async () => {
    const steps = Array.from(
      {length: 80},
      (_, step) => `- Step ${step} of a move, and who takes it after step ${step + 1}`
    )
    const reviews = await handbook({[PATH]: `${withOld}\n${steps.join('\n')}\n`})
    const moved = `${withOld.slice(0, withOld.indexOf('## Levels'))}\n## Hiring\n\n${dead('new')}\n`
    const mergeRequest = await reviews.open({
      [PATH]: null,
      'content/job-families/engineering/mover.md': moved
    })
    const {pages} = await reviews.review(mergeRequest)
    expect(pages.map(({file}) => file?.status)).toEqual(['added'])
    expect(blamed(reviews, mergeRequest)).toEqual(['new'])
    expect(reviews.summary(mergeRequest)).toContain(`Page moved here from \`${PATH}\``)
    expect(older(reviews.summary(mergeRequest))).toContain('no-old')
  })

  it('not with what moved to a new page with its text', async () => {
    const senior = `### Senior Migration Engineer\n\n${CLEAN.split('### Senior Migration Engineer\n\n')[1]?.split('## Performance')[0]}`
    const whole = `${CLEAN.replace(senior, '')}\n${below('Senior Migration Engineer', dead('old'), dead('older'))(senior)}`
    const half = `---\ntitle: Senior Migration Engineer\n---\n\n${below('Senior Migration Engineer', dead('old'), dead('new'))(senior)}`
    const reviews = await handbook({[PATH]: whole})
    const mergeRequest = await reviews.open({
      [PATH]: CLEAN.replace(senior, ''),
      [`${FOLDER}/senior-migration-engineer.md`]: half
    })
    const {plan} = await reviews.review(mergeRequest)
    expect(blamed(reviews, mergeRequest)).toEqual(['new'])
    const summary = reviews.summary(mergeRequest)
    expect(summary).toContain(`split off from \`${PATH}\``)
    expect(older(summary)).toMatch(new RegExp(`of \`${PATH}\` before\\): .*no-old`))
    expect(summary).toMatch(/fixed by[\s\S]*no-older/)
    expect(plan.threads.unthreaded.map(({first}) => first.rule)).not.toContain('level-repeats')
  })

  it('not with a page that reached the target branch by another way', async () => {
    const reviews = await handbook(demoHandbook())
    const path = `${FOLDER}/move-coordinator.md`
    const page = below(
      'Requirements',
      dead('picked')
    )(CLEAN).replaceAll('Migration Engineer', 'Move Coordinator')
    const mergeRequest = await reviews.open({[path]: below('Responsibilities', dead('new'))(page)})
    await reviews.advance({[path]: page})
    await reviews.push(mergeRequest, {[`${FOLDER}/note.txt`]: 'x'})
    const {pages} = await reviews.review(mergeRequest)
    expect(pages.map(({file}) => file?.status)).toEqual(['added'])
    expect(blamed(reviews, mergeRequest)).toEqual(['new'])
    expect(older(reviews.summary(mergeRequest))).toMatch(/on the target branch\): .*no-picked/)
  })

  it('not with a commit that was squashed into the target branch', async () => {
    const reviews = await handbook()
    const mergeRequest = await reviews.open({[PATH]: withBoth}, 'Change a page')
    await reviews.advance({[PATH]: withBoth})
    const both = below('Career Ladder', dead('newest'))(withBoth)
    await reviews.push(mergeRequest, {[PATH]: both})
    await reviews.review(mergeRequest)
    expect(blamed(reviews, mergeRequest)).toEqual(['newest'])
    expect(older(reviews.summary(mergeRequest))).toMatch(/on the target branch\): .*no-new\b/)
  })

  it('not with what came in by merging the target branch', async () => {
    const reviews = await handbook()
    const {project, author} = reviews
    const mergeRequest = await reviews.open({[PATH]: below('Responsibilities', dead('new'))(withOld)})
    await reviews.advance({[PATH]: below('Career Ladder', dead('merged'))(withOld)})
    const {repository, defaultBranch} = project
    const source = (await repository.branch(mergeRequest.sourceBranch)) ?? ''
    const target = (await repository.branch(defaultBranch)) ?? ''
    const tree = (await repository.mergedTree(source, target)) ?? ''
    const merge = await repository.commitTree(tree, [source, target], 'Merge the target branch')
    const branch = mergeRequest.sourceBranch
    await reviews.sandbox.api.push({
      project,
      branch,
      from: merge,
      files: {[`${FOLDER}/note.txt`]: 'x'},
      author
    })
    await reviews.review(mergeRequest)
    expect(blamed(reviews, mergeRequest)).toEqual(['new'])
    expect(older(reviews.summary(mergeRequest))).toContain('no-merged')
  })

  it('neither with nor for what only the target branch has', async () => {
    const reviews = await handbook()
    const mergeRequest = await reviews.open({[PATH]: withBoth})
    await reviews.advance({[PATH]: below('Career Ladder', dead('theirs'))(CLEAN)})
    await reviews.push(mergeRequest, {[PATH]: `${withBoth}\nMore.\n`})
    await reviews.review(mergeRequest)
    expect(blamed(reviews, mergeRequest)).toEqual(['new'])
    expect(reviews.summary(mergeRequest)).not.toMatch(/theirs|Thank you/)
  })

  it('not with what a commit brought in and a later one reverted', async () => {
    const reviews = await handbook()
    const mergeRequest = await reviews.open({[PATH]: withBoth, 'README.md': 'x'})
    await reviews.review(mergeRequest)
    await reviews.push(mergeRequest, {[PATH]: withOld})
    await reviews.review(mergeRequest)
    expect(blamed(reviews, mergeRequest)).toEqual([])
    expect(reviews.threads(mergeRequest).map(({resolved}) => resolved)).toEqual([true])
    expect(reviews.summary(mergeRequest)).toContain('Nothing to do')
  })

  it('with one of two equal findings when the other one was there before', async () => {
    const theirs = 'Whoever moves a system writes to his customer first.'
    const old = below('Requirements', theirs)(CLEAN)
    const reviews = await handbook({[PATH]: old})
    const head = below('Responsibilities', theirs)(old)
    const mergeRequest = await reviews.open({[PATH]: head})
    await reviews.review(mergeRequest)
    expect(reviews.charged(mergeRequest)).toEqual([
      `inclusive-language ${head.split('\n').indexOf(theirs) + 1}`
    ])
    expect(older(reviews.summary(mergeRequest))).toContain('inclusive-language')
  })
})

describe('a finding is the same', () => {
  /** Reviews, pushes, reviews again, and tells the threads before and after. */
  async function afterPush(
    change: (reviews: Reviews, opened: Awaited<ReturnType<Reviews['open']>>) => Promise<void>
  ) {
    const reviews = await handbook()
    const mergeRequest = await reviews.open({[PATH]: withBoth})
    await reviews.review(mergeRequest)
    await change(reviews, mergeRequest)
    reviews.forget()
    await reviews.review(mergeRequest)
    return reviews.threads(mergeRequest).filter(({rule}) => rule === 'link-target')
  }

  it('when lines come in above it', async () => {
    const threads = await afterPush((reviews, mergeRequest) =>
      reviews.push(mergeRequest, {
        [PATH]: withBoth.replace('## Responsibilities', 'One.\n\nTwo.\n\n## Responsibilities')
      })
    )
    expect(threads).toMatchObject([{resolved: false}])
  })

  it('when its paragraph is wrapped anew', async () => {
    const threads = await afterPush((reviews, mergeRequest) =>
      reviews.push(mergeRequest, {[PATH]: withBoth.replace(dead('new'), dead('new').replaceAll(' ', '\n'))})
    )
    expect(threads).toMatchObject([{resolved: false}])
  })

  it('when the branch is rebased', async () => {
    const threads = await afterPush(async (reviews, mergeRequest) => {
      await reviews.advance({[PATH]: below('Career Ladder', 'Their line.')(withOld)})
      const rebased = below('Career Ladder', 'Their line.')(withBoth)
      await reviews.push(mergeRequest, {[PATH]: rebased}, reviews.project.defaultBranch)
    })
    expect(threads).toMatchObject([{resolved: false}])
  })

  it('when its page is renamed', async () => {
    const threads = await afterPush((reviews, mergeRequest) =>
      reviews.push(mergeRequest, {[PATH]: null, [`${FOLDER}/move-engineer.md`]: withBoth})
    )
    expect(threads).toMatchObject([{resolved: false}])
  })

  it('when its page is new and renamed before it is merged', async () => {
    const reviews = await handbook()
    const page = withBoth.replaceAll('Migration Engineer', 'Move Coordinator')
    const [first, second, third] = ['coordinator', 'move-coordinator', 'mover'].map(
      (name) => `${FOLDER}/${name}.md`
    )
    const mergeRequest = await reviews.open({[`${first}`]: page})
    await reviews.review(mergeRequest)
    const before = reviews.charged(mergeRequest)
    await reviews.push(mergeRequest, {[`${first}`]: null, [`${second}`]: page})
    await reviews.review(mergeRequest)
    await reviews.push(mergeRequest, {[`${second}`]: null, [`${third}`]: page, [`${first}`]: CLEAN})
    reviews.forget()
    await reviews.review(mergeRequest)
    const links = reviews.threads(mergeRequest).filter(({rule}) => rule === 'link-target')
    expect(before.filter((line) => line.startsWith('link-target'))).toHaveLength(2)
    expect(links.map(({resolved}) => resolved)).toEqual([false, false])
  })
})
