import {describe, expect, it, onTestFinished} from 'vitest'
import {demoHandbook} from '../../src/sandbox/demo-files.ts'
import {openCheckPool} from '../../src/workers/check-pool.ts'
import {HEAVY_PAGE, MB_TOO_FEW} from '../hostile/heavy-page.ts'
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

describe('a page that takes more than the service gives to a page', () => {
  it('is said to be unchecked, fails the status, and costs the other pages nothing', async () => {
    const pool = openCheckPool({mb: MB_TOO_FEW})
    onTestFinished(() => pool.close())
    const reviews = await openReviews(sandbox(), demoHandbook(), {check: pool.check})
    const mergeRequest = await reviews.open({[LIGHT]: page('Pilot'), [HEAVY]: HEAVY_PAGE})
    const {plan} = await reviews.review(mergeRequest)
    expect(plan.status.state).toBe('failed')
    expect(reviews.charged(mergeRequest)).toContain('unreadable-page 1')
    expect(reviews.threads(mergeRequest).find(({path}) => path === HEAVY)?.body).toContain(
      `This page was not checked: it takes more than ${MB_TOO_FEW} MB of memory to check`
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
