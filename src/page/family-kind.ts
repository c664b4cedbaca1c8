/**
 * What kind of page this is: a family, or one of those that customs exempt from most of its rules.
 */
import type {FamilyKind, SectionKind} from './job-family.ts'

const FAMILY_SECTIONS: ReadonlySet<SectionKind | null> = new Set<SectionKind>([
  'responsibilities',
  'requirements',
  'job-grade',
  'performance-indicators'
])

export function familyKind(
  path: string,
  title: string,
  kinds: readonly (SectionKind | null)[],
  hasGrade: boolean
): FamilyKind {
  if (/(?:^|\/)(?:experts?|specialists?)\//.test(path)) return 'expert'
  if (!hasGrade && !kinds.some((kind) => FAMILY_SECTIONS.has(kind))) return 'index'
  return /^(?:interim |acting )?chief\b.*\bofficer\b/i.test(title) ? 'executive' : 'family'
}
