import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {demoHandbook} from '../../src/sandbox/demo-files.ts'
import {expectHarmless} from '../hostile/harmless.ts'
import {openReviews, useSandbox} from './direct-review.ts'

const sandbox = useSandbox()

const attack = fc.constantFrom(
  '/approve',
  '\n/label ~urgent',
  '\n/close\n',
  '@all',
  '@root',
  '#1',
  '!1',
  '&1',
  '~bug',
  'people/handbook!1',
  'http://127.0.0.1/-/merge_requests/1',
  '<b>',
  '<!--',
  '-->',
  '</details>',
  '</summary>',
  '<details><summary>',
  '```',
  '````suggestion:-9+9',
  '`',
  '|',
  '\\',
  '](http://evil.example)',
  '![](x)',
  '[^1]',
  '# ',
  '> ',
  '- [ ] ',
  '\u202e',
  '\u2066',
  '\u0000',
  '"]; click a href',
  '%%{init}%%',
  '{{< ref "x" >}}'
)
const text = fc
  .array(fc.oneof(attack, fc.constantFrom('Senior', 'Engineer', ' ', 'grade 7')), {
    minLength: 1,
    maxLength: 4
  })
  .map((parts) => parts.join(''))

interface Hostile {
  readonly title: string
  readonly heading: string
  readonly link: string
  readonly url: string
}
const hostile: fc.Arbitrary<Hostile> = fc.record({title: text, heading: text, link: text, url: text})

const oneLine = (value: string) => value.replaceAll(/[\n\0]/g, ' ')

/** A page with something for many rules to say, in the words of the attack. */
function page({title, heading, link, url}: Hostile): string {
  const name = oneLine(heading)
  return `---
title: ${JSON.stringify(title)}
---

${heading}

## Levels

### Senior ${name}

The Senior ${name} is a grade 99, and reports to the [${oneLine(link)}](/job-families/${encodeURIComponent(oneLine(url))}/).

### ${name} Engineer (Grade 7)

The Staff ${name} is a [grade 6](<#${oneLine(url).replaceAll(/[<>]/g, '')}>).

## Career Ladder

The next step in the ${name} job family is [${oneLine(link)}](/job-families/delivery/${encodeURIComponent(link)}), see [this](https://handbook.gitlab.com/handbook/delivery/?${encodeURIComponent(url)}).

He writes â€” {add ${name}} in Gitlab.
`
}

describe('text of a page', () => {
  it('does nothing and stays text, wherever it is shown', async () => {
    const owners = '[@all /approve ` | <b>]\n* @all @root/team evil@example.com\n'
    const files = {
      ...demoHandbook(),
      CODEOWNERS: owners,
      '.ladderlint.yml': 'review:\n  threads-from: info\n'
    }
    const reviews = await openReviews(sandbox(), files)
    const {api} = sandbox()
    let run = 0
    await fc.assert(
      fc.asyncProperty(hostile, hostile, text, async (before, after, name) => {
        run += 1
        const slug = `${run} ${oneLine(name)
          .replaceAll(/[/\\"]/g, '')
          .slice(0, 60)}`
        const [old, path] = [
          `content/job-families/delivery/old-${slug}.md`,
          `content/job-families/delivery/${slug}.md`
        ]
        await reviews.advance({[old]: page(before)})
        const mergeRequest = await api.createMergeRequest({
          project: reviews.project,
          author: reviews.author,
          title: `Change ${run} ${oneLine(name)}`,
          sourceBranch: `x-@all-#1-!1-<b>-\`-|-${run}`,
          files: {[old]: null, [path]: page(after)}
        })
        const earlier = api.effects().length
        await reviews.review(mergeRequest)
        expect(api.effects().slice(earlier)).toEqual([])
        const bodies = [reviews.summary(mergeRequest), ...reviews.threads(mergeRequest).map(({body}) => body)]
        expect(bodies.length).toBeGreaterThan(1)
        for (const body of bodies) expectHarmless(body, `${sandbox().url}/people/`)
        await reviews.review(mergeRequest)
        expect(reviews.threads(mergeRequest)).toHaveLength(bodies.length - 1)
      }),
      {numRuns: 8}
    )
  })
})
