/** GitLab's own words in an answer that refuses. Forms: GitLab docs, api/rest/troubleshooting. */
import {z} from 'zod'

const refusalBody = z
  .object({message: z.unknown(), error: z.unknown(), error_description: z.unknown()})
  .partial()

/** Characters: enough for a sentence, too few for a page. */
const MAX_LENGTH = 300

/**
 * @param text The body of an answer that is not 2xx.
 * @returns What `{message}`, `{error, error_description}` or a plain text says, on one line; '' for a web page.
 */
export function wordsOf(text: string): string {
  const said = sentencesOf(text)
  const line = typeof said === 'string' ? said : JSON.stringify(said)
  return line
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, MAX_LENGTH)
}

function sentencesOf(text: string): unknown {
  try {
    const {message, error, error_description: description} = refusalBody.parse(JSON.parse(text))
    return message ?? [error, description].filter((part) => typeof part === 'string').join(': ')
  } catch {
    // Rate limits and proxies answer in plain text; the others with a web page.
    return /^\s*</.test(text) ? '' : text
  }
}
