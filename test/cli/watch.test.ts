import {describe, expect, it, vi} from 'vitest'
import {folderWith, startCli, write} from './run-cli.ts'

const PAGE = 'content/job-families/sales/seller.md'
const page = (sold: string) => `---\ntitle: Seller\n---\n\n## Responsibilities\n\n- Sell ${sold}\n`

describe('ladderlint check --watch', () => {
  it('checks again when a page or the configuration changes, until Ctrl-C', async () => {
    const folder = folderWith({[PAGE]: page('{add what is sold}')})
    const child = startCli(folder, ['check', '--watch', '--output', 'json=report.json'])
    const ended = new Promise((resolve) => child.once('close', resolve))
    let printed = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        printed += chunk.toString()
      })
    }
    /** Waits until the newest round is at its end and says so. */
    const told = (expected: (round: string) => void) =>
      vi.waitFor(
        () => {
          const rounds = printed.split(/Checked at [\d:]+, watching for changes\. Ctrl-C ends\.\n/)
          expect(rounds.at(-1)).toBe('')
          expected(rounds.at(-2) ?? '')
        },
        {timeout: 50_000, interval: 20}
      )

    await told((round) => expect(round).toContain('unfilled-template'))
    write(folder, {[PAGE]: page('software')})
    await told((round) => {
      expect(round).toContain('of 1 page')
      expect(round).not.toContain('unfilled-template')
    })
    write(folder, {'.ladderlint.yml': 'rules: {mojibak: off}\n'})
    await told((round) => expect(round).toContain('Did you mean "mojibake"?'))
    child.kill('SIGINT')
    expect(await ended).toBe(0)
  })
})
