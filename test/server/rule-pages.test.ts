import {describe, expect, it} from 'vitest'
import {rules} from '../../rules/index.ts'
import {openService} from './open-service.ts'

/** Addresses on the service that a page leads to; those of the examples in it are the handbook's. */
async function linksOf(address: string): Promise<readonly string[]> {
  const html = await (await fetch(address)).text()
  return [...html.matchAll(/<a href="([^"#/][^":]*)"/g)].map(([, href = '']) => new URL(href, address).href)
}

describe('the pages of rules', () => {
  it('lead to each other, wherever a proxy has them', async () => {
    const {url} = await openService()
    const listed = await linksOf(`${url}/rules`)
    expect(listed).toEqual(rules.map(({name}) => `${url}/rules/${name}`))
    const linked = new Set((await Promise.all(listed.map(linksOf))).flat())
    expect(linked).toContain(`${url}/rules/grade-table`)
    expect([...linked].filter((each) => !listed.includes(each))).toEqual([])
  })

  it.each([
    ['/rules/', '../rules'],
    ['/rules/level-order/', '../level-order']
  ])('send who asks for %s to where their links hold', async (asked, location) => {
    const {url} = await openService()
    const answer = await fetch(`${url}${asked}`, {redirect: 'manual'})
    expect([answer.status, answer.headers.get('location')]).toEqual([301, location])
    expect((await fetch(`${url}${asked}`)).status).toBe(200)
  })
})
