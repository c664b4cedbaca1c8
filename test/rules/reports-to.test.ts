import {describe, expect, it} from 'vitest'
import rule from '../../rules/reports-to/rule.ts'
import {checkText, told} from './check-text.ts'

function pageOf(...sentences: readonly string[]): string {
  return `---\ntitle: Parts Engineer\n---\n\n## Responsibilities\n\n- Work\n\n## Levels\n\n### Staff Parts Engineer (Grade 8)\n\n${sentences.join('\n')}\n\n### Manager, Parts Engineering (Grade 7)\n\nReports to the [Director, Parts](/job-families/example/parts/).\n`
}

describe('reports-to', () => {
  it('tells of a manager on the same page who is on a lower grade, with and without a link', async () => {
    const lower =
      '13 warning A manager has no lower grade than those who report to them, but the Staff Parts Engineer (grade 8) reports to the Manager, Parts Engineering (grade 7); check the grades and the manager'
    const linked = pageOf('Reports to the [Manager, Parts Engineering](#manager-parts-engineering-grade-7).')
    expect(told(await checkText(rule, linked))).toEqual([lower])
    const named = pageOf('Reports to the Manager, Parts Engineering.')
    expect(told(await checkText(rule, named))).toContain(lower)
  })

  it.each([
    'Reports to the [Manager, Parts Engineering](#manager-parts-engineering-grade-7) or the [Director, Parts](/job-families/example/parts/).',
    'Reports to the [Manager or Senior Manager, Parts Engineering](#manager-parts-engineering-grade-7).',
    'Reports to the [Director, Tools](#manager-parts-engineering-grade-7).',
    'Reports to their regional leader.'
  ])('does not judge who "%s" means', async (sentence) => {
    expect(await checkText(rule, pageOf(sentence))).toEqual([])
  })

  it('tells a manager once whom several levels name', async () => {
    const page = pageOf(
      'Reports to the Manager, Delivery.',
      '',
      '### Principal Parts Engineer (Grade 9)',
      '',
      'Reports to the Manager, Delivery.'
    )
    expect(told(await checkText(rule, page))).toEqual([
      '13 info A manager is named without a link; link the job family of "Manager, Delivery"'
    ])
  })

  it('asks nothing of old levels, and a manager of new ones', async () => {
    const base = pageOf('')
    expect(await checkText(rule, base, {base})).toEqual([])
    const page = `${base}\n### Principal Parts Engineer (Grade 9)\n`
    expect(told(await checkText(rule, page, {base}))).toEqual([
      '19 info The page does not say who is the manager of the Principal Parts Engineer; add a sentence with "reports to"'
    ])
  })
})
