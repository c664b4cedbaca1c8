/**
 * How a part's key names a level.
 */
import type {Level} from '../src/page/job-family.ts'

/** The same when the name is only written in another way: "Intermediate Engineer", "Engineer (Intermediate)". */
export function levelKey({name, word, core}: Level): string {
  return word === null ? name : `${word} ${core}`
}
