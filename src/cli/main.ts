#!/usr/bin/env node
/**
 * Starts the command line. Compiled code is kept from run to run, which halves the start; that must be asked for before
 * anything else is loaded. An older Node must get as far as being told so: hence no import by name of what it lacks.
 */
import module from 'node:module'
import {tooOld} from './node-version.ts'

const mistake = tooOld(process.versions.node, process.execPath)
if (mistake) {
  process.stderr.write(mistake)
  process.exitCode = 2
} else {
  module.enableCompileCache()
  const {run} = await import('./program.ts')
  await run()
}
