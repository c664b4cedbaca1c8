/**
 * The sandbox as a test or a demo drives it: projects, people, merge requests and pushes, and what became of them.
 */
import {addFault, type Fault, type Faults} from './api/faults.ts'
import {countRequests, type LoggedRequest, type RequestCounts} from './api/request-log.ts'
import type {Files} from './git/commit-stream.ts'
import {release, resend, settled} from './hooks/deliver.ts'
import type {Delivery, EventKind} from './hooks/hook.ts'
import {createHook} from './hooks/hooks.ts'
import {createProject, deleteProject, forkProject, type NewProject} from './projects.ts'
import type {Discussion, DraftNote} from './review/discussion.ts'
import {
  changeState,
  editMergeRequest,
  type MergeRequestEdit,
  openMergeRequest
} from './review/merge-requests.ts'
import {pushFiles} from './review/push-files.ts'
import {requestReview} from './review/reviewers.ts'
import {statusesOf} from './review/statuses.ts'
import {
  currentVersion,
  type Effect,
  findUser,
  inTurn,
  type MergeRequest,
  type Notification,
  type Pipeline,
  type Project,
  ROLES,
  type Role,
  type State,
  type Status,
  takeId,
  type User
} from './state.ts'

export interface NewChange {
  readonly project: Project
  readonly title: string
  readonly description?: string
  /** What the source branch changes; null deletes a file. */
  readonly files: Files
  readonly sourceBranch?: string
  readonly targetBranch?: string
  /** The fork the branch is pushed to; the project itself when left out. */
  readonly sourceProject?: Project
  readonly author?: User
  readonly message?: string
  readonly labels?: readonly string[]
  readonly reviewers?: readonly User[]
  /** How many reads find the diff not ready yet, as right after its creation. */
  readonly preparing?: number
}

export interface BranchPush {
  readonly project: Project
  readonly branch: string
  readonly files: Files
  readonly message?: string
  readonly author?: User
  /** Start from this commit or branch instead of the branch's head: a force push. */
  readonly from?: string
}

export class Sandbox {
  readonly state: State
  readonly #faults: Faults
  readonly #log: LoggedRequest[]
  readonly #folder: string
  readonly #root: User

  constructor(state: State, faults: Faults, log: LoggedRequest[], folder: string) {
    this.state = state
    this.#faults = faults
    this.#log = log
    this.#folder = folder
    this.#root = this.createUser('root', {name: 'Administrator'})
  }

  createUser(username: string, details: {name?: string; email?: string; bot?: boolean} = {}): User {
    const {name = username, email = `${username}@example.com`, bot = false} = details
    const user: User = {id: takeId(this.state), username, name, email, bot}
    this.state.users.set(user.id, user)
    return user
  }

  /** Makes a member of the project, or changes the role; null removes. */
  setRole(project: Project, user: User, role: Role | null): void {
    if (role === null) project.members.delete(user.id)
    else project.members.set(user.id, ROLES[role])
  }

  /** A token that acts as the user; its value begins with `glpat-`. */
  createToken(user: User, scopes: readonly string[] = ['api'], kind: 'access' | 'job' = 'access'): string {
    const id = takeId(this.state)
    const value = kind === 'job' ? `glcbt-sandbox-${id}` : `glpat-sandbox-${id}`
    this.state.tokens.set(value, {
      value,
      userId: user.id,
      scopes,
      kind,
      revoked: false,
      expiresAt: null
    })
    return value
  }

  revokeToken(value: string): void {
    const token = this.state.tokens.get(value)
    if (token) token.revoked = true
  }

  /** @param day "2026-12-31": the token ends when that day begins, in UTC. */
  expireToken(value: string, day: string): void {
    const token = this.state.tokens.get(value)
    if (token) token.expiresAt = day
  }

  /** A project token, as GitLab makes it: with a bot user of its own that is a member of this project only. */
  createProjectToken(
    project: Project,
    name: string,
    role: Role = 'developer',
    scopes: readonly string[] = ['api']
  ): {readonly token: string; readonly user: User} {
    const random = String(takeId(this.state))
    const user = this.createUser(`project_${project.id}_bot_${random}`, {name, bot: true})
    this.setRole(project, user, role)
    return {token: this.createToken(user, scopes), user}
  }

  createProject(request: NewProject): Promise<Project> {
    return createProject(this.state, this.#folder, {owner: this.#root, ...request})
  }

  /** A copy under another path, whose merge requests go to the project it was made from. */
  fork(project: Project, path: string, owner: User): Promise<Project> {
    return forkProject(this.state, this.#folder, project, {path, owner})
  }

  /** Deletes a fork, as its owner may: its merge requests stay, without a source. */
  deleteProject(project: Project): void {
    deleteProject(this.state, project)
  }

  /** Gives a project another path, by a new name or another group; the old one redirects from then on. */
  moveProject(project: Project, path: string): void {
    project.formerPaths.add(project.path)
    project.formerPaths.delete(path)
    project.path = path
  }

  /** Makes a project read-only. */
  archiveProject(project: Project): void {
    project.archived = true
  }

  /** Pushes a branch with the changes and opens a merge request for it. */
  createMergeRequest(change: NewChange): Promise<MergeRequest> {
    return inTurn(this.state, async () => {
      const {project, sourceProject = project, title, author: user = this.#root} = change
      const number = project.mergeRequests.size + 1
      const branch = change.sourceBranch ?? `change-${number}`
      const targetBranch = change.targetBranch ?? project.defaultBranch
      const message = change.message ?? `${title}\n`
      const from = sourceProject === project ? {from: targetBranch} : {}
      await pushFiles(this.state, sourceProject, {user}, {branch, files: change.files, message, ...from})
      return openMergeRequest(
        this.state,
        project,
        {user},
        {
          title,
          sourceBranch: branch,
          targetBranch,
          sourceProject,
          ...(change.description === undefined ? {} : {description: change.description}),
          ...(change.labels ? {labels: change.labels} : {}),
          ...(change.reviewers ? {reviewers: change.reviewers.map(({id}) => id)} : {}),
          ...(change.preparing === undefined ? {} : {preparing: change.preparing})
        }
      )
    })
  }

  /** Resolves with the new head when all merge requests of the branch have their new version. */
  push(push: BranchPush): Promise<string> {
    const {project, branch, files, author: user = this.#root, message = 'Change pages\n', from} = push
    const request = {branch, files, message, ...(from === undefined ? {} : {from})}
    return inTurn(this.state, () => pushFiles(this.state, project, {user}, request))
  }

  edit(mergeRequest: MergeRequest, edit: MergeRequestEdit, user: User = this.#root): Promise<void> {
    return inTurn(this.state, () => editMergeRequest(this.state, mergeRequest, {user}, edit))
  }

  changeState(
    mergeRequest: MergeRequest,
    action: 'close' | 'reopen' | 'merge',
    user: User = this.#root
  ): Promise<void> {
    return inTurn(this.state, () => changeState(this.state, mergeRequest, {user}, action))
  }

  /** Asks somebody for a review, for the first time or again. */
  requestReview(mergeRequest: MergeRequest, reviewer: User, user: User = this.#root): void {
    requestReview(this.state, mergeRequest, {user}, reviewer.id)
  }

  /** Adds a webhook; by default for merge requests and notes. */
  createHook(
    project: Project,
    url: string,
    options: {token?: string; signingToken?: string; events?: readonly EventKind[]} = {}
  ): number {
    const {events = ['merge_requests_events', 'note_events'], token, signingToken} = options
    return createHook(this.state, project, {url, token, signingToken, events}).id
  }

  /** What a review said: threads and comments in the order written. */
  discussions(mergeRequest: MergeRequest, options: {system?: boolean} = {}): readonly Discussion[] {
    if (options.system) return mergeRequest.discussions
    return mergeRequest.discussions.filter(({notes}) => !notes[0]?.system)
  }

  draftNotes(mergeRequest: MergeRequest): readonly DraftNote[] {
    return mergeRequest.draftNotes
  }

  /** Statuses of the newest head, the newest of each name. */
  statuses(mergeRequest: MergeRequest): readonly Status[] {
    const {head} = currentVersion(mergeRequest)
    return statusesOf(mergeRequest.sourceProject ?? mergeRequest.project, head, false)
  }

  /** A pipeline of the newest head, as the project's own CI would make it. */
  createPipeline(mergeRequest: MergeRequest, source: 'push' | 'merge_request_event' = 'push'): Pipeline {
    const {project, sourceBranch, iid} = mergeRequest
    const ref = source === 'push' ? sourceBranch : `refs/merge-requests/${iid}/head`
    const pipeline = {id: takeId(this.state), sha: currentVersion(mergeRequest).head, ref, source}
    project.pipelines.push(pipeline)
    return pipeline
  }

  user(id: number): User {
    return findUser(this.state, id)
  }

  /** Quick actions run, people pinged and things referred to by bodies, since the start. */
  effects(kind?: Effect['kind']): readonly Effect[] {
    return this.state.effects.filter((effect) => kind === undefined || effect.kind === kind)
  }

  /** Mails sent. */
  notifications(): readonly Notification[] {
    return this.state.notifications
  }

  /** API requests since the start or since they were last cleared. */
  requests(): RequestCounts {
    return countRequests(this.#log)
  }

  clearRequests(): void {
    this.#log.length = 0
  }

  addFault(fault: Fault): void {
    addFault(this.#faults, fault)
  }

  clearFaults(): void {
    this.#faults.length = 0
  }

  /** All deliveries of a project's hooks, oldest first. */
  deliveries(project: Project): readonly Delivery[] {
    return [...project.hooks.values()]
      .flatMap((hook) => hook.deliveries)
      .sort((one, other) => one.id - other.id)
  }

  /** Sends a delivery again, under the same Idempotency-Key. */
  resend(project: Project, delivery: Delivery): void {
    const hook = project.hooks.get(delivery.hookId)
    if (!hook) throw new Error(`the hook of delivery ${delivery.id} is gone`)
    resend(this.state, hook, delivery)
  }

  /** Keeps deliveries back until they are released. */
  holdDeliveries(): void {
    this.state.webhooks.held ??= []
  }

  releaseDeliveries(order: 'as-fired' | 'reversed' = 'as-fired'): void {
    release(this.state.webhooks, order)
  }

  /** Resolves when every delivery was answered or failed. */
  settled(): Promise<void> {
    return settled(this.state.webhooks)
  }

  /** Address of a merge request's page. */
  pageUrl({project, iid}: MergeRequest): string {
    return `${this.state.url}/${project.path}/-/merge_requests/${iid}`
  }
}
