import {createHash} from 'node:crypto'
import {describe, expect, it} from 'vitest'
import {parseHunks} from '../../src/review/diff.ts'
import {lineCode, positionFor} from '../../src/review/position.ts'
import {refs} from './build.ts'

const file = {oldPath: 'old/a.md', newPath: 'new/a.md', status: 'renamed', diff: null} as const
const hunks = parseHunks('@@ -10,4 +10,6 @@\n ten\n+added\n+more\n+most\n-gone\n eleven\n twelve\n')
const at = (first: number, last = first) => positionFor(file, hunks, refs, {first, last})

describe('positionFor', () => {
  it('gives an added line its new number only', () => {
    expect(at(11)).toMatchObject({kind: 'line', oldLine: null, newLine: 11, from: null})
  })

  it('gives an unchanged line inside a hunk both numbers', () => {
    expect(at(14)).toMatchObject({kind: 'line', oldLine: 12, newLine: 14})
  })

  it('names the file on both sides of a rename, and the three commits', () => {
    const {base, start, head} = refs
    expect(at(11)).toMatchObject({oldPath: 'old/a.md', newPath: 'new/a.md', base, start, head})
  })

  it('puts a thread about a line outside the hunks on the file', () => {
    expect(at(40)).toMatchObject({kind: 'file', oldLine: null, newLine: null, from: null})
  })

  it('puts every thread on the file when the diff is not known', () => {
    expect(positionFor(file, [], refs, {first: 1, last: 1}).kind).toBe('file')
  })

  it('anchors several lines at the last one, with the line codes that GitLab wants', () => {
    const path = createHash('sha1').update('new/a.md').digest('hex')
    expect(at(11, 13)).toMatchObject({
      newLine: 13,
      from: {oldLine: null, newLine: 11},
      lineCodes: {first: `${path}_11_11`, last: `${path}_11_13`}
    })
  })

  it('stays within what the hunk shows', () => {
    expect(at(1, 11)).toMatchObject({newLine: 11, from: {oldLine: 10, newLine: 10}})
  })

  it('takes the first line of a stretch too long for a thread', () => {
    const long = parseHunks(`@@ -0,0 +1,60 @@\n${'+line\n'.repeat(60)}`)
    expect(positionFor(file, long, refs, {first: 5, last: 55})).toMatchObject({newLine: 5, from: null})
  })
})

describe('lineCode', () => {
  it('is the hash of the path with both numbers', () => {
    expect(lineCode('a.md', 3, 4)).toBe(`${createHash('sha1').update('a.md').digest('hex')}_3_4`)
  })
})
