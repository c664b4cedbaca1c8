/**
 * What is not about a merge request: users, members, the project itself, tokens, version, Markdown.
 */
import {z} from 'zod'
import {renderMarkdown} from '../markdown/render-markdown.ts'
import {notFound} from '../refusal.ts'
import {type Project, ROLES, roleOf, type User} from '../state.ts'
import {actorOf, boolean, integer, parametersOf, projectOf, type Register} from './call.ts'
import {paginate, paginateByKey} from './pagination.ts'
import {presentProject, presentUser} from './present.ts'

const usersSchema = z.object({username: z.string().optional(), search: z.string().optional()})

/** Keyset pagination of projects goes by their ids. */
const projectsSchema = z.object({
  membership: boolean.default(false),
  min_access_level: integer.optional(),
  archived: boolean.optional(),
  simple: boolean.default(false),
  pagination: z.enum(['keyset', 'legacy']).optional(),
  order_by: z.string().optional(),
  sort: z.enum(['asc', 'desc']).optional()
})

/** What the caller is in the project; nothing is said to those who have no token. */
function permissionsOf(project: Project, user: User | null): object {
  if (!user) return {}
  const access_level = roleOf(project, user)
  const project_access = access_level === 0 ? null : {access_level, notification_level: 3}
  return {permissions: {project_access, group_access: null}}
}

export function registerInstance(register: Register): void {
  register(
    'get',
    '/version',
    (call) => {
      call.response.json({version: call.state.version, revision: 'sandbox'})
    },
    {scopes: ['read_user', 'ai_features']}
  )

  register(
    'get',
    '/user',
    (call) => {
      const {user} = actorOf(call)
      call.response.json({
        ...presentUser(call.state, user),
        email: user.email,
        bot: user.bot,
        is_admin: false
      })
    },
    {scopes: ['read_user']}
  )

  register(
    'get',
    '/users',
    (call) => {
      const {username, search} = parametersOf(usersSchema, call)
      const found = [...call.state.users.values()].filter(
        (user) =>
          (username === undefined || user.username.toLowerCase() === username.toLowerCase()) &&
          (search === undefined || user.username.includes(search) || user.name.includes(search))
      )
      call.response.json(paginate(call, found).map((user) => presentUser(call.state, user)))
    },
    {scopes: ['read_user']}
  )

  register(
    'get',
    '/users/:user',
    (call) => {
      const user = call.state.users.get(Number(call.request.params.user))
      if (!user) throw notFound('User')
      call.response.json({...presentUser(call.state, user), bot: user.bot})
    },
    {scopes: ['read_user']}
  )

  register(
    'get',
    '/projects/:id',
    (call) => {
      const project = projectOf(call)
      call.response.json({...presentProject(call.state, project), ...permissionsOf(project, call.user)})
    },
    {anonymous: true}
  )

  register('get', '/projects/:id/members/all/:user', (call) => {
    const project = projectOf(call)
    const user = call.state.users.get(Number(call.request.params.user))
    const level = user && project.members.get(user.id)
    if (!user || !level) throw notFound()
    call.response.json({...presentUser(call.state, user), access_level: level, expires_at: null})
  })

  register(
    'get',
    '/projects/:id/labels',
    (call) => {
      const {labels} = projectOf(call)
      call.response.json(
        paginate(call, [...labels.values()]).map(({id, title, color}) => ({id, name: title, color}))
      )
    },
    {anonymous: true}
  )

  register('get', '/projects', (call) => {
    const {user} = actorOf(call)
    const {
      membership,
      min_access_level: level = 0,
      archived,
      pagination,
      simple
    } = parametersOf(projectsSchema, call)
    const found = [...call.state.projects.values()].filter((project) => {
      const role = roleOf(project, user)
      const isShown = role >= ROLES.guest || (project.visibility === 'public' && !membership)
      const isWanted = archived === undefined || project.archived === archived
      return isShown && isWanted && role >= level
    })
    const page =
      pagination === 'keyset'
        ? paginateByKey(call, found, ({id}) => String(id), 'id_after')
        : paginate(call, found)
    const permissions = (project: Project) => (simple ? {} : permissionsOf(project, user))
    call.response.json(
      page.map((project) => ({...presentProject(call.state, project), ...permissions(project)}))
    )
  })

  register('post', '/markdown', (call) => {
    const {text} = parametersOf(z.object({text: z.string()}), call)
    call.response.status(201).json({html: renderMarkdown(text)})
  })
}
