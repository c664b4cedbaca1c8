/**
 * What a family is called: by its title, without the words that every family may add to it, and by its path.
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

/** The name that a page has in its path: "parts-engineer" of `it/parts-engineer.md` and of `it/parts-engineer/index.html.md`. */
export function nameInPath(path: string): string {
  const [file = '', folder = ''] = path.split('/').reverse()
  return /^_?index\b/.test(file) ? folder : file.replace(/\..*$/, '')
}
