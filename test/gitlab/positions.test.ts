import {describe, expect, it} from 'vitest'
import {toGitLabPosition} from '../../src/gitlab/positions.ts'
import type {Position} from '../../src/review/position.ts'
import {BASE, HEAD, START} from './gitlab-api.ts'

function position(fields: Partial<Position> = {}): Position {
  return {
    kind: 'line',
    base: BASE,
    start: START,
    head: HEAD,
    oldPath: 'content/old.md',
    newPath: 'content/new.md',
    oldLine: null,
    newLine: 24,
    from: null,
    ...fields
  }
}

const file = {
  base_sha: BASE,
  start_sha: START,
  head_sha: HEAD,
  old_path: 'content/old.md',
  new_path: 'content/new.md'
}

describe('toGitLabPosition', () => {
  it('gives an added line its new number only', () => {
    expect(toGitLabPosition(position())).toEqual({position_type: 'text', ...file, new_line: 24})
  })

  it('gives a removed line its old number only', () => {
    expect(toGitLabPosition(position({oldLine: 20, newLine: null}))).toEqual({
      position_type: 'text',
      ...file,
      old_line: 20
    })
  })

  it('gives an unchanged line both', () => {
    expect(toGitLabPosition(position({oldLine: 20}))).toEqual({
      position_type: 'text',
      ...file,
      old_line: 20,
      new_line: 24
    })
  })

  it('gives a whole file neither', () => {
    expect(toGitLabPosition(position({kind: 'file', newLine: null}))).toEqual({
      position_type: 'file',
      ...file
    })
  })

  it('gives several lines a range with a line code and both numbers at each end', () => {
    const lines = position({from: {oldLine: 18, newLine: 21}, lineCodes: {first: 'f_18_21', last: 'f_20_24'}})
    expect(toGitLabPosition(lines)).toEqual({
      position_type: 'text',
      ...file,
      new_line: 24,
      line_range: {
        start: {line_code: 'f_18_21', type: 'old', old_line: 18, new_line: 21},
        end: {line_code: 'f_20_24', type: 'new', old_line: null, new_line: 24}
      }
    })
  })

  it('leaves the range out where a line code is not known, since GitLab shows the last line then', () => {
    expect(toGitLabPosition(position({from: {oldLine: null, newLine: 21}}))).not.toHaveProperty('line_range')
  })
})
