/**
 * The bullet's words, and words that say the same. Collected from the requirements of about 290 families.
 */

export const EXACT = 'Ability to use GitLab'

/** Begins a bullet in any case and may go on: "Ability to use GitLab, including learning it as part of the role". */
const IS_EXACT = /^(?:the |an )?ability to use git ?lab\b/i

/** Behind the name comes no word that makes it something else: "GitLab's values", "the GitLab product". */
const NAME = String.raw`gitlab\b(?:\.com)?(?=\s*(?:$|[.,;:()/&–—-]|(?:to|for|and|as|on|or|in|daily|every|while)\b))`
const ABLE = String.raw`(?:able|ability|capable|capability|capacity|willing|willingness|eager|eagerness|desire|comfortable|comfort|proven|demonstrated)\b`
const USE = String.raw`(?:us(?:e|es|ing)|users? of|utili[sz](?:e|ing))\b`

const DIRECT = new RegExp(String.raw`\b(?:${ABLE}[^.;]{0,60}?\b)?${USE} (?:the )?${NAME}`, 'i')
const NEAR: readonly RegExp[] = [
  DIRECT,
  new RegExp(
    String.raw`\b${ABLE}[^.;]{0,60}?\b${USE}(?:(?!\b(?:to|at|that|of|within|across)\b)[^.;]){0,60}\b${NAME}`,
    'i'
  ),
  new RegExp(String.raw`\bproficien(?:t|cy) (?:in|with) (?:using )?(?:git (?:and|&) )?${NAME}`, 'i'),
  new RegExp(String.raw`\bworking knowledge of (?:git (?:and|&) )?${NAME}`, 'i')
]

/** @param text A bullet as a reader sees it. */
export function isExact(text: string): boolean {
  return IS_EXACT.test(text.trim())
}

/** Whether a bullet asks for the use of GitLab in other words. */
export function isNear(text: string): boolean {
  return NEAR.some((pattern) => pattern.test(text))
}

/** The words at the beginning of a bullet that can stand aside for the exact ones; undefined when more would be lost. */
export function replaceable(text: string): string | undefined {
  const match = DIRECT.exec(text)
  return match?.index === 0 ? match[0] : undefined
}
