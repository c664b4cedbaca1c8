/**
 * The program of a thread that helps to check many pages; see check-together.ts.
 */
import {enableCompileCache} from 'node:module'
import {parentPort, workerData} from 'node:worker_threads'
import type {SharedWork} from './check-together.ts'

// Before the rest is loaded, as in main.ts.
enableCompileCache()
const {checkShare} = await import('./check-share.ts')
const work: SharedWork = workerData
parentPort?.postMessage(await checkShare(work))
