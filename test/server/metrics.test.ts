import {readFile} from 'node:fs/promises'
import {describe, expect, it} from 'vitest'
import {createMetrics} from '../../src/server/metrics.ts'

const depth = async () => ({waiting: 0, running: 0, dead: 0, oldestSeconds: 0})

describe('docs/metrics.md', () => {
  it('lists every metric of ours with its type, and no other', async () => {
    const text = await createMetrics('0.0.0', depth).render()
    const types = [...text.matchAll(/^# TYPE (ladderlint_\w+) (\w+)$/gm)].map(
      ([, name, type]) => `${name} ${type}`
    )
    const docs = await readFile('docs/metrics.md', 'utf8')
    const listed = [...docs.matchAll(/^\| `(ladderlint_\w+)` \| (\w+)/gm)].map(
      ([, name, type]) => `${name} ${type}`
    )
    expect(listed.sort()).toEqual(types.sort())
  })
})
