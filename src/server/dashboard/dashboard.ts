/**
 * GET /: what the service does, for the people who run it. Behind access.ts, because titles of merge requests are on it.
 */
import {type RequestHandler, Router, static as staticFiles} from 'express'
import {packageFile} from '../../config/package-file.ts'
import {renderContent, renderDashboard} from './render-dashboard.ts'
import {type DashboardSources, readState} from './state.ts'

/** Styles and scripts are files of ours; none stands in a page. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'"
].join('; ')

/** @param operators Lets pass who may see it. */
export function dashboard(sources: DashboardSources, operators: RequestHandler): Router {
  const router = Router()
  router.get('/', operators, async (_request, response) => {
    const page = renderDashboard(await readState(sources))
    response.set('Content-Security-Policy', POLICY).type('html').send(page.text)
  })
  router.use('/dashboard', operators)
  router.get('/dashboard/content', async (_request, response) => {
    const content = renderContent(await readState(sources))
    response.set('Content-Security-Policy', POLICY).type('html').send(content.text)
  })
  router.use(
    '/dashboard',
    staticFiles(packageFile('src/server/dashboard/assets'), {index: false, redirect: false})
  )
  return router
}
