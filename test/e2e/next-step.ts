/**
 * A career ladder that gets one more step, and the page of the family that this step leads to.
 */
import {demoHandbook} from '../../src/sandbox/demo-files.ts'

const HANDBOOK = demoHandbook()

export const PATH = 'content/job-families/engineering/data-engineer.md'
export const PAGE = HANDBOOK[PATH] ?? ''

/** Where the new step leads; the demo handbook has no such page. */
export const TARGET = 'content/job-families/delivery/delivery-lead.md'
/** What the page of that family says where it exists. */
export const LEAD = (HANDBOOK['content/job-families/delivery/delivery-leadership.md'] ?? '')
  .replace('title: "Delivery Leadership"', 'title: "Delivery Lead"')
  .replace(/^aliases:\n(?: .*\n)+/m, '')

/** The page with the step. */
export const WITH_STEP = PAGE.replace(
  'for those who want to lead people.',
  'for those who want to lead people, or the [Delivery Lead](/job-families/delivery/delivery-lead/) job family.'
)
