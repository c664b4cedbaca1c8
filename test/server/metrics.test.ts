import {readFileSync} from 'node:fs'
import {readFile} from 'node:fs/promises'
import {describe, expect, it} from 'vitest'
import {parse} from 'yaml'
import {z} from 'zod'
import {createMetrics} from '../../src/server/metrics.ts'

const rule = z.object({
  alert: z.string(),
  expr: z.string(),
  annotations: z.object({summary: z.string()})
})

const alerts = z
  .object({groups: z.array(z.object({rules: z.array(rule)}))})
  .parse(parse(readFileSync('deploy/alerts.yml', 'utf8')))
  .groups.flatMap(({rules}) => rules)

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

describe('deploy/alerts.yml', () => {
  it('asks for metrics that there are, and for what docs/operating.md explains', async () => {
    const text = await createMetrics('0.0.0', depth).render()
    const known = new Set([...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name))
    // The schema of the queue's tables is called alike.
    const named = (page: string) =>
      new Set(page.match(/\b(?:ladderlint|process)_[a-z_]+/g)?.filter((name) => name !== 'ladderlint_queue'))
    const asked = named(alerts.flatMap(({expr}) => expr).join('\n'))
    const explained = named(await readFile('docs/operating.md', 'utf8'))
    expect([...asked, ...explained].filter((name) => !known.has(name))).toEqual([])
    expect([...asked].filter((name) => !explained.has(name))).toEqual([])
    expect(asked.size).toBeGreaterThan(5)
  })

  it('says in each alarm what to do, or what it means', () => {
    expect(alerts.filter(({annotations}) => annotations.summary.length < 20)).toEqual([])
  })
})
