import {describe, expect, it} from 'vitest'
import rule from '../../rules/level-order/rule.ts'
import {checkText} from './check-text.ts'

/** A page whose levels stand in this order: name, and grade if it states one. */
function pageOf(...levels: readonly (readonly [name: string, grade?: number])[]): string {
  const sections = levels.map(([name, grade]) => {
    const statement = grade === undefined ? '' : `#### Job Grade\n\nThe ${name} is a grade ${grade}.\n\n`
    return `### ${name}\n\n${statement}#### Responsibilities\n\n- Work\n`
  })
  return `---\ntitle: Parts\n---\n\n## Levels\n\n${sections.join('\n')}`
}

async function moved(...levels: readonly (readonly [name: string, grade?: number])[]): Promise<string[]> {
  const findings = await checkText(rule, pageOf(...levels))
  return findings.flatMap(({parts}) => parts.map(({label}) => label))
}

describe('level-order', () => {
  it('names a manager who stands below the director of the same function', async () => {
    expect(await moved(['Director, Parts', 10], ['Manager, Parts', 8], ['Staff Parts Manager', 8])).toEqual([
      '"Manager, Parts" (grade 8) stands below "Director, Parts" (grade 10); move it above'
    ])
  })

  it('compares a function with the part of it that another manager has', async () => {
    expect(await moved(['VP of Product', 12], ['Senior Director of Product Pricing', 11])).toHaveLength(1)
  })

  it('keeps two titles of individuals apart though one holds the other', async () => {
    expect(await moved(['Senior Parts Programs Evangelist', 7], ['Parts Programs Associate', 5])).toEqual([])
  })

  it('keeps tracks apart', async () => {
    expect(await moved(['Principal Parts Engineer', 9], ['Manager, Parts Engineer', 8])).toEqual([])
  })

  it('compares nobody who may manage people or a function', async () => {
    expect(await moved(['Senior Parts Manager', 8], ['Parts Manager', 9])).toEqual([])
  })

  it('says nothing where the grades contradict the names', async () => {
    expect(await moved(['Lead Parts Engineer', 7], ['Associate Parts Engineer', 8])).toEqual([])
  })

  it('moves the one level that stands wrong, not those around it', async () => {
    expect(
      await moved(
        ['Senior Director, Parts'],
        ['Manager, Parts'],
        ['Senior Manager, Parts'],
        ['Director, Parts']
      )
    ).toEqual(['"Senior Director, Parts" stands above "Director, Parts"; move it below'])
  })

  it('tells a page that goes down in one finding', async () => {
    const findings = await checkText(
      rule,
      pageOf(['Staff Parts Engineer'], ['Senior Parts Engineer'], ['Junior Parts Engineer'])
    )
    expect(findings).toHaveLength(1)
    expect(findings[0]?.parts).toHaveLength(2)
  })

  it('names the one director above whom nobody belongs, not the managers below', async () => {
    const managers = Array.from({length: 150}, (_, index) => [`Manager, Parts ${index}`] as const)
    expect(await moved(['Director, Parts'], ...managers)).toEqual([
      '"Director, Parts" stands above "Manager, Parts 149"; move it below'
    ])
  })
})
