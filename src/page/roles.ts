/**
 * Whether a heading's words can be the name of a role at all, however it is used.
 */
import {levelName} from './level-name.ts'

/** What people are called at work: the last word of a role's name, or of its part before the comma. */
const ROLE_NOUNS = new Set(
  `accountant administrator advisor advocate agent analyst architect artist assistant associate attorney auditor
  buyer coach consultant controller coordinator counsel counselor creator designer developer director editor
  engineer evangelist executive expert facilitator fellow generalist instructor intern journalist lawyer lead leader
  librarian manager marketer mathematician measurer officer operator paralegal partner planner president producer
  programmer recruiter representative researcher scientist secretary sourcer specialist staff statistician steward
  strategist supervisor technician technologist trainee trainer translator treasurer vp writer investigator
  salesperson seller merchandiser photographer videographer animator negotiator moderator mentor liaison
  csm pmm pbp pm sre eba sdr bdr sae cfo cto ceo cmo cpo cro ciso clo`.split(/\s+/)
)
const NOT_A_NAME =
  /^(?:what|how|why|who|when|where|as|you|your|we|our|moving|about|relevant|working|an? overview|step|round|the following|projects?|areas?|required|preparing)\b|\?$|\balso$|\bat gitlab$|\broles?\b/i

/** Whether `text` reads like a role: it ends in a role noun ("Data Analyst, Finance") or holds a level word. */
export function readsLikeRole(text: string): boolean {
  const words = text.split(/\s+/)
  if (words.length > 14 || NOT_A_NAME.test(text)) return false
  return endsInRole(text) || (levelName(text).word !== null && !endsInActivity(text))
}

function endsInRole(text: string): boolean {
  const parts = text.replace(/\([^()]*\)/g, ' ').split(/[,:]|\s[-–—]\s|\b(?:of|to|for)\b/)
  return parts.some((part) => {
    const last = /([\p{L}]+)\s*$/u.exec(part)?.[1]?.toLowerCase() ?? ''
    return ROLE_NOUNS.has(last) || ROLE_NOUNS.has(last.replace(/s$/, ''))
  })
}

/** "Manager Interview", "Senior Leadership Expectations": a level word in front of something that is done. */
function endsInActivity(text: string): boolean {
  return /\b(?:interviews?|screen|screening|call|review|check|assessment|expectations|skills|activities|behaviors|competencies|group|team|initiatives)\s*$/i.test(
    text
  )
}
