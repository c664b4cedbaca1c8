/**
 * Tells a process from a later one that was given the same id: by the boot of the machine, and by when in it the process
 * started. Source: proc(5), /proc/sys/kernel/random/boot_id and field 22 of /proc/pid/stat.
 */
import {readFile} from 'node:fs/promises'

/** @returns `<boot> <clock ticks>`; the boot alone for a process that is hidden or gone; null on systems without /proc. */
export async function startOf(pid: number): Promise<string | null> {
  const boot = await read('/proc/sys/kernel/random/boot_id')
  if (boot === null) return null
  // The second field, the program's name, may hold spaces and parentheses.
  const fields = (await read(`/proc/${pid}/stat`))?.replace(/^.*\) /s, '').split(' ')
  return [boot.trim(), fields?.[19]].filter(Boolean).join(' ')
}

/**
 * Whether both may be of the same process: a service that cannot be told from another one is taken to run, because two on
 * one folder would destroy it.
 */
export function isSameStart(one: string, other: string | null): boolean {
  if (other === null) return true
  const [boot, ticks] = one.split(' ')
  const [otherBoot, otherTicks] = other.split(' ')
  return boot === otherBoot && (ticks === undefined || otherTicks === undefined || ticks === otherTicks)
}

async function read(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null)
}
