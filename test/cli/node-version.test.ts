import {readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {tooOld} from '../../src/cli/node-version.ts'

describe('tooOld', () => {
  it('tells who runs an older Node which one it is, where it is, and where to get a newer one', () => {
    expect(tooOld('20.20.2', '/usr/bin/node')).toBe(
      `ladderlint: needs Node 22.12 or later, and "/usr/bin/node" is Node 20.20.2
  Install a newer one from https://nodejs.org, or run it with one from npm: npx --package node@24 --package ladderlint ladderlint
`
    )
    expect(tooOld('22.11.0', '/usr/bin/node')).toContain('Node 22.11.0')
  })

  it('lets run what package.json calls new enough', () => {
    const {engines} = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    expect(engines.node).toMatch(/^>=/)
    expect(tooOld(`${engines.node.slice(2)}.0`, 'node')).toBeUndefined()
    expect(tooOld('23.0.0', 'node')).toBeUndefined()
    expect(tooOld('24.1.0', 'node')).toBeUndefined()
  })
})
