/**
 * The service under load, on both databases: how fast webhooks are acknowledged, what reviews cost, what memory they
 * take, and whether any event was lost. GitLab (the sandbox) and PostgreSQL are processes of their own. "nothing" is a server
 * that only answers. Times count from when a request was sent; "p99 conn." from when its connection was asked for.
 *
 * npm run bench:service [-- --short] [--json] [--database pglite|postgres] (Linux: it reads /proc)
 */
import {cpus, loadavg} from 'node:os'
import {parseArgs} from 'node:util'
import {type Load, type Measured, measure} from './service/measure.ts'
import {printMeasured} from './service/print-measured.ts'

const {values} = parseArgs({
  options: {
    short: {type: 'boolean', default: false},
    json: {type: 'boolean', default: false},
    database: {type: 'string'}
  }
})

const WHOLE: Load = {projects: 4, mergeRequests: 1000, families: 250, rest: 60, rate: 50, seconds: 60}
const SHORT: Load = {projects: 4, mergeRequests: 200, families: 48, rest: 10, rate: 50, seconds: 10}

const NAMES: Readonly<Record<string, Measured['database']>> = {pglite: 'PGlite', postgres: 'PostgreSQL'}
const chosen = values.database === undefined ? undefined : NAMES[values.database]

const before = loadavg()
const measured: Measured[] = []
for (const name of chosen ? [chosen] : Object.values(NAMES)) {
  measured.push(await measure(name, values.short ? SHORT : WHOLE))
}
// On a machine with other work, times are longer than they need be.
const machine = {node: process.version, cores: cpus().length, loadBefore: before[0], model: cpus()[0]?.model}
if (values.json) console.log(JSON.stringify({machine, measured}, null, 2))
else printMeasured(machine, measured)
