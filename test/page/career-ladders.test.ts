import {describe, expect, it} from 'vitest'
import type {CareerLadder} from '../../src/page/job-family.ts'
import {familyOf} from './read-text.ts'

function ladderOf(text: string): CareerLadder | undefined {
  return familyOf(`## Career Ladder\n\n${text}\n`).ladders[0]
}

describe('career ladders', () => {
  it.each([
    [
      'The next step in the Harbour Pilot job family is to move to the [Master](/job-families/port/master/) job family.',
      'Harbour Pilot'
    ],
    ['The next steps for a Harbour Pilot would be to move on.', 'Harbour Pilot'],
    ['The Harbour Pilot Job Family would move into the Master job family.', 'Harbour Pilot'],
    ['A successful Harbour Pilot would consider the sea.', 'Harbour Pilot'],
    ["The next step in a Senior Harbour Pilot's career at GitLab is the sea.", 'Senior Harbour Pilot'],
    ['The next step for the right person is the sea.', undefined],
    ['The next step for individual contributors is the sea.', undefined],
    ['Pilots go to sea.', undefined]
  ])('say whom "%s" speaks of', (text, subject) => {
    expect(ladderOf(text)?.subject?.text).toBe(subject)
  })

  it('have the place of the name they speak of', () => {
    const text = 'The next step in the **Harbour Pilot** job family is the sea.'
    const place = ladderOf(text)?.subject?.place
    expect(`## Career Ladder\n\n${text}\n`.slice(place?.start.offset, place?.end.offset)).toBe(
      'Harbour Pilot'
    )
  })

  it('lead to families, to levels of the page and to relative pages, not to the handbook or other sites', () => {
    const urls = [
      '/job-families/port/master/',
      'https://about.gitlab.com/job-families/port/',
      '#senior-pilot',
      'master',
      '{{< ref "/job-families/port/master" >}}'
    ]
    const others = [
      '/handbook/engineering/career-development/#roles',
      'https://example.com/',
      'mailto:a@example.com'
    ]
    expect(
      ladderOf([...urls, ...others].map((url) => `[x](${url})`).join(' and '))?.targets.map(({url}) => url)
    ).toEqual(urls)
  })

  it.each([
    ['The next step is not yet defined at GitLab.', true],
    ['The next step has not been defined.', true],
    ['To be determined.', true],
    ['The next step is the sea.', false]
  ])('say whether they are defined: "%s"', (text, expected) => {
    expect(ladderOf(text)?.undefinedYet).toBe(expected)
  })

  it('leave out the links of a level that stands below them by mistake, and keep those of their own parts', () => {
    const text =
      '### Sideways\n\n[a](/job-families/a/)\n\n### Senior Pilot\n\nIs a grade 7. [b](/job-families/b/)\n\n#### Requirements\n\n[c](/job-families/c/)'
    expect(ladderOf(text)?.targets.map(({url}) => url)).toEqual(['/job-families/a/'])
  })
})
