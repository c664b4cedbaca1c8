import {execFileSync} from 'node:child_process'
import {chownSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {folderWith} from './run-cli.ts'

const NOBODY = 65534

/** @returns User, group and groups of a process that acted as the folder's owner. */
function identityIn(folder: string): unknown {
  const program = `
    import {actAsOwnerOf} from './src/cli/act-as-owner.ts'
    await actAsOwnerOf(${JSON.stringify(folder)})
    console.log(JSON.stringify([process.getuid(), process.getgid(), process.getgroups()]))`
  const text = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {encoding: 'utf8'})
  return JSON.parse(text)
}

describe('actAsOwnerOf', () => {
  it.runIf(process.getuid?.() === 0)(
    "makes root the service's user, so that it leaves no file of its own",
    () => {
      const folder = folderWith({})
      chownSync(folder, NOBODY, NOBODY)
      expect(identityIn(folder)).toEqual([NOBODY, NOBODY, [NOBODY]])
    }
  )

  it('leaves who owns the folder who he is', () => {
    const [uid, gid] = [process.getuid?.(), process.getgid?.()]
    expect(identityIn(folderWith({}))).toEqual([uid, gid, expect.anything()])
  })
})
