/** A program: creates the cluster in the folder that its argument names, and ends; with status 1 and the reason on standard error. */
import {start} from './embedded-database.ts'
import {reasonOf} from './file-errors.ts'

const [, , folder] = process.argv
if (folder === undefined) throw new Error('usage: create-cluster FOLDER')
try {
  await (await start(folder)).close()
} catch (error) {
  process.stderr.write(reasonOf(error))
  process.exit(1)
}
process.disconnect?.()
