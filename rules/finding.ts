/**
 * A finding: one defect that a rule saw on a page, as plain data.
 */
import type {Place} from '../src/page/job-family.ts'

/** An error fails the status; a warning is a thread; an info stands in the summary only. */
export type Severity = 'error' | 'warning' | 'info'

/** Replaces the text between two offsets (UTF-16 units of the page's text, `end` exclusive). */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Edits that together end the finding; sorted, without overlap. */
export interface Fix {
  readonly edits: readonly Edit[]
}

/** What to change in one file of the handbook, the page itself or another; edits are sorted, without overlap. */
export interface FileEdits {
  readonly path: string
  readonly edits: readonly Edit[]
}

/** A way to end a finding by changing any files: told as a patch, where a suggestion does not reach. */
export interface Remedy {
  /** What it does, in words of our own: "Keep the old address as an alias of this page". */
  readonly label: string
  /** Whether it is what the finding's fix does. */
  readonly isFix: boolean
  readonly files: readonly FileEdits[]
}

/**
 * One occurrence of the defect. A finding has several only for rules that speak once a page
 * (required-sections names all that is missing): then each can be new or old by itself.
 */
export interface Part {
  /** What the defect is about, without line numbers: the level's name, the target's URL, the section's name. */
  readonly key: string
  /** How the reason names it. */
  readonly label: string
  readonly place: Place
  readonly fix: Fix | null
  /** The best one first; none when left out. */
  readonly remedies?: readonly Remedy[]
  /** Whether it stands for all further ones of a page that has far too many to name; `label` tells how many. */
  readonly isRest?: boolean
}

export interface Finding {
  readonly rule: string
  readonly severity: Severity
  /** Path of the page in the repository. */
  readonly path: string
  readonly place: Place
  /** One or two sentences for a handbook contributor: what is wrong, on which level, what to write instead. */
  readonly reason: string
  /** The rule's page. */
  readonly url: string
  readonly fix: Fix | null
  /** At least one, in page order. */
  readonly parts: readonly Part[]
  /** Whether the rule speaks once a page: then the rule and the page alone identify the finding. */
  readonly oncePerPage: boolean
}
