/**
 * The `position` parameter of discussions and draft notes, as their parameter checks take it.
 */
import {z} from 'zod'
import type {Position, RangeEnd} from '../review/discussion.ts'
import {isAtLeast, type State} from '../state.ts'
import {integer} from './call.ts'

const line = integer.nullish()
const rangeEnd = z.object({
  line_code: z.string(),
  type: z.enum(['new', 'old']).nullish(),
  old_line: line,
  new_line: line
})

const position = z.object({
  base_sha: z.string(),
  start_sha: z.string(),
  head_sha: z.string(),
  position_type: z.enum(['text', 'image', 'file']),
  old_path: z.string().nullish(),
  new_path: z.string().nullish(),
  old_line: line,
  new_line: line,
  line_range: z.object({start: rangeEnd, end: rangeEnd}).nullish()
})

/** `position_type: "file"` came with 16.4. */
export function positionParameter(state: State): z.ZodType<Position | null> {
  const known = isAtLeast(state, 16, 4) ? ['text', 'image', 'file'] : ['text', 'image']
  return position
    .refine(({position_type}) => known.includes(position_type), {path: ['position_type']})
    .nullish()
    .transform((given) => {
      if (!given) return null
      const {old_path = null, new_path = null, old_line = null, new_line = null, line_range} = given
      const range = line_range ? {start: toRangeEnd(line_range.start), end: toRangeEnd(line_range.end)} : null
      return {...given, old_path, new_path, old_line, new_line, line_range: range}
    })
}

function toRangeEnd({
  line_code,
  type = null,
  old_line = null,
  new_line = null
}: z.infer<typeof rangeEnd>): RangeEnd {
  return {line_code, type, old_line, new_line}
}
