/**
 * Quick actions in a body: lines that GitLab takes out and runs with the writer's rights.
 *
 * GitLab looks at top-level paragraphs; releases before it matched lines by pattern and exempted less. Here a line runs
 * when either would run it: any known command at column 1 outside code.
 */
import {visit} from 'unist-util-visit'
import {parseMarkdown} from './render-markdown.ts'

/** doc/user/project/quick_actions.md: those of merge requests and issues. */
const COMMANDS = new Set(
  `add_child add_contacts add_email approve assign assign_reviewer award blocked_by blocks board_move cc checkin_reminder
  child_of clear_health_status clear_weight clone close confidential convert_to_ticket copy_metadata create_merge_request
  done draft due duplicate epic estimate estimate_time health_status invite_email iteration label labels link lock merge
  milestone move page parent_epic promote promote_to promote_to_incident publish react ready reassign reassign_reviewer
  rebase relabel relate remove_assignee remove_child remove_contacts remove_due_date remove_email remove_epic
  remove_estimate remove_iteration remove_milestone remove_parent remove_parent_epic remove_time_estimate
  remove_time_spent remove_zoom reopen request_changes request_review request_reviewer reviewer set_parent severity ship
  shrug spend spend_time spent status submit_review subscribe tableflip tag target_branch timeline title todo type
  unapprove unassign unassign_reviewer unlabel unlink unlock unsubscribe weight wip zoom`.split(/\s+/)
)
const COMMAND_LINE = /^\/([a-z_]+)(?:[ \t]|$)/i

/** A body without its quick actions, and these as written. Carriage returns are dropped, as GitLab does. */
export function extractQuickActions(text: string): {
  readonly body: string
  readonly commands: readonly string[]
} {
  const lines = text.replaceAll('\r', '').split('\n')
  const candidates = lines.filter((line) => COMMANDS.has(COMMAND_LINE.exec(line)?.[1]?.toLowerCase() ?? ''))
  if (candidates.length === 0) return {body: lines.join('\n').trimEnd(), commands: []}

  const inCode = new Set<number>()
  visit(parseMarkdown(lines.join('\n')), ['code', 'inlineCode'], (node) => {
    const {start, end} = node.position ?? {start: {line: 0}, end: {line: -1}}
    for (let line = start.line; line <= end.line; line++) inCode.add(line)
  })
  const commands: string[] = []
  const kept = lines.filter((line, index) => {
    if (!candidates.includes(line) || inCode.has(index + 1)) return true
    commands.push(line)
    return false
  })
  return {body: kept.join('\n').trimEnd(), commands}
}
