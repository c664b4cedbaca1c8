/**
 * Levels, and parts of them, that are named before they are needed.
 */
import type {Level} from '../src/page/job-family.ts'
import type {Page} from '../src/page/page.ts'
import {endOf, startOf} from '../src/page/places.ts'

/** The handbook's own wordings: "To be defined at time of business need", "is not yet defined". */
const TO_COME =
  /\b(?:to|will) be (?:defined|determined|added)\b|\btime of (?:a )?business need\b|\bnot\b.{0,20}\bdefined\b|\bTBD\b/i

/** Whether the level's text says that it is still to come: then nothing of it is missing. */
export function isUndefinedYet(level: Level, page: Page): boolean {
  return isToCome(textOfLevel(level, page))
}

/** Whether a text says that what it speaks of is still to come. */
export function isToCome(text: string): boolean {
  return TO_COME.test(text)
}

/** The level's Markdown, its heading and all that is nested below it. */
export function textOfLevel({place}: Level, {text}: Page): string {
  return text.slice(startOf(place), endOf(place))
}
