#!/usr/bin/env node
/**
 * Starts the command line. Compiled code is kept from run to run, which halves the start; that must be asked for before
 * anything else is loaded.
 */
import {enableCompileCache} from 'node:module'

enableCompileCache()
const {run} = await import('./program.ts')
await run()
