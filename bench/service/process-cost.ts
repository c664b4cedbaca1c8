/**
 * What a process costs, as Linux counts it (proc(5)).
 */
import {readdirSync, readFileSync, writeFileSync} from 'node:fs'

/** Linux counts processor time in hundredths of a second. */
const TICKS = 100

/** MB that are in memory now. */
export function memoryOf(pid: number): number {
  return kilobytes(pid, 'VmRSS') / 1024
}

/** MB in memory at most, since the start or since it was forgotten. */
export function peakMemoryOf(pid: number): number {
  return kilobytes(pid, 'VmHWM') / 1024
}

export function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5')
}

/** Seconds of processor time, with those of the children that have ended. */
export function cpuOf(pid: number): number {
  const [, , user = 0, system = 0, children = 0, childrenSystem = 0] = statOf(pid)
  return (user + system + children + childrenSystem) / TICKS
}

/** Seconds of processor time of a process and of the children that it has now. */
export function cpuOfFamily(pid: number): number {
  const others = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return cpuOf(pid) + others.reduce((sum, other) => sum + cpuOfChild(Number(other), pid), 0)
}

function cpuOfChild(pid: number, parent: number): number {
  try {
    return statOf(pid)[0] === parent ? cpuOf(pid) : 0
  } catch {
    // Ended in between.
    return 0
  }
}

/** Seconds of processor time that all processes of the machine have taken, the system's own included. */
export function cpuOfMachine(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = readFileSync('/proc/stat', 'utf8')
    .replace(/^cpu +/, '')
    .split(/ |\n/, 7)
    .map(Number)
  return (user + nice + system + irq + softirq) / TICKS
}

/** Its parent, then (after what is of no use here) user, system, children's user, children's system time. */
function statOf(pid: number): number[] {
  // The name stands in parentheses, and may hold anything.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
    .map(Number)
  return [fields[1] ?? 0, 0, ...fields.slice(11, 15)]
}

function kilobytes(pid: number, name: string): number {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0)
}
