import {describe, expect, it} from 'vitest'
import rule from '../../rules/level-extends/rule.ts'
import {checkText} from './check-text.ts'

async function said(sentence: string): Promise<string[]> {
  const page = `---\ntitle: Parts Engineer\n---\n\n## Levels\n\n### Parts Engineer (Intermediate)\n\n#### Requirements\n\n- Curiosity\n\n### Senior Parts Engineer\n\n### Staff Parts Engineer\n\n#### Requirements\n\n- ${sentence}\n`
  return (await checkText(rule, page)).map(({reason}) => reason)
}

describe('level-extends', () => {
  it.each([
    'Extends the Senior Parts Engineer requirements',
    'Extends that of the Sr. Parts Engineer responsibilities and requirements',
    'Extends the responsibilities and requirements of the Parts Engineer',
    'Extends Senior requirements with the following',
    'Extends the Intermediate Parts Engineers requirements',
    'Extends the general requirements',
    'Extends the requirements of the grade 7 level',
    'Extends either the Junior Parts Engineer or the Junior Tool Designer requirements',
    'Extends the Junior Tool Designer requirements',
    'Extends Kubernetes operators with parts of their own'
  ])('says nothing about "%s"', async (sentence) => {
    expect(await said(sentence)).toEqual([])
  })

  it.each([
    ['Extends the Principal Parts Engineer requirements', 'a level that this page does not have'],
    ['Extends that of the Junior Parts Engineer.', 'a level that this page does not have'],
    ['Extends the Principal requirements', 'a level that this page does not have'],
    ['Extends the Staff Parts Engineer requirements', 'extends itself']
  ])('charges "%s"', async (sentence, expected) => {
    expect(await said(sentence)).toEqual([expect.stringContaining(expected)])
  })
})
