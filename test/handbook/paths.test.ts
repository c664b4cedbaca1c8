import {describe, expect, it} from 'vitest'
import {isJobFamilyPath, policyUrl} from '../../src/handbook/paths.ts'

describe('isJobFamilyPath', () => {
  it.each([
    'content/job-families/kitchen/cook.md',
    'content/job-families/kitchen/_index.md',
    'content/job-families/kitchen/cook/index.md',
    'content/job-families/kitchen/overview-effect-analyst.md',
    'sites/uncategorized/source/job-families/kitchen/cook/index.html.md',
    'sites/uncategorized/source/job-families/kitchen/cook/index.html.md.erb',
    'source/job-families/kitchen/cook/index.html.md',
    'source/jobs/cook/index.html.md'
  ])('knows %s', (path) => {
    expect(isJobFamilyPath(path)).toBe(true)
  })

  it.each([
    'content/handbook/hiring/job-families.md',
    'content/job-families/kitchen/cook.png',
    'content/job-families/kitchen/overview/_index.md',
    'content/job-families/kitchen/overview.md',
    'sites/uncategorized/source/job-families/kitchen/overview/index.html.md',
    'sites/uncategorized/source/job-families/kitchen/_performance.html.md.erb',
    'source/jobs/index.html.haml',
    'data/people_group/job_families.yml',
    'job-families/kitchen/cook.md',
    ''
  ])('leaves %s out', (path) => {
    expect(isJobFamilyPath(path)).toBe(false)
  })
})

describe('policyUrl', () => {
  it('leads to the policy or to a section of it', () => {
    expect(policyUrl()).toBe('https://handbook.gitlab.com/handbook/hiring/job-families/')
    expect(policyUrl('levels')).toBe('https://handbook.gitlab.com/handbook/hiring/job-families/#levels')
  })
})
