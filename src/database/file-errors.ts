/**
 * Why PostgreSQL in this process could not use a file, in words: Emscripten tells it by a number, and by no message.
 */
import {z} from 'zod'

/** Numbers of WASI's `errno`, as far as an administrator can mend them. Source: wasi_snapshot_preview1, `errno`. */
const REASONS = new Map([
  [2, 'permission denied'],
  [29, 'the disk cannot be read or written'],
  [33, 'too many open files'],
  [51, 'no space is left on the disk'],
  [63, 'permission denied'],
  [69, 'the disk is mounted read-only']
])

const fileError = z.object({name: z.literal('ErrnoError'), errno: z.number()})

export function reasonOf(error: unknown): string {
  const known = fileError.safeParse(error)
  if (known.success)
    return REASONS.get(known.data.errno) ?? `a file could not be used, errno ${known.data.errno}`
  return error instanceof Error ? error.message : String(error)
}
