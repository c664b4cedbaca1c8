import {describe, expect, it} from 'vitest'
import {demoChange, demoFix, demoHandbook} from '../../src/sandbox/demo-files.ts'
import type {Discussion} from '../../src/sandbox/review/discussion.ts'
import type {MergeRequest} from '../../src/sandbox/state.ts'
import {type Installation, install} from './installation.ts'

const [[PATH, CHANGED] = ['', '']] = Object.entries(demoChange())

async function reviewed(
  options: Parameters<typeof install>[1] = {},
  files: Readonly<Record<string, string>> = {}
) {
  const installation = await install({...demoHandbook(), ...files}, options)
  const mergeRequest = await installation.open()
  await installation.idle()
  return {...installation, installation, mergeRequest}
}

/** What the bot said in a discussion, without its marker. */
function answersIn({bot}: Installation, discussion: Discussion): string[] {
  return discussion.notes
    .filter(({authorId, system}) => authorId === bot.id && !system)
    .map(({body}) => body.replace(/\n*<!-- ladderlint:v1 [^>]*-->$/, ''))
}

const statusOf = ({api}: Installation, mergeRequest: MergeRequest) => api.statuses(mergeRequest)[0]

const threadsOf = (installation: Installation, mergeRequest: MergeRequest, rule: string) =>
  installation.threads(mergeRequest).filter((thread) => thread.rule === rule)

describe('a command in a comment', () => {
  it('is offered by the summary', async () => {
    const {installation, mergeRequest} = await reviewed()
    expect(installation.summaries(mergeRequest)[0]).toContain('`@ladderlint help`')
  })

  it('is answered in its thread, which then holds up nobody', async () => {
    const {installation, mergeRequest, author} = await reviewed()
    const discussion = await installation.say(author, mergeRequest, '@ladderlint help')
    const [answer = '', ...more] = answersIn(installation, discussion)
    expect(more).toEqual([])
    expect(answer).toContain('`@ladderlint recheck`')
    expect(discussion.notes.filter(({type}) => type !== null).every(({resolvedAt}) => resolvedAt)).toBe(true)
  })

  it("is heard by the bot's own name, too, and after other words", async () => {
    const {installation, mergeRequest, author, bot} = await reviewed()
    const body = `Thank you!\n@${bot.username} explain grade-table`
    const discussion = await installation.say(author, mergeRequest, body)
    expect(answersIn(installation, discussion)).toHaveLength(1)
    expect(answersIn(installation, discussion)[0]).toContain('**`grade-table`**, warning.')
    // The comment says something to people: they decide when it is settled.
    expect(discussion.notes[0]?.resolvedAt).toBeNull()
  })

  it('is answered once, although the delivery comes twice and the service lost its memory', async () => {
    const {installation, mergeRequest, author, api, project} = await reviewed()
    const discussion = await installation.say(author, mergeRequest, '@ladderlint inspect')
    const delivery = api.deliveries(project).findLast(({trigger}) => trigger === 'note_hooks')
    const asked = api
      .deliveries(project)
      .filter(({requestBody}) => requestBody.includes('@ladderlint inspect'))
    await installation.restart()
    for (const each of [delivery, ...asked]) if (each) api.resend(project, each)
    await installation.idle()
    expect(answersIn(installation, discussion)).toHaveLength(1)
  })

  it('is answered once when GitLab loses the answer to the answer', async () => {
    const {installation, mergeRequest, author, api} = await reviewed()
    const path = '/\\/discussions\\/[^/]+\\/notes$/'
    api.addFault({method: 'POST', path, status: 502, when: 'after', times: 1})
    const discussion = await installation.say(author, mergeRequest, '@ladderlint recheck')
    expect(answersIn(installation, discussion)).toHaveLength(1)
  })

  it('that was written while nobody listened is answered with the next event', async () => {
    const {installation, mergeRequest, author, api, project} = await reviewed()
    const [[, hook] = []] = [...project.hooks]
    hook?.events.delete('note_events')
    const discussion = await installation.say(author, mergeRequest, '@ladderlint help')
    expect(answersIn(installation, discussion)).toEqual([])
    await api.push({project, branch: mergeRequest.sourceBranch, files: {[PATH]: `${CHANGED}\n`}, author})
    await installation.idle()
    expect(answersIn(installation, discussion)).toHaveLength(1)
  })

  it('is answered, too, when a comment becomes one by an edit', async () => {
    const {installation, mergeRequest, author} = await reviewed()
    const discussion = await installation.say(author, mergeRequest, 'What is this?')
    expect(answersIn(installation, discussion)).toEqual([])
    const note = discussion.notes[0]?.id
    await installation.call(author, 'PUT', mergeRequest, `/notes/${note}`, {body: '@ladderlint help'})
    await installation.idle()
    expect(answersIn(installation, discussion)).toHaveLength(1)
  })

  it('is not carried out beyond twenty an hour, which is said once', async () => {
    const {installation, mergeRequest, author} = await reviewed()
    const rules = ['grade-table', 'grade-link', 'level-order', 'level-name', 'link-target']
    const many = ['help', 'inspect', ...rules.map((rule) => `explain ${rule}`), 'a', 'b', 'c']
    const body = many.map((words) => `@ladderlint ${words}`).join('\n')
    await installation.say(author, mergeRequest, body)
    await installation.say(author, mergeRequest, body)
    const beyond = await installation.say(
      author,
      mergeRequest,
      '@ladderlint ignore grade-table because of May'
    )
    const more = await installation.say(author, mergeRequest, '@ladderlint help')
    expect(answersIn(installation, beyond)).toEqual([expect.stringContaining('more than the 20 commands')])
    expect(answersIn(installation, more)).toEqual([])
    expect(installation.summaries(mergeRequest)[0]).not.toContain('because of May')
    const other = installation.api.createUser('somebody-else')
    installation.api.setRole(installation.project, other, 'developer')
    const theirs = await installation.say(other, mergeRequest, '@ladderlint help')
    expect(answersIn(installation, theirs)).toHaveLength(1)
  })

  it('does nothing more by being edited once it is answered', async () => {
    const {installation, mergeRequest, author, api} = await reviewed()
    const discussion = await installation.say(author, mergeRequest, '@ladderlint help')
    const note = discussion.notes[0]?.id
    api.clearRequests()
    await installation.call(author, 'PUT', mergeRequest, `/notes/${note}`, {body: '@ladderlint recheck'})
    await installation.idle()
    expect(answersIn(installation, discussion)).toHaveLength(1)
    expect(api.requests().writes).toBe(1)
  })

  it('gets a short answer when there is no such command', async () => {
    const {installation, mergeRequest, author} = await reviewed()
    const discussion = await installation.say(author, mergeRequest, '@ladderlint frobnicate @all #1')
    expect(answersIn(installation, discussion)).toEqual([
      'I know no command `frobnicate`; `@ladderlint help` lists those I know.'
    ])
  })

  it('is told that nothing can be reviewed on a merge request that is closed', async () => {
    const {installation, mergeRequest, author, api} = await reviewed()
    await api.changeState(mergeRequest, 'close')
    const discussion = await installation.say(author, mergeRequest, '@ladderlint recheck')
    expect(answersIn(installation, discussion)).toEqual([
      'There is nothing to review: the merge request is closed.'
    ])
  })

  it('gets the outcome of the review it asks for', async () => {
    const {installation, mergeRequest, author} = await reviewed()
    const discussion = await installation.say(author, mergeRequest, '@ladderlint recheck')
    const [answer = ''] = answersIn(installation, discussion)
    expect(answer).toContain(statusOf(installation, mergeRequest)?.description ?? '(no status)')
    expect(answer).toMatch(/\[the summary\]\(http[^)]+#note_\d+\)/)
  })

  it('gets an answer also when the review cannot be done', async () => {
    const {installation, mergeRequest, author, api} = await reviewed()
    await installation.restart()
    api.addFault({method: 'GET', path: '/diffs', status: 403})
    const discussion = await installation.say(author, mergeRequest, '@ladderlint recheck')
    expect(answersIn(installation, discussion)[0]).toMatch(/^The review could not be done: /)
  })

  it('costs no review where GitLab does not tell who asks', async () => {
    const {installation, mergeRequest, author, api} = await reviewed()
    const before = installation.summaries(mergeRequest)
    api.addFault({method: 'GET', path: '/\\/users\\/\\d+$/', status: 403})
    const discussion = await installation.say(author, mergeRequest, '@ladderlint recheck')
    expect(answersIn(installation, discussion)).toEqual([])
    expect(installation.summaries(mergeRequest)).toEqual(before)
    expect(installation.log.join('')).toContain('a comment got no answer: GitLab does not allow GET users/')
  })

  it('shows what was read, with line numbers', async () => {
    const {installation, mergeRequest, author} = await reviewed()
    const discussion = await installation.say(author, mergeRequest, '@ladderlint inspect')
    const [answer = ''] = answersIn(installation, discussion)
    expect(answer).toContain(`**What I read on** \`${PATH}\``)
    const line = CHANGED.split('\n').findIndex((text) => /^#+ Senior/.test(text)) + 1
    expect(answer).toMatch(new RegExp(`^- line ${line}: Senior`, 'm'))
  })
})

describe('a comment that commands nothing', () => {
  it('is left alone, wherever the name stands in it', async () => {
    const {installation, mergeRequest, author} = await reviewed()
    for (const body of [
      '> @ladderlint recheck',
      '```\n@ladderlint recheck\n```',
      '<!--\n@ladderlint recheck\n-->',
      'We asked @ladderlint recheck before.',
      '@ladderlint-fans recheck'
    ]) {
      const discussion = await installation.say(author, mergeRequest, body)
      expect(answersIn(installation, discussion), body).toEqual([])
    }
  })

  it('is one of another bot, of our own, or an internal one', async () => {
    const {installation, mergeRequest, author, bot, api, project} = await reviewed()
    const {user: other} = api.createProjectToken(project, 'other', 'developer')
    const service = api.createUser('handbook-service', {bot: true})
    api.setRole(project, service, 'developer')
    for (const user of [other, service, bot]) {
      const discussion = await installation.say(user, mergeRequest, `@ladderlint recheck`)
      expect(discussion.notes).toHaveLength(1)
      await installation.call(user, 'DELETE', mergeRequest, `/notes/${discussion.notes[0]?.id}`)
    }
    const before = api.discussions(mergeRequest).length
    await installation.call(author, 'POST', mergeRequest, '/notes', {
      body: '@ladderlint recheck',
      internal: true
    })
    await installation.idle()
    expect(api.discussions(mergeRequest)).toHaveLength(before + 1)
    expect(api.discussions(mergeRequest).at(-1)?.notes).toHaveLength(1)
  })
})

describe('ignore', () => {
  const COMMAND = '@ladderlint ignore ladder-target because the page moves next week'

  it('sets a rule aside: recorded, shown, its threads resolved, the status better', async () => {
    const {installation, mergeRequest, author} = await reviewed()
    const [thread] = threadsOf(installation, mergeRequest, 'ladder-target')
    expect(thread?.resolved).toBe(false)
    const before = statusOf(installation, mergeRequest)?.description
    const discussion = await installation.say(author, mergeRequest, COMMAND)
    expect(answersIn(installation, discussion)[0]).toMatch(
      /^Recorded: findings of `ladder-target` do not count/
    )
    expect(threadsOf(installation, mergeRequest, 'ladder-target').every(({resolved}) => resolved)).toBe(true)
    const [summary = ''] = installation.summaries(mergeRequest)
    expect(summary).toContain('ignored by `@ada` because the page moves next week')
    expect(statusOf(installation, mergeRequest)?.description).not.toBe(before)
    expect(statusOf(installation, mergeRequest)?.description).toMatch(/\d ignored/)
  })

  it('resolves the thread in which it is said', async () => {
    const {installation, mergeRequest, author, api} = await reviewed()
    const discussion = api.discussions(mergeRequest).find(({notes: [note]}) => {
      return note?.position && note.body.includes('`ladder-target`')
    })
    if (!discussion) throw new Error('no thread about a ladder target')
    await installation.say(author, mergeRequest, 'We know.', discussion)
    await installation.say(author, mergeRequest, COMMAND, discussion)
    expect(answersIn(installation, discussion)).toHaveLength(2)
    expect(discussion.notes[0]?.resolvedAt).not.toBeNull()
  })

  it('is heeded by a service without a memory and with another token, and writes nothing twice', async () => {
    const {installation, mergeRequest, author, api, project} = await reviewed()
    await installation.say(author, mergeRequest, COMMAND)
    const state = statusOf(installation, mergeRequest)?.description
    await installation.restart({newToken: true})
    await api.push({project, branch: mergeRequest.sourceBranch, files: {[PATH]: `${CHANGED}\n`}, author})
    await installation.idle()
    expect(statusOf(installation, mergeRequest)?.description).toBe(state)
    api.clearRequests()
    await installation.restart()
    const delivery = api.deliveries(project).findLast(({trigger}) => trigger === 'merge_request_hooks')
    if (delivery) api.resend(project, delivery)
    await installation.idle()
    expect(api.requests().reads).toBeGreaterThan(0)
    expect(api.requests().writes).toBe(0)
  })

  it('ends with unignore, and the thread is open again', async () => {
    const {installation, mergeRequest, author} = await reviewed()
    const before = statusOf(installation, mergeRequest)?.description
    await installation.say(author, mergeRequest, COMMAND)
    await installation.say(author, mergeRequest, '@ladderlint unignore ladder-target')
    expect(threadsOf(installation, mergeRequest, 'ladder-target').some(({resolved}) => !resolved)).toBe(true)
    expect(statusOf(installation, mergeRequest)?.description).toBe(before)
  })

  it('ends with its last day, and the summary says so', async () => {
    let time = Date.now()
    const {installation, mergeRequest, author} = await reviewed({review: {now: () => time}})
    const tomorrow = new Date(time + 86_400_000).toISOString().slice(0, 10)
    await installation.say(author, mergeRequest, `${COMMAND} until ${tomorrow}`)
    expect(threadsOf(installation, mergeRequest, 'ladder-target').every(({resolved}) => resolved)).toBe(true)
    time += 3 * 86_400_000
    await installation.say(author, mergeRequest, '@ladderlint recheck')
    expect(threadsOf(installation, mergeRequest, 'ladder-target').some(({resolved}) => !resolved)).toBe(true)
    expect(installation.summaries(mergeRequest)[0]).toContain(
      `Findings of \`ladder-target\` count again: \`@ada\` had them ignored until ${tomorrow}.`
    )
  })

  it('takes somebody who may merge', async () => {
    const {installation, mergeRequest, api, project} = await reviewed()
    const visitor = api.createUser('vera')
    api.setRole(project, visitor, 'reporter')
    const before = statusOf(installation, mergeRequest)?.description
    const discussion = await installation.say(visitor, mergeRequest, COMMAND)
    expect(answersIn(installation, discussion)[0]).toMatch(/^Nothing is recorded for `ladder-target`/)
    expect(statusOf(installation, mergeRequest)?.description).toBe(before)
  })

  it.each([
    [false, /^Nothing is recorded/],
    [true, /^Recorded/]
  ])('is for the author where the configuration says %s', async (authorMayIgnore, answer) => {
    const config = `review:\n  author-may-ignore: ${authorMayIgnore}\n`
    const {installation, mergeRequest, api, project, author} = await reviewed({}, {'.ladderlint.yml': config})
    api.setRole(project, author, 'reporter')
    const discussion = await installation.say(author, mergeRequest, COMMAND)
    expect(answersIn(installation, discussion)[0]).toMatch(answer)
  })

  it('records nothing where something is missing or wrong, and says what', async () => {
    const {installation, mergeRequest, author} = await reviewed()
    for (const [body, answer] of [
      ['ignore ladder-target', /^Say why: /],
      ['ignore ladder-targt because x', /^No rule is called `ladder-targt`\. Did you mean `ladder-target`\?/],
      ['ignore ladder-target because x until 2020-01-01', /^That day has passed/],
      ['ignore ladder-target because x until 1 May 2027', /is no date; write it as/]
    ] as const) {
      const discussion = await installation.say(author, mergeRequest, `@ladderlint ${body}`)
      expect(answersIn(installation, discussion)[0]).toMatch(answer)
    }
    expect(installation.summaries(mergeRequest)[0]).not.toContain('ignored')
  })

  it('shows a hostile reason as text that does nothing', async () => {
    const {installation, mergeRequest, author, bot, api} = await reviewed()
    const reason = '@all said #1 ~label !2 </details> <!-- x --> | `code` ``` [a](b)'
    await installation.say(author, mergeRequest, `@ladderlint ignore ladder-target because ${reason}`)
    expect(installation.summaries(mergeRequest)[0]).toContain('ignored by `@ada` because')
    expect(api.effects().filter(({userId}) => userId === bot.id)).toEqual([])
  })
})

describe('a review that is asked for', () => {
  it('runs although nothing has changed, and says what it thinks as a reviewer', async () => {
    const {installation, mergeRequest, author, bot, api} = await reviewed()
    api.clearRequests()
    api.requestReview(mergeRequest, bot, author)
    await installation.idle()
    expect(api.requests().reads).toBeGreaterThan(0)
    expect(mergeRequest.reviewers).toMatchObject([{userId: bot.id, state: 'reviewed'}])
    api.clearRequests()
    api.requestReview(mergeRequest, bot, author)
    await installation.idle()
    expect(mergeRequest.reviewers).toMatchObject([{userId: bot.id, state: 'reviewed'}])
    expect(api.requests().writes).toBe(1)
  })

  it('asks for changes where that is configured, until there is nothing to do', async () => {
    const {installation, mergeRequest, author, bot, api, project} = await reviewed({
      review: {reviewer: 'request-changes'}
    })
    api.requestReview(mergeRequest, bot, author)
    await installation.idle()
    expect(statusOf(installation, mergeRequest)?.state).toBe('failed')
    expect(mergeRequest.reviewers).toMatchObject([{state: 'requested_changes'}])
    await api.push({project, branch: mergeRequest.sourceBranch, files: demoFix(), author})
    await installation.idle()
    expect(statusOf(installation, mergeRequest)?.state).toBe('success')
    expect(mergeRequest.reviewers).toMatchObject([{state: 'reviewed'}])
  })

  it('makes nobody a reviewer who was not asked', async () => {
    const {mergeRequest} = await reviewed({review: {reviewer: 'request-changes'}})
    expect(mergeRequest.reviewers).toEqual([])
  })
})
