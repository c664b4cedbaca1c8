import {describe, expect, it} from 'vitest'
import {parsePage} from '../../src/page/parse-page.ts'
import {renderInspectionJson} from '../../src/report/inspect-json.ts'
import {renderInspection} from '../../src/report/inspect-text.ts'

const PATH = 'content/job-families/port/pilot.md'
const TEXT = `---
title: "Pilot"
---

## Levels

### Senior Pilot

The Senior Pilot reports to the [Harbour Master](/job-families/port/master/).

#### Job Grade

The Senior Pilot is a [grade 7](/x/#gitlab-job-grades).

## Career Ladder

The next step for the Pilot job family is the [Harbour Master](/job-families/port/master/) job family.
`

function inspected(text: string, exists: boolean | null = true) {
  return {page: parsePage(PATH, text), url: '/job-families/port/pilot/', exists: () => exists}
}

describe('renderInspectionJson', () => {
  it('tells all that was understood, in the published shape', () => {
    expect(JSON.parse(renderInspectionJson(inspected(TEXT)))).toEqual({
      path: PATH,
      url: '/job-families/port/pilot/',
      generation: 'hugo',
      title: 'Pilot',
      levels: [
        {
          name: 'Senior Pilot',
          heading: {text: 'Senior Pilot', line: 7, id: 'senior-pilot'},
          track: 'individual',
          rank: 7,
          grades: [{grade: 7, source: 'sentence', line: 13}],
          reportsTo: [{text: 'Harbour Master', url: '/job-families/port/master/'}]
        }
      ],
      ladder: {
        line: 15,
        targets: [{text: 'Harbour Master', url: '/job-families/port/master/', line: 17, exists: true}]
      },
      sections: [
        {text: 'Levels', depth: 2, line: 5, id: 'levels'},
        {text: 'Senior Pilot', depth: 3, line: 7, id: 'senior-pilot'},
        {text: 'Job Grade', depth: 4, line: 11, id: 'job-grade'},
        {text: 'Career Ladder', depth: 2, line: 15, id: 'career-ladder'}
      ],
      unread: null
    })
  })

  it('has no ladder for a page without one, and all targets of several', () => {
    expect(JSON.parse(renderInspectionJson(inspected('## Levels\n'))).ladder).toBeNull()
    const {ladder} = JSON.parse(
      renderInspectionJson(inspected(`${TEXT}\n## Career Ladder\n\n[a](#b)\n`, null))
    )
    expect(ladder).toMatchObject({line: 15, targets: [{exists: null}, {line: 21, exists: null}]})
  })

  it('says why a page was not read', () => {
    expect(JSON.parse(renderInspectionJson(inspected('['.repeat(100_000)))).unread).toContain('too large')
  })
})

describe('renderInspection', () => {
  it('shows levels, ladder and outline to a person', () => {
    expect(renderInspection(inspected(TEXT), {colour: false})).toBe(`Pilot
content/job-families/port/pilot.md · hugo · job family · /job-families/port/pilot/

Levels
     7  Senior Pilot  grade 7 (line 13)  individual contributor, rank 7, reports to Harbour Master

Career ladder on line 15, for "Pilot"
    17  Harbour Master  /job-families/port/master/  exists

Sections
     5    Levels  #levels · levels
     7      Senior Pilot  #senior-pilot · level
    11        Job Grade  #job-grade · job grade of Senior Pilot
    15    Career Ladder  #career-ladder · career ladder
`)
  })

  it('says what is unclear, and no more', () => {
    const text = renderInspection(
      inspected(
        '---\ntitle: A\ntitle: Port\n---\n\n## Harbour Manager\n\n### Requirements\n\n<%= partial("includes/performance") %>\n\n| Role | Grade |\n| - | - |\n| VP | Grade 12 |\n\n## Specialties\n\n### Fog\n\nGrade 7\n'
      ),
      {colour: false}
    )
    expect(text.split('\n\n').at(-1)).toBe(`Unclear
        front matter: line 3: the key "title" is written twice; the last one counts
        an include may bring in performance indicators: it cannot be read here
        whether "Harbour Manager" manages people: its name alone does not tell
        line 20: whose grade 7 is
        line 14: which level the table's row "VP" is about
`)
  })

  it('colours only when told to, and lets no escape sequence of the page through', () => {
    const hostile = inspected(
      '---\ntitle: "Pi\\e[2Jlot"\n---\n\n## Le\u001B[31mvels\n\n[a\u202E](/job-families/x/)\n'
    )
    const plain = renderInspection(hostile, {colour: false})
    for (const sign of ['\u001B', '\u202E']) expect(plain).not.toContain(sign)
    expect(renderInspection(hostile, {colour: true})).toContain('Pi\uFFFD[2Jlot')
  })

  it('shows a page of which nothing was understood', () => {
    expect(renderInspection(inspected(''), {colour: false})).toBe(
      'Page without a title\ncontent/job-families/port/pilot.md · hugo · index, no job family · /job-families/port/pilot/\n'
    )
  })
})
