/**
 * A section's name as the page would write it.
 */

/** A name in lower case with the capitals of what stands there: "LEVEL", "Level" and "level" become three plurals. */
export function likeWritten(name: string, written: string): string {
  if (written === written.toUpperCase()) return name.toUpperCase()
  const words = written.split(' ')
  return name
    .split(' ')
    .map((word, index) =>
      /^\p{Lu}/u.test(words[index] ?? '') ? word.charAt(0).toUpperCase() + word.slice(1) : word
    )
    .join(' ')
}
