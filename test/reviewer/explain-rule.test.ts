import {fromMarkdown} from 'mdast-util-from-markdown'
import {visit} from 'unist-util-visit'
import {describe, expect, it} from 'vitest'
import {rules} from '../../rules/index.ts'
import {explainRule} from '../../src/reviewer/explain-rule.ts'
import {ruleSettings} from '../../src/reviewer/rule-settings.ts'
import {extractQuickActions} from '../../src/sandbox/markdown/quick-actions.ts'
import {findReferences} from '../../src/sandbox/markdown/references.ts'

const ruling = {
  settings: ruleSettings(['grade-table=error']),
  addressOf: (rule: string) => `https://service.example/rules/${rule}`
}

describe('explainRule', () => {
  it('gives what the rule finds and why, and the severity that it has here', async () => {
    const explained = await explainRule('grade-table', ruling)
    expect(explained).toMatchObject({severity: 'error', url: 'https://service.example/rules/grade-table'})
    expect(explained?.text).toContain('**Why?**')
    expect(explained?.text).not.toMatch(/^#|## (Good|Bad)/m)
  })

  it('knows no rule by another name', async () => {
    expect(await explainRule('../../package', ruling)).toBeUndefined()
  })

  it.each(rules.map(({name}) => name))('says nothing about %s that GitLab would act on', async (name) => {
    const text = (await explainRule(name, ruling))?.text ?? ''
    expect(text.length).toBeGreaterThan(40)
    visit(fromMarkdown(text), 'link', ({url}) => void expect(url).toMatch(/^https?:/))
    expect(extractQuickActions(text).commands).toEqual([])
    expect(findReferences(text)).toEqual({mentions: [], references: []})
  })
})
