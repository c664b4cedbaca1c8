/**
 * A small Mermaid picture of a family's ladder.
 */
import type {JobFamily} from '../page/job-family.ts'

/** A fenced Mermaid block of the ladder at head, or null when levels, grades and targets are those of base. */
export declare function mermaidLadder(base: JobFamily | null, head: JobFamily): string | null
