/**
 * For commands that open the service's folder themselves. What root writes there, the service's own user cannot open, and
 * the service would take its database for damaged.
 */
import {stat} from 'node:fs/promises'

/** Makes root the folder's owner until this process ends; leaves everybody else who they are. */
export async function actAsOwnerOf(folder: string): Promise<void> {
  const {getuid, setgid, setgroups, setuid} = process
  if (!setgid || !setgroups || !setuid || getuid?.() !== 0) return
  const {uid, gid} = await stat(folder)
  if (uid === 0) return
  setgroups([])
  setgid(gid)
  setuid(uid)
}
