import {describe, expect, it} from 'vitest'
import {parsePage} from '../../src/page/parse-page.ts'
import {describeChange} from '../../src/review/change.ts'
import {drawLadders} from '../../src/review/mermaid.ts'
import type {ReviewedPage} from '../../src/review/reviewed-page.ts'

const path = 'content/job-families/engineering/widget-engineer.md'

const page = `---
title: "Widget Engineer"
---

Widget Engineers make widgets.

## Levels

### Widget Engineer

The Widget Engineer reports to the [Widget Manager](/job-families/engineering/widget-manager/).

#### Widget Engineer Job Grade

The Widget Engineer is a [grade 6](/handbook/grades/).

#### Widget Engineer Responsibilities

- Make widgets
- Mend widgets
- Measure widgets

### Senior Widget Engineer

The Senior Widget Engineer reports to the [Widget Manager](/job-families/engineering/widget-manager/).

#### Senior Widget Engineer Job Grade

The Senior Widget Engineer is a [grade 7](/handbook/grades/).

#### Senior Widget Engineer Responsibilities

- Design widgets
- Teach others to make widgets
- Review designs

## Career Ladder

The next step in the Widget Engineer job family is to move to [Widget Manager](/job-families/engineering/widget-manager/).

## Hiring Process

Candidates meet the team.
`

function between(base: string | null, head: string | null, oldPath = path): ReviewedPage {
  return {
    pageId: oldPath,
    file: null,
    base: base === null ? null : parsePage(oldPath, base),
    head: head === null ? null : parsePage(path, head),
    baseFindings: [],
    headFindings: [],
    notChecked: []
  }
}

const changes = (head: string | null, base: string | null = page) =>
  describeChange(between(base, head)).map(({text}) => text)

describe('describeChange', () => {
  it('has nothing to say when only wording changed', () => {
    expect(changes(page.replace('Make widgets', 'Make good widgets'))).toEqual([])
  })

  it('tells a new title', () => {
    expect(changes(page.replace('title: "Widget Engineer"', 'title: "Gadget Engineer"'))).toContain(
      'Title: “Widget Engineer” → “Gadget Engineer”'
    )
  })

  it('tells a changed grade', () => {
    expect(changes(page.replace('grade 7', 'grade 8'))).toEqual([
      'Senior Widget Engineer: grade 7 → 8',
      'Career ladder unchanged'
    ])
  })

  it('tells an added level with its grade', () => {
    const staff = '### Staff Widget Engineer\n\nThe Staff Widget Engineer is a grade 8.\n\n'
    expect(changes(page.replace('## Career Ladder', `${staff}## Career Ladder`))).toContain(
      'Level added: Staff Widget Engineer (grade 8)'
    )
  })

  it('tells a removed level', () => {
    const start = page.indexOf('### Senior Widget')
    const without = page.slice(0, start) + page.slice(page.indexOf('## Career Ladder'))
    expect(changes(without)).toContain('Level removed: Senior Widget Engineer (grade 7)')
  })

  it('takes a level that kept its text for the same one under a new name', () => {
    const renamed = page.replaceAll('Senior Widget Engineer', 'Expert Widget Engineer')
    expect(changes(renamed)).toContain('Level renamed: Senior Widget Engineer → Expert Widget Engineer')
  })

  it('tells a manager that changed', () => {
    const head = page.replace(
      'The Senior Widget Engineer reports to the [Widget Manager]',
      'The Senior Widget Engineer reports to the [Widget Director]'
    )
    expect(changes(head).find((text) => text.startsWith('Senior Widget Engineer: reports to'))).toMatch(
      /Widget Director.*before to.*Widget Manager/
    )
  })

  it('tells a level that stands in another section, and not a section that got another name', () => {
    const start = page.indexOf('### Senior Widget')
    const end = page.indexOf('## Career Ladder')
    const moved = `${page.slice(0, start) + page.slice(end)}\n${page.slice(start, end)}`
    expect(changes(moved)).toContain('Senior Widget Engineer moved: from “Levels” to “Hiring Process”')
    expect(changes(page.replace('## Levels', '## Our Levels'))).not.toContainEqual(
      expect.stringContaining('moved')
    )
  })

  it('tells where the ladder leads now', () => {
    const head = page.replace(
      'to [Widget Manager](/job-families/engineering/widget-manager/)',
      'to [Widget Architect](/job-families/engineering/widget-architect/)'
    )
    expect(changes(head)).toContain(
      'Career ladder now leads to Widget Architect, no longer to Widget Manager'
    )
  })

  it('tells a next step that is added beside the others, and one that goes', () => {
    const link = '[Widget Manager](/job-families/engineering/widget-manager/)'
    const more = page.replace(
      `to ${link}`,
      `to ${link} or [Widget Architect](/job-families/engineering/widget-architect/)`
    )
    expect(changes(more)).toContain('Career ladder now also leads to Widget Architect')
    expect(changes(page.replace(`to ${link}`, 'to a manager'))).toContain(
      'Career ladder no longer leads to Widget Manager'
    )
  })

  it.each([
    ['/job-families/engineering/widget-architect/', 'widget-architect'],
    ['/job-families/engineering/widgets/#head-of-widgets', 'head-of-widgets'],
    ['{{< ref "job-families/engineering/widget-architect" >}}', 'widget-architect']
  ])('names a next step %s by its address where the page calls it "job family"', (url, name) => {
    const head = page.replace(
      'to [Widget Manager](/job-families/engineering/widget-manager/)',
      `to the Widget Architect [job family](${url})`
    )
    expect(changes(head)).toContain(`Career ladder now leads to ${name}, no longer to Widget Manager`)
  })

  it('takes another spelling of an address for the same ladder', () => {
    const head = page.replaceAll(
      '(/job-families/engineering/widget-manager/)',
      '(https://about.gitlab.com/job-families/engineering/widget-manager)'
    )
    expect(changes(head)).toEqual(['3 links rewritten'])
  })

  it('tells a section that lost its text and one that went', () => {
    expect(changes(page.replace('Candidates meet the team.\n', ''))).toEqual([
      'Section emptied: Hiring Process'
    ])
    expect(changes(page.slice(0, page.indexOf('## Hiring Process')))).toEqual([
      'Section removed: Hiring Process'
    ])
  })

  it('tells new, deleted and moved pages', () => {
    expect(changes(page, null)).toEqual([
      'New page: “Widget Engineer”, with 2 levels: Widget Engineer (grade 6) and Senior Widget Engineer (grade 7)'
    ])
    expect(changes(null)).toEqual(['Page deleted: “Widget Engineer”'])
    const from = 'content/job-families/old.md'
    const moved = describeChange(between(page, page, from))
    expect(moved.map(({text}) => text)).toEqual(['Page moved here from `content/job-families/old.md`'])
  })

  it('pings nobody with what a page calls itself', () => {
    const head = page.replace('title: "Widget Engineer"', 'title: "Widget @all </details> /approve"')
    expect(changes(head)).toContain('Title: “Widget Engineer” → “Widget `@all </details> /approve`”')
  })
})

describe('drawLadders', () => {
  const draw = (head: string, base: string | null = page) => {
    const pages = between(base, head)
    return pages.head && drawLadders(pages.base?.family ?? null, pages.head.family)
  }

  it('draws nothing where the ladder stayed', () => {
    expect(draw(page.replace('Make widgets', 'Make good widgets'))).toBeNull()
  })

  it('draws levels as a chain that ends in the next families', () => {
    const {before, after} = draw(page, null) ?? {}
    expect(before).toBeNull()
    expect(after).toBe(
      [
        '```mermaid',
        'graph LR',
        '  level0x0["Widget Engineer, grade 6"]',
        '  level0x1["Senior Widget Engineer, grade 7"]',
        '  level0x0 --> level0x1',
        '  next0(["Widget Manager"])',
        '  level0x1 --> next0',
        '```'
      ].join('\n')
    )
  })

  it('marks the levels that are new', () => {
    const staff = '### Staff Widget Engineer\n\nThe Staff Widget Engineer is a grade 8.\n\n'
    const {before, after} = draw(page.replace('## Career Ladder', `${staff}## Career Ladder`)) ?? {}
    expect(after).toMatch(/class level0x2 added/)
    expect(before).not.toContain('class')
  })

  it('marks the levels that are gone in the picture from before', () => {
    const {before, after} = draw(page.replace(/### Senior[\s\S]*?(?=## Career)/, '')) ?? {}
    expect(before).toMatch(/level0x1\["Senior Widget Engineer, grade 7"\][\s\S]*class level0x1 gone/)
    expect(after).not.toContain('Senior')
  })

  it('shows a changed grade before and after', () => {
    const {before, after} = draw(page.replaceAll('grade 7', 'grade 8')) ?? {}
    expect(before).toContain('Senior Widget Engineer, grade 7')
    expect(after).toContain('Senior Widget Engineer, grade 8')
  })

  it('lets no name out of its label', () => {
    const hostile = page.replaceAll(
      'Senior Widget Engineer',
      'Senior "];click x href; Engineer `a` {b} %%{init}%% #quot; <b>'
    )
    const drawn = draw(hostile, null)?.after ?? ''
    for (const line of drawn.split('\n').filter((row) => row.startsWith('  level') && row.includes('["'))) {
      expect(line).toMatch(/^ {2}level\dx\d\["[^"`<>%{}[\]\\]*"\]$/)
    }
    expect(drawn.match(/```/g)).toHaveLength(2)
  })
})
