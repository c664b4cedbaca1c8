import {describe, expect, it, onTestFinished} from 'vitest'
import {demoHandbook} from '../../src/sandbox/demo-files.ts'
import {openCheckPool} from '../../src/workers/check-pool.ts'
import {openReviews, useSandbox} from './direct-review.ts'

const sandbox = useSandbox()

const LIGHT = 'content/job-families/delivery/light.md'
const HEAVY = 'content/job-families/delivery/heavy.md'

const page = (title: string) => `---
title: ${title}
description: Steers ships.
---

## Responsibilities

- Steer ships

## Levels

### Senior ${title}

The Senior ${title} is a grade 99.
`

/** Within the limits of a page, and yet its quotes in quotes take a parser some 300 MB. */
const monster = `${page('Captain')}\n${`${'> '.repeat(30)}a\n`.repeat(8_000)}`

describe('a page that takes more than the service gives to a page', () => {
  it('is said to be unchecked, fails the status, and costs the other pages nothing', async () => {
    const pool = openCheckPool({mb: 120})
    onTestFinished(() => pool.close())
    const reviews = await openReviews(sandbox(), demoHandbook(), {check: pool.check})
    const mergeRequest = await reviews.open({[LIGHT]: page('Pilot'), [HEAVY]: monster})
    const {plan} = await reviews.review(mergeRequest)
    expect(plan.status.state).toBe('failed')
    expect(reviews.charged(mergeRequest)).toContain('unreadable-page null')
    expect(reviews.threads(mergeRequest).find(({path}) => path === HEAVY)?.body).toContain(
      'This page was not checked: it takes more than 120 MB of memory to check'
    )
    const light = reviews.threads(mergeRequest).filter(({path}) => path === LIGHT)
    expect(light.map(({rule}) => rule)).toContain('required-sections')

    await reviews.push(mergeRequest, {[HEAVY]: page('Captain')})
    await reviews.review(mergeRequest)
    const heavy = reviews.threads(mergeRequest).filter(({path}) => path === HEAVY)
    expect(heavy.filter(({resolved}) => resolved).map(({rule}) => rule)).toEqual(['unreadable-page'])
    expect(heavy.filter(({resolved}) => !resolved).map(({rule}) => rule)).toContain('required-sections')
  })
})
