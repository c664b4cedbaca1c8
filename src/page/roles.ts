/**
 * Whether a heading's words can be the name of a role at all, however it is used.
 */
import {type LevelName, NUMERAL} from './level-name.ts'

/** What people are called at work, where no "-er", "-or", "-ist" or "-ian" says so. */
const ROLE_NOUNS = new Set(
  `accountant advocate agent analyst architect artist assistant associate attorney coach consultant counsel executive
  expert fellow generalist intern lead liaison marketeer nurse paralegal pilot president representative scientist
  secretary staff steward technologist trainee vp cfo cto ceo cmo cpo cro ciso clo`.split(/\s+/)
)
/** Words that end like one who does something, and are things in the headings of real pages. */
const NO_ROLES = new Set(
  `after another behavior better calendar career center chapter cluster color computer container corner customer
  disaster either error ever factor favor folder footer further gitter header however layer letter matter member meter
  minor monitor newsletter never number offer order other over paper power prior quarter rather register runner sector
  server slider summer tier timer together tower under user vendor weather whether`.split(/\s+/)
)
const NOT_A_NAME =
  /^(?:what|how|why|who|when|where|as|you|your|we|our|moving|about|relevant|working|an? overview|step|round|the following|projects?|areas?|required|preparing)\b|\?$|\balso$|\bat gitlab$|\broles?\b/i
/** "Manager Interview", "Senior Leadership Skills": a level word in front of something that is done. */
const ACTIVITY =
  /\b(?:interviews?|screen|screening|call|review|check|assessment|expectations|skills|activities|behaviors|competencies|group|team|initiatives)\s*$/i
const LONGEST_NAME = 120

/** Whether `text` could name a role: short, no question and no sentence. */
export function couldBeName(text: string): boolean {
  return text.length <= LONGEST_NAME && !NOT_A_NAME.test(text)
}

/** Whether `text`, read as `name`, reads like a role: it ends in a role noun ("Data Analyst, Finance") or holds a level word. */
export function readsLikeRole(text: string, name: LevelName): boolean {
  return couldBeName(text) && (endsInRole(text) || (name.word !== null && !ACTIVITY.test(text)))
}

function endsInRole(text: string): boolean {
  const parts = text.replace(/\([^()]*\)/g, ' ').split(/[,:]|\s[-–—]\s|\b(?:of|to|for)\b/)
  return parts.some((part) => {
    const last = /(\p{L}+)\s*$/u.exec(part.replace(NUMERAL, ''))?.[1]?.toLowerCase() ?? ''
    return isRoleNoun(last) || isRoleNoun(last.replace(/s$/, ''))
  })
}

function isRoleNoun(word: string): boolean {
  return ROLE_NOUNS.has(word) || (/.{2}(?:er|or|ist|ian)$/.test(word) && !NO_ROLES.has(word))
}
