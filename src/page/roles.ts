/**
 * Whether a heading's words can be the name of a role at all, however it is used.
 */
import type {LevelName} from './level-name.ts'

/** What people are called at work: the last word of a role's name, or of its part before a comma. */
const ROLE_NOUNS = new Set(
  `accountant administrator advisor advocate agent analyst animator architect artist assistant associate attorney auditor
  buyer coach consultant controller coordinator counsel counselor creator designer developer director editor engineer
  evangelist executive expert facilitator fellow generalist instructor intern investigator journalist lawyer lead leader
  liaison librarian manager marketer mentor merchandiser moderator negotiator officer operator paralegal partner
  photographer planner president producer programmer recruiter representative researcher scientist secretary seller
  sourcer specialist staff statistician strategist supervisor technician technologist trainee trainer translator
  treasurer videographer writer vp cfo cto ceo cmo cpo cro ciso clo`.split(/\s+/)
)
const NOT_A_NAME =
  /^(?:what|how|why|who|when|where|as|you|your|we|our|moving|about|relevant|working|an? overview|step|round|the following|projects?|areas?|required|preparing)\b|\?$|\balso$|\bat gitlab$|\broles?\b/i
/** "Manager Interview", "Senior Leadership Skills": a level word in front of something that is done. */
const ACTIVITY =
  /\b(?:interviews?|screen|screening|call|review|check|assessment|expectations|skills|activities|behaviors|competencies|group|team|initiatives)\s*$/i
const LONGEST_NAME = 120

/** Whether `text`, read as `name`, reads like a role: it ends in a role noun ("Data Analyst, Finance") or holds a level word. */
export function readsLikeRole(text: string, name: LevelName): boolean {
  if (text.length > LONGEST_NAME || NOT_A_NAME.test(text)) return false
  return endsInRole(text) || (name.word !== null && !ACTIVITY.test(text))
}

function endsInRole(text: string): boolean {
  const parts = text.replace(/\([^()]*\)/g, ' ').split(/[,:]|\s[-–—]\s|\b(?:of|to|for)\b/)
  return parts.some((part) => {
    const last = /(\p{L}+)\s*$/u.exec(part)?.[1]?.toLowerCase() ?? ''
    return ROLE_NOUNS.has(last) || ROLE_NOUNS.has(last.replace(/s$/, ''))
  })
}
