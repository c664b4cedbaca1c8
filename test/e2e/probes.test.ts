import {readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {install} from './installation.ts'

const probed = [
  ...readFileSync('deploy/kubernetes.yml', 'utf8').matchAll(/httpGet: \{path: (\S+),/g),
  ...readFileSync('Dockerfile', 'utf8').matchAll(/PORT\}(\/\w+)`/g)
].map(([, path]) => path)

describe('the addresses that Docker and Kubernetes ask', () => {
  it('answer 200 when the service is up, without a token', async () => {
    const {serviceUrl} = await install({'content/_index.md': '# Handbook\n'})
    expect(probed).toHaveLength(4)
    for (const path of new Set(probed)) {
      const answer = await fetch(`${serviceUrl}${path}`)
      expect([path, answer.status]).toEqual([path, 200])
    }
  })
})
