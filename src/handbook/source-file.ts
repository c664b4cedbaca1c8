/**
 * Bytes of a file to a `SourceFile`: git's blob id, and the text where the bytes are text of a bearable size.
 */
import {createHash} from 'node:crypto'
import {MAX_FILE_BYTES, type SourceFile} from './snapshot.ts'

/** Bytes that git looks at for a NUL before it calls a file binary (buffer_is_binary in git's xdiff-interface.c). */
const BINARY_PROBE_BYTES = 8000

/** git's id of a blob: sha1 of "blob <size>\0<bytes>", 40 hex digits. */
export function blobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex')
}

/** @param id The blob id where it is known already. */
export function toSourceFile(path: string, bytes: Uint8Array, id: string = blobId(bytes)): SourceFile {
  return {path, id, text: textOf(bytes), size: bytes.byteLength}
}

/** Null for a binary or oversized file. A byte order mark is left out; bytes that are no UTF-8 become U+FFFD. */
function textOf(bytes: Uint8Array): string | null {
  if (bytes.byteLength > MAX_FILE_BYTES) return null
  if (bytes.subarray(0, BINARY_PROBE_BYTES).includes(0)) return null
  return new TextDecoder().decode(bytes)
}
