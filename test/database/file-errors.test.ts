import {describe, expect, it} from 'vitest'
import {reasonOf} from '../../src/database/file-errors.ts'

/** As Emscripten throws it: with neither message nor stack. */
const errno = (number: number) => ({name: 'ErrnoError', errno: number})

describe('reasonOf', () => {
  it.each([
    [errno(51), 'no space is left on the disk'],
    [errno(2), 'permission denied'],
    [errno(7), 'a file could not be used, errno 7'],
    [new Error('Aborted()'), 'Aborted()'],
    ['a word', 'a word']
  ])('puts %o into words', (error, words) => {
    expect(reasonOf(error)).toBe(words)
  })
})
