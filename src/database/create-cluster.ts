/** A program: creates the cluster in the folder that its argument names, and ends. */
import {start} from './embedded-database.ts'

const [, , folder] = process.argv
if (folder === undefined) throw new Error('usage: create-cluster FOLDER')
await (await start(folder)).close()
process.disconnect?.()
