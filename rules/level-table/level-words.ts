/**
 * Level words that the handbook uses for one rung.
 */
import type {LevelWord} from '../../src/page/job-family.ts'

/** The handbook's tables give both the same grade, and pages swap them ("Junior" became "Associate"). */
const SYNONYMS: ReadonlyMap<LevelWord, LevelWord> = new Map([['junior', 'associate']])

export function isSameWord(a: LevelWord, b: LevelWord): boolean {
  return (SYNONYMS.get(a) ?? a) === (SYNONYMS.get(b) ?? b)
}
