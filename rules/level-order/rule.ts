/**
 * level-order: the levels of one job title and track go up the page, the lowest first.
 * Policy: hiring/job-families.md, "Template 1 Additional Details". Why and examples: ./README.md
 */
import type {JobFamily, Level, SectionKind} from '../../src/page/job-family.ts'
import {defineRule} from '../define-rule.ts'

/** A level that can be ordered: it has a heading, a track and a rank of its own. */
type Rung = Level & {readonly heading: NonNullable<Level['heading']>; readonly rank: number}

/** Sections whose headings may repeat a level's name without being the level. */
const BESIDE_THE_LADDER: ReadonlySet<SectionKind> = new Set(['specialties', 'segment', 'career-ladder'])

export default defineRule({
  name: 'level-order',
  severity: 'error',
  fixes: false,
  summary: 'Levels of one job title and track stand in ascending order.',
  run({family, report}) {
    for (const {rung, above, below} of misplaced(rungs(family))) {
      const [first] = above
      const last = below.at(-1)
      const reason = first
        ? `${named(rung)} is lower than ${named(first)} but stands below it; levels go up the page, so move it above "${first.name}"`
        : last
          ? `${named(rung)} is higher than ${named(last)} but stands above it; levels go up the page, so move it below "${last.name}"`
          : null
      if (reason) report({reason, place: rung.heading.place, key: `${rung.name} (${rung.core})`, label: rung.name})
    }
  }
})
