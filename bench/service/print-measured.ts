/**
 * The figures of a run as tables.
 */
import type {Measured, Profile} from './measure.ts'

export interface Machine {
  readonly node: string
  readonly cores: number
  /** Processes that wanted to run, over the minute before. */
  readonly loadBefore: number | undefined
  readonly model: string | undefined
}

type Column = readonly [title: string, of: (profile: Profile) => string]

const COLUMNS: readonly Column[] = [
  ['deliveries', ({deliveries}) => String(deliveries)],
  ['refused', ({refused}) => String(refused)],
  ['p50 ms', ({p50}) => p50.toFixed(0)],
  ['p99 ms', ({p99}) => p99.toFixed(0)],
  ['max ms', ({max}) => max.toFixed(0)],
  ['p99 conn.', ({p99WithConnecting}) => p99WithConnecting.toFixed(0)],
  ['CPU ms', ({cpuOfAnswer}) => cpuOfAnswer.toFixed(2)],
  ['reviews', ({reviews}) => String(reviews)],
  ['a minute', ({perMinute}) => perMinute.toFixed(0)],
  ['reads', ({mean}) => mean.reads.toFixed(1)],
  ['writes', ({mean}) => mean.writes.toFixed(1)],
  ['ms each', ({mean}) => mean.ms.toFixed(0)],
  ['CPU ms each', ({cpu, reviews}) => milliseconds(cpu.service, reviews)],
  ['database', ({cpu, reviews}) => milliseconds(cpu.database, reviews)],
  ['GitLab', ({cpu, reviews}) => milliseconds(cpu.gitlab, reviews)],
  ['peak MB', ({peak}) => peak.toFixed(0)]
]

/** Percent of all cores until the last answer. */
const SHARES: readonly Column[] = [
  ['service %', ({shares}) => percent(shares.service)],
  ['sender %', ({shares}) => percent(shares.sender)],
  ['GitLab %', ({shares}) => percent(shares.gitlab)],
  ['database %', ({shares}) => percent(shares.database)],
  ['others %', ({shares}) => percent(shares.others)]
]

const NAME_WIDTH = 34
const WIDTH = 12
const SHOWN_COMPLAINTS = 5

export function printMeasured(machine: Machine, measured: readonly Measured[]): void {
  const {node, cores, loadBefore, model} = machine
  console.log(`Node ${node}, ${cores} cores (${model}), load before: ${loadBefore?.toFixed(1)}`)
  for (const {database, memory, bare, profiles, lost, complaints} of measured) {
    console.log()
    printTable(database, COLUMNS, [...bare, ...profiles])
    printTable('processors until the last answer', SHARES, [...bare, ...profiles])
    const [idle, peak, after] = [memory.idle, memory.peak, memory.after].map((size) => size.toFixed(0))
    console.log(`memory: ${idle} MB idle, ${peak} MB at peak, ${after} MB afterwards`)
    console.log(`events lost: ${lost}; warnings and errors in the log: ${complaints.length}`)
    for (const line of complaints.slice(0, SHOWN_COMPLAINTS)) console.log(`  ${line}`)
  }
}

function printTable(title: string, columns: readonly Column[], profiles: readonly Profile[]): void {
  const printRow = (name: string, cells: readonly string[]) =>
    console.log(`${name.padEnd(NAME_WIDTH)}${cells.map((cell) => cell.padStart(WIDTH)).join('')}`)
  const titles = columns.map(([heading]) => heading)
  printRow(title, titles)
  for (const profile of profiles) {
    const cells = columns.map(([, of]) => of(profile))
    printRow(profile.name, cells)
  }
}

function percent(share: number): string {
  return (share * 100).toFixed(0)
}

function milliseconds(seconds: number, reviews: number): string {
  return reviews === 0 ? '-' : ((seconds * 1000) / reviews).toFixed(0)
}
