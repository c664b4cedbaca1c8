/**
 * A family's name without the words that every family may add to it.
 */

const SUFFIX =
  /[\s,–-]+(?:job\s+famil(?:y|ies)|famil(?:y|ies)|job\s+roles?|roles?(?:\s+(?:&|and)\s+responsibilities)?|teams?)$/i

/** "Payroll" for "Payroll Job Family", "Payroll Roles" and "Payroll Roles & Responsibilities". */
export function familyName(title: string): string {
  const name = title.replace(/\s+/g, ' ').trim().replace(/\.$/, '')
  const short = name.replace(SUFFIX, '')
  return short === '' ? name : short
}

/** Whether two titles are of one family. */
export function isSameFamily(a: string, b: string): boolean {
  return familyName(a).toLowerCase() === familyName(b).toLowerCase()
}
