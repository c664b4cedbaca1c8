/**
 * Whether a link's text names what it leads to.
 */

const SAYS_NOTHING =
  /^(?:(?:click|see|read|learn|find|more|out|please)\s+)*(?:here|more|this|(?:(?:the|this|that|its)\s+)?(?:job\s+)?(?:famil(?:y|ies)|page|link|role|position|job|description)(?:\s+page)?)\.?$/i

/** Whether a text says the same whatever it leads to: "here", "job family", "read more". */
export function saysNothing(text: string): boolean {
  return text.trim() === '' || SAYS_NOTHING.test(text)
}
