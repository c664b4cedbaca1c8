/**
 * A git tree object's bytes to its entries: "<mode> <name>\0<id>" each, with an id of 20 bytes
 * (https://git-scm.com/book/en/v2/Git-Internals-Git-Objects). Sub-modules are left out: their files are elsewhere.
 */
import type {TreeEntry} from './snapshot.ts'

const ID_BYTES = 20

export function parseTree(bytes: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = []
  for (let at = 0; at < bytes.byteLength; ) {
    const space = bytes.indexOf(0x20, at)
    const end = bytes.indexOf(0, space)
    if (space === -1 || end === -1) break
    const kind = kindOf(bytes.toString('latin1', at, space))
    const id = bytes.toString('hex', end + 1, end + 1 + ID_BYTES)
    if (kind) entries.push({name: bytes.toString('utf8', space + 1, end), kind, id})
    at = end + 1 + ID_BYTES
  }
  return entries
}

function kindOf(mode: string): TreeEntry['kind'] | undefined {
  if (mode === '40000') return 'folder'
  if (mode === '120000') return 'link'
  return mode.startsWith('100') ? 'file' : undefined
}
