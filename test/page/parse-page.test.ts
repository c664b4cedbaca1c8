import {describe, expect, it} from 'vitest'
import {parsePage} from '../../src/page/parse-page.ts'
import {fixturePage, HUGO, levelsOf, MIDDLEMAN} from './read-text.ts'

describe('parsePage', () => {
  it('reads a page of 2016: levels among the requirements, no grades', () => {
    const {generation, family} = fixturePage('job-page/lamp-technician.html.md')
    expect(generation).toBe('job-page')
    expect(levelsOf(family)).toEqual(['Junior Lamp Technician', 'Senior Lamp Technician', 'Staff Technician'])
    expect(family.levels.map(({rank}) => rank)).toEqual([5, 7, 8])
    expect(new Set(family.levels.map(({ladder}) => ladder)).size).toBe(1)
    expect(family.levels.map(({parent}) => family.sections[parent ?? -1]?.kind)).toEqual(
      Array(3).fill('requirements')
    )
  })

  it('reads a Middleman page that is one role, named in full by its grade sentence', () => {
    const {generation, family} = fixturePage('job-family-page/tide-planner.html.md')
    expect(generation).toBe('job-family-page')
    expect(levelsOf(family)).toEqual(['Senior Tide Planner 7'])
    expect(family.levels[0]).toMatchObject({stated: 'page', heading: {text: 'Job Grade'}, word: 'senior'})
    expect(family.ladders[0]?.targets.map(({text}) => text)).toEqual(['Harbour Master', 'Pilot'])
  })

  it('reads two roles of a Hugo page as two ladders, three levels of one out of a single sentence', () => {
    const {generation, family} = fixturePage('hugo/net-mender.md')
    expect(generation).toBe('hugo')
    expect(levelsOf(family)).toEqual([
      'Senior Net Mender 7',
      'RWS Spinner 7',
      'Senior RWS Spinner 8',
      'Staff RWS Spinner 9'
    ])
    expect(family.levels.map(({stated}) => stated)).toEqual(['heading', 'heading', 'sentence', 'sentence'])
    expect(family.levels.map(({heading}) => heading?.place.start.line)).toEqual([10, 30, 30, 30])
    expect(family.levels.map(({ladder}) => ladder)).toEqual([0, 1, 1, 1])
    expect(family.levels[0]?.reportsTo).toMatchObject([{text: 'Sr. Manager of Gear', url: null}])
  })

  it('gives the levels inside a career ladder their sections, and the ladder none of their links', () => {
    const {family} = fixturePage('hugo/net-mender.md')
    const own = family.sections.filter(({level}) => level === 1).map(({heading}) => heading.text)
    expect(own).toEqual([
      'Rope Walk Services (RWS) Spinners',
      'Job Grades',
      'RWS Spinner Responsibilities',
      'RWS Spinner Requirements',
      'Nice-to-haves'
    ])
    expect(family.ladders[0]?.targets.map(({url}) => url)).toEqual(['/job-families/port/director-of-gear/'])
    expect(family.ladders[0]?.subject?.text).toBe('Net Manager')
  })

  it('reads a page exported from Google Docs: bold headings, grades in headings and in a table', () => {
    const {generation, family} = fixturePage('hugo-export/buoy-engineer.md')
    expect(generation).toBe('hugo-export')
    expect(levelsOf(family)).toEqual(['Associate Buoy Engineer 5 5', 'Senior Buoy Engineer 7 7'])
    expect(family.levels[0]?.grades.map(({source}) => source)).toEqual(['table', 'heading'])
    expect(family.levels[0]?.heading).toMatchObject({
      text: 'Associate Buoy Engineer (Grade 5)',
      id: 'associate-buoy-engineer-grade-5',
      bold: true
    })
    expect(family.tables[0]?.rows.map(({level}) => level)).toEqual([0, 1])
  })

  it.each([
    ['job_page by its layout', 'source/jobs/pilot/index.html.md', '---\nlayout: job_page\n---\n', 'job-page'],
    ['Middleman by its path', MIDDLEMAN, '# Pilot\n', 'job-family-page'],
    ['Middleman by its layout', 'pilot.md', '---\nlayout: job_family_page\n---\n', 'job-family-page'],
    [
      "Hugo by its path, whatever the old layout's name says",
      HUGO,
      '---\nlayout: job_family_page\n---\n',
      'hugo'
    ],
    ['Hugo with one bold heading', HUGO, '## **Pilot**\n\ntext', 'hugo']
  ])('tells the generation: %s', (_, path, text, generation) => {
    expect(parsePage(path, text).generation).toBe(generation)
  })

  it('takes a byte order mark off and counts places without it', () => {
    const page = parsePage(HUGO, '\uFEFF---\ntitle: Pilot\n---\n\n## Levels\n')
    expect(page.text.startsWith('---')).toBe(true)
    expect(page.family.title).toBe('Pilot')
    expect(page.family.headings[0]?.place.start).toEqual({line: 5, column: 1, offset: 22})
  })

  it('keeps every place true when a second byte order mark follows', () => {
    const page = parsePage(HUGO, '\uFEFF\uFEFF\n## Levels\n')
    const {start, end} = page.family.headings[0]?.place ?? {}
    expect(page.text.slice(start?.offset, end?.offset)).toBe('## Levels')
  })

  it('gives the same lines for Windows line ends', () => {
    const unix = fixturePage('hugo/net-mender.md')
    const windows = parsePage('hugo/net-mender.md', unix.text.replaceAll('\n', '\r\n'))
    const lines = ({family}: typeof unix) => [
      family.headings.map(({place}) => place.start.line),
      family.levels.flatMap(({grades}) => grades.map(({place}) => [place.start.line, place.start.column])),
      family.links.map(({urlPlace}) => [urlPlace.start.line, urlPlace.start.column])
    ]
    expect(lines(windows)).toEqual(lines(unix))
    expect(levelsOf(windows.family)).toEqual(levelsOf(unix.family))
  })

  it.each([
    ['an empty page', '', 'index'],
    [
      'a stub that only lists families',
      '---\ntitle: Roles\n---\n\n## Roles\n\n- [Pilot](/job-families/port/pilot/)\n',
      'index'
    ],
    ['a page with requirements', '## Requirements\n\n- Swims\n', 'family'],
    ['a page with nothing but a grade', 'The Pilot is a grade 7.\n', 'family'],
    ['an executive by custom', '---\ntitle: Chief Harbour Officer\n---\n\n## Responsibilities\n', 'executive']
  ])('tells what kind of page it is: %s', (_, text, kind) => {
    expect(parsePage(HUGO, text).family.kind).toBe(kind)
  })

  it('tells an expert page by its folder', () => {
    expect(
      parsePage('source/job-families/expert/knots/index.html.md', '## Responsibilities\n').family.kind
    ).toBe('expert')
  })

  it('takes a page without any heading or grade of a role for the role itself', () => {
    const {levels} = parsePage(
      HUGO,
      '---\ntitle: "Harbour Pilot Roles"\n---\n\n## Responsibilities\n\n- Steers\n'
    ).family
    expect(levels).toMatchObject([{name: 'Harbour Pilot', stated: 'page', heading: null, grades: []}])
    expect(levels[0]?.place.start.line).toBe(2)
  })
})
