import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {rules} from '../../rules/index.ts'
import {renderCodeQuality} from '../../src/report/code-quality.ts'
import {renderJson} from '../../src/report/json.ts'
import {renderJunit} from '../../src/report/junit.ts'
import {renderPretty} from '../../src/report/pretty.ts'
import {renderSarif} from '../../src/report/sarif.ts'
import {findingAt, reportOf} from './report-of.ts'

const text = '# Seller\n\nA seller sells.\nSellers sell [a lot](https://x).\n'

describe('renderJson', () => {
  it('has the shape that the documentation promises', () => {
    const json: unknown = JSON.parse(
      renderJson(reportOf(text, [findingAt(text, 'seller', {write: 'buyer'})]))
    )
    expect(json).toEqual({
      version: 1,
      summary: {pages: 1, errors: 1, warnings: 0, infos: 0},
      findings: [
        {
          rule: 'grade-stated',
          severity: 'error',
          path: 'content/job-families/sales/seller.md',
          line: 3,
          column: 3,
          endLine: 3,
          endColumn: 9,
          message: 'About "seller"',
          url: 'https://example.com/rule',
          fix: {text: 'buyer'}
        }
      ],
      probation: [],
      silenced: [],
      notChecked: []
    })
  })

  it('tells what could not be checked, so that nobody takes it for checked', () => {
    const [page] = reportOf(text, []).pages
    const notChecked = [
      {rule: 'link-target', what: '/handbook/sales/', reason: 'this tree has no such folder'}
    ]
    const json = JSON.parse(renderJson({pages: page ? [{...page, notChecked}] : []}))
    expect(json.notChecked).toEqual([{...notChecked[0], path: 'content/job-families/sales/seller.md'}])
  })

  it('widens the place to its edits, so that one replacement is the whole fix', () => {
    const finding = findingAt(text, 'A seller')
    const at = text.indexOf('Sellers')
    const fixed = {...finding, fix: {edits: [{start: at, end: at, text: '- '}]}}
    const json = JSON.parse(renderJson(reportOf(text, [fixed])))
    expect(json.findings[0]).toMatchObject({
      line: 3,
      column: 1,
      endLine: 4,
      endColumn: 1,
      fix: {text: 'A seller sells.\n- '}
    })
  })

  it('says null where there is no fix', () => {
    expect(JSON.parse(renderJson(reportOf(text, [findingAt(text, 'seller')]))).findings[0].fix).toBeNull()
  })
})

describe('renderCodeQuality', () => {
  it('keeps its fingerprint when the line moves, and gives equal findings two', () => {
    const fingerprints = (page: string, parts: readonly string[]) =>
      JSON.parse(
        renderCodeQuality(
          reportOf(
            page,
            parts.map((part) => findingAt(page, part))
          )
        )
      ).map((issue: {fingerprint: string}) => issue.fingerprint)
    const [before] = fingerprints(text, ['seller'])
    expect(fingerprints(`\n\n${text}`, ['seller'])).toEqual([before])
    const twice = fingerprints(text, ['seller', 'seller'])
    expect(new Set(twice).size).toBe(2)
    expect(twice).toContain(before)
  })

  it('has the fields that GitLab reads', () => {
    expect(
      JSON.parse(renderCodeQuality(reportOf(text, [findingAt(text, 'seller', {severity: 'warning'})])))
    ).toEqual([
      {
        description: 'About "seller"',
        check_name: 'grade-stated',
        fingerprint: expect.stringMatching(/^[0-9a-f]{20}$/),
        severity: 'minor',
        location: {path: 'content/job-families/sales/seller.md', lines: {begin: 3}}
      }
    ])
  })
})

describe('renderPretty', () => {
  const link = (part: string) =>
    findingAt(text, part, {rule: 'link-style', severity: 'info', reason: 'Write it shorter'})

  it('tells the same thing on many lines once, with the lines', () => {
    const printed = renderPretty(reportOf(text, [link('Seller\n'), link('A seller'), link('[a lot]')]), {
      colour: false
    })
    expect(printed).toContain('     1:3  info     Write it shorter (and 2 more, on lines 3, 4)  link-style\n')
    expect(printed).toContain('3 infos on 1 of 1 page.')
  })

  it('shows every error by itself', () => {
    const errors = ['Seller\n', 'A seller', '[a lot]'].map((part) => findingAt(text, part))
    expect(renderPretty(reportOf(text, errors), {colour: false}).match(/ error /g)).toHaveLength(3)
  })

  it('has colours for a terminal and none for a pipe', () => {
    const colourCode = '\u001b['
    expect(renderPretty(reportOf(text, [link('A seller')]), {colour: true})).toContain(colourCode)
    expect(renderPretty(reportOf(text, [link('A seller')]), {colour: false})).not.toContain(colourCode)
  })

  it('says so when there is nothing to do', () => {
    expect(renderPretty(reportOf(text, []), {colour: false})).toBe('1 page checked: nothing to do.\n')
  })
})

describe('renderSarif', () => {
  it('names the rule, the place and the severity in words of SARIF', () => {
    const log = JSON.parse(
      renderSarif(reportOf(text, [findingAt(text, 'seller', {severity: 'info'})]), rules, '1.2.3')
    )
    expect(log.version).toBe('2.1.0')
    const [run] = log.runs
    expect(run.tool.driver.rules.map((rule: {id: string}) => rule.id)).toContain('grade-stated')
    expect(run.results[0]).toMatchObject({
      ruleId: 'grade-stated',
      level: 'note',
      locations: [{physicalLocation: {region: {startLine: 3, startColumn: 3, endLine: 3, endColumn: 9}}}]
    })
  })
})

describe('renderJunit', () => {
  it('fails a page by its errors and warnings, not by advice', () => {
    const findings = [findingAt(text, 'seller'), findingAt(text, 'Sellers', {severity: 'info'})]
    const xml = renderJunit(reportOf(text, findings))
    expect(xml).toContain('tests="1" failures="1"')
    expect(xml.match(/<failure /g)).toHaveLength(1)
  })

  it('tells all of a page in one failure, since most readers show the first one only', () => {
    const findings = [
      findingAt(text, 'seller', {severity: 'warning', rule: 'grade-subject'}),
      findingAt(text, 'Sellers', {rule: 'level-order'})
    ]
    const xml = renderJunit(reportOf(text, findings))
    expect(xml).toContain('tests="1" failures="1"')
    expect(xml.match(/<failure /g)).toHaveLength(1)
    expect(xml).toContain('<failure type="error" message="2 findings: grade-subject, level-order">')
    expect(xml).toContain('seller.md:3:3 warning: About &quot;seller&quot; (grade-subject)&#10;')
    expect(xml).toContain('seller.md:4:1 error: About &quot;Sellers&quot; (level-order)</failure>')
  })

  it('stays XML whatever a page says', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), (reason) => {
        const xml = renderJunit(reportOf(text, [findingAt(text, 'seller', {reason})]))
        const message = /message="([^"]*)"/.exec(xml)?.[1] ?? ''
        expect(message).not.toMatch(/[<\n]|(?![\t\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/u)
        expect(xml.match(/<failure /g)).toHaveLength(1)
      })
    )
  })
})
