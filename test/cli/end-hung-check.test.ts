import {spawnSync} from 'node:child_process'
import {describe, expect, it} from 'vitest'

const MODULE = new URL('../../src/cli/end-hung-check.ts', import.meta.url).href

/** What a process of its own says and how it ends that does this about two pages. */
function run(work: string) {
  const program = `
    import {endWhenHung} from '${MODULE}'
    const inTime = await endWhenHung('/', ['a.md', 'b.md'], 300)
    console.log(await inTime('a.md', async () => 'done'))
    ${work}
  `
  return spawnSync(process.execPath, ['--input-type=module', '--eval', program], {encoding: 'utf8'})
}

describe('endWhenHung', () => {
  it('ends the process and names the page that keeps it busy', () => {
    const {signal, stdout, stderr} = run(`await inTime('b\\u001b.md', async () => { for (;;); })`)
    expect(signal).toBe('SIGKILL')
    expect(stdout).toBe('done\n')
    expect(stderr).toContain('"b\uFFFD.md" takes more than 0.3 seconds to check')
    expect(stderr).toContain('.ladderlint.yml')
  })

  it('lets a process end, and be busy with something else than a page', () => {
    const {status, stdout} = run(`for (const end = Date.now() + 900; Date.now() < end; ); console.log('end')`)
    expect([status, stdout]).toEqual([0, 'done\nend\n'])
  })
})
