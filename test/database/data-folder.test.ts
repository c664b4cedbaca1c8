import {mkdtempSync, rmSync} from 'node:fs'
import {readFile, stat, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {describe, expect, it, onTestFinished} from 'vitest'
import {claimDataFolder, ownerOf} from '../../src/database/data-folder.ts'
import {startOf} from '../../src/database/process-start.ts'

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ladderlint-folder-'))
  onTestFinished(() => rmSync(folder, {recursive: true, force: true}))
  return folder
}

/** A folder whose `service.json` says this. */
async function folderOf(text: string): Promise<string> {
  const folder = emptyFolder()
  await writeFile(join(folder, 'service.json'), text)
  return folder
}

const owner = (pid: number, started?: string | null) =>
  JSON.stringify({pid, started, url: 'http://127.0.0.1:3000', token: 'theirs'})

/** The largest process id that Linux gives is 4194304. */
const NO_PROCESS = 4_194_305

describe('claimDataFolder', () => {
  it('makes the folder, tells there where the service listens, and lets go of it', async () => {
    const path = join(emptyFolder(), 'below', 'data')
    const folder = await claimDataFolder(path)
    await folder.announce('http://127.0.0.1:3000')
    const file = join(path, 'service.json')
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({
      pid: process.pid,
      started: await startOf(process.pid),
      url: 'http://127.0.0.1:3000',
      token: folder.token
    })
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    await folder.release()
    await expect(stat(file)).rejects.toThrow('ENOENT')
  })

  it('lets no second service in, and says whose the folder is', async () => {
    const path = await folderOf(owner(process.ppid))
    await expect(claimDataFolder(path)).rejects.toThrow(
      `the service with process id ${process.ppid} uses ${path} already`
    )
    expect(await ownerOf(path)).toMatchObject({pid: process.ppid, token: 'theirs'})
  })

  it('knows a service by its start, too', async () => {
    const path = await folderOf(owner(process.ppid, await startOf(process.ppid)))
    expect(await ownerOf(path)).toMatchObject({pid: process.ppid})
  })

  it.each([
    ['a service that has ended', owner(NO_PROCESS)],
    ['a service before the machine was started anew', owner(process.ppid, 'another-boot 12345')],
    ['a service in a container that had the same process id', owner(process.pid)],
    ['a service that was killed while it wrote', '{"pid": 1'],
    ['somebody else', '{"pid": "1"}']
  ])('takes over what %s left', async (_who, text) => {
    const path = await folderOf(text)
    expect(await ownerOf(path)).toBeUndefined()
    const {token} = await claimDataFolder(path)
    expect(JSON.parse(await readFile(join(path, 'service.json'), 'utf8'))).toMatchObject({
      pid: process.pid,
      token
    })
  })

  it('waits for what a service is writing at that moment, rather than take its folder', async () => {
    const path = await folderOf('')
    const file = join(path, 'service.json')
    const asking = ownerOf(path)
    // Read after it was by who asks.
    await readFile(file).then(() => stat(file))
    await writeFile(file, owner(process.ppid))
    expect(await asking).toMatchObject({pid: process.ppid})
  })

  it('says what to set where no folder can be', async () => {
    const path = join(await folderOf(''), 'service.json', 'data')
    await expect(claimDataFolder(path)).rejects.toMatchObject({
      message: `the folder ${path} cannot be created: ENOTDIR`,
      hint: expect.stringContaining('LADDERLINT_DATA')
    })
  })
})
