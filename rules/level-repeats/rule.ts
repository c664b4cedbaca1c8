/**
 * level-repeats: a new level says what it adds to a lower one, and does not list its bullets again.
 * Policy: hiring/job-families.md, "Template 1 Additional Details". Why and examples: ./README.md
 */
import type {Level} from '../../src/page/job-family.ts'
import type {Page} from '../../src/page/page.ts'
import {isWithin} from '../../src/page/sections.ts'
import {bulletsOf} from '../bullets.ts'
import {defineRule} from '../define-rule.ts'
import type {Part} from '../finding.ts'
import {inWords} from '../in-words.ts'
import {levelKey} from '../level-key.ts'
import {isLower} from '../lower-level.ts'
import {newLevels} from '../new-levels.ts'
import {MOST_LEVELS} from '../same-level.ts'

const KINDS = ['responsibilities', 'requirements'] as const
type Kind = (typeof KINDS)[number]

interface Repetition {
  readonly lower: Level
  readonly kind: Kind
  readonly repeated: number
  /** Bullets of the lower level, repeated or not. */
  readonly total: number
}

/** Fewer are chance. */
const FEWEST_REPEATED = 3
/** What every role has by policy or custom is no repetition. */
const EVERYWHERE =
  /\buse git ?lab\b|\bshare our\b|\b(?:our|gitlab['’]?s|company) values\b|\bleadership at gitlab\b|\btravel\b/i

export default defineRule({
  name: 'level-repeats',
  severity: 'info',
  fixes: false,
  summary: "a new level that repeats at least half of a lower one's bullets",
  describe: (parts) =>
    `A level lists only what it adds to a lower one: ${inWords(parts.map(({label}) => label))}. Begin with "${beginning(parts)}" and leave out what is repeated`,
  run({page, family, base, report}) {
    const fresh = newLevels(family, base) ?? []
    if (family.levels.length > MOST_LEVELS) return
    const bulletsBelow = createBullets(page)
    for (const level of fresh) {
      const found = KINDS.map((kind) => worstRepetition(level, kind, family.levels, bulletsBelow))
      for (const worst of found.filter((each) => each !== undefined)) {
        const {lower, kind, repeated, total} = worst
        report({
          place: level.heading?.place ?? level.place,
          key: `${levelKey(level)}: ${kind}`,
          label: `${level.name} repeats ${repeated} of the ${total} ${kind} of the ${lower.name}`
        })
      }
    }
  }
})

/** As the policy words it, of one level's list in its own words. */
function beginning([first, ...others]: readonly Part[]): string {
  const [, kind, lower] = /repeats \d+ of the \d+ (\w+) of the (.+)$/.exec(first?.label ?? '') ?? []
  return kind && lower && others.length === 0
    ? `Extends the ${lower} ${kind}`
    : 'Extends the (name of the lower level) requirements'
}

type BulletsOf = (level: Level, kind: Kind) => ReadonlySet<string>

function worstRepetition(
  level: Level,
  kind: Kind,
  levels: readonly Level[],
  bulletsBelow: BulletsOf
): Repetition | undefined {
  const own = bulletsBelow(level, kind)
  const found = levels.flatMap((lower): Repetition[] => {
    if (lower.ladder !== level.ladder || !isLower(lower, level)) return []
    const theirs = bulletsBelow(lower, kind)
    const repeated = [...theirs].filter((bullet) => own.has(bullet)).length
    const isMuch = repeated >= FEWEST_REPEATED && repeated * 2 >= theirs.size
    return isMuch ? [{lower, kind, repeated, total: theirs.size}] : []
  })
  return found.sort((a, b) => b.repeated - a.repeated)[0]
}

/** The bullets of each level's section of a kind, without case, blanks and closing signs. */
function createBullets(page: Page): BulletsOf {
  const {sections, levels} = page.family
  const known = new Map<string, Set<string>>()
  for (const {text, section} of bulletsOf(page)) {
    const level = section === null ? null : (sections[section]?.level ?? null)
    const kind = KINDS.find((each) => isWithin(sections, section, each))
    if (level === null || kind === undefined || EVERYWHERE.test(text)) continue
    const key = `${level} ${kind}`
    known.set(key, (known.get(key) ?? new Set()).add(plain(text)))
  }
  return (level, kind) => known.get(`${levels.indexOf(level)} ${kind}`) ?? new Set()
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replace(/[\s.;:,]+$/, '')
    .trim()
}
