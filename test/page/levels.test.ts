import {describe, expect, it} from 'vitest'
import {levelOf, sectionsOf, sectionsOfLevel, tracks} from '../../src/page/levels.ts'
import {familyOf, levelsOf} from './read-text.ts'

/** A page's text: its title, and headings and lines below. */
function page(title: string, ...lines: string[]): string {
  return `---\ntitle: "${title}"\n---\n\n${lines.join('\n\n')}\n`
}

describe('levels', () => {
  it('are read below "Levels"', () => {
    const text = page(
      'Pilot',
      '## Levels',
      '### Junior Pilot',
      '### Pilot',
      '### Senior Pilot',
      '## Hiring Process'
    )
    expect(levelsOf(familyOf(text))).toEqual(['Junior Pilot', 'Pilot', 'Senior Pilot'])
  })

  it('are read beside "Levels", at the same depth', () => {
    const text = page(
      'Pilot',
      '## Levels',
      '## Pilot',
      '### Job Grade',
      'Is a grade 6.',
      '## Senior Pilot',
      '### Requirements'
    )
    expect(levelsOf(familyOf(text))).toEqual(['Pilot 6', 'Senior Pilot'])
  })

  it('are read below "Career paths", and the way out of the family is none of them', () => {
    const text = page(
      'Pilot',
      '## Career paths',
      '### Pilot',
      '### Senior Pilot',
      '### Moving to and moving from'
    )
    expect(levelsOf(familyOf(text))).toEqual(['Pilot', 'Senior Pilot'])
  })

  it('are read where the page has no "Levels" at all', () => {
    const text = page(
      'Port Operations',
      '## Pilot',
      '### Job Grade',
      'Is a grade 6.',
      '## Harbour Analyst',
      '### Requirements'
    )
    expect(levelsOf(familyOf(text))).toEqual(['Pilot 6', 'Harbour Analyst'])
  })

  it('are read where a section was left open above them', () => {
    const text = page(
      'Pilot',
      '## Requirements',
      '### Senior Pilot',
      '## Career Ladder',
      '### Staff Pilot',
      '#### Responsibilities'
    )
    const {levels, sections} = familyOf(text)
    expect(levels.map(({name, parent}) => [name, sections[parent ?? -1]?.kind])).toEqual([
      ['Senior Pilot', 'requirements'],
      ['Staff Pilot', 'career-ladder']
    ])
  })

  it('begin at a "Job Grade" heading that names another level than the one around it', () => {
    const text = page(
      'Pilot',
      '### Senior Pilot',
      '#### Senior Pilot Job Grade',
      'The Senior Pilot is a grade 7.',
      '#### Manager, Pilots Job Grade',
      'The Manager, Pilots is a grade 8.',
      '#### Manager, Pilots Requirements'
    )
    const family = familyOf(text)
    expect(levelsOf(family)).toEqual(['Senior Pilot 7', 'Manager, Pilots 8'])
    expect(family.sections.at(-1)?.level).toBe(1)
  })

  it('are completed with the family’s noun where the heading is only a level word', () => {
    const text = page('Lamp Keeper Roles', '## Levels', '### Intermediate', '### Senior', '### Manager')
    expect(levelsOf(familyOf(text))).toEqual([
      'Lamp Keeper (Intermediate)',
      'Senior Lamp Keeper',
      'Manager, Lamp Keeper'
    ])
  })

  it('are completed with what their own sentence calls them', () => {
    const text = page('Lamps', '## Levels', '### Lead', '#### Job Grade', 'The Lamp Lead is a grade 8.')
    expect(levelsOf(familyOf(text))).toEqual(['Lamp Lead 8'])
  })

  it('are one where a page uses the same heading again for skills', () => {
    const text = page(
      'Pilot',
      '### Levels',
      '#### Senior Pilot',
      '##### Job Grade',
      'Is a grade 7.',
      '### Required Skills by Level',
      '#### Senior Pilot'
    )
    const family = familyOf(text)
    expect(levelsOf(family)).toEqual(['Senior Pilot 7'])
    expect(family.sections.at(-1)?.level).toBe(0)
  })

  it('keep the heading above them out when it only introduces the job title', () => {
    const text = page(
      'Pilot',
      '## Pilot',
      '### Responsibilities',
      '## Levels',
      '### Junior Pilot',
      '### Senior Pilot'
    )
    expect(levelsOf(familyOf(text))).toEqual(['Junior Pilot', 'Senior Pilot'])
  })

  it.each([
    ['specialties', ['## Specialties', '### Fog Pilot', '#### Responsibilities']],
    [
      'interview steps',
      ['## Requirements', '## Hiring Process', '### Hiring Manager', '### Senior Pilot Interview']
    ],
    ['lists of indicators', ['## Performance Indicators', '### Pilot Manager']],
    ['questions', ['## Requirements', '## How does a Pilot find the way?']],
    ['introductions', ['## Pilot Roles at GitLab', '### Requirements']]
  ])('are not seen in %s', (_, lines) => {
    const {levels} = familyOf(page('Pilot', ...lines))
    expect(levels.filter(({stated}) => stated !== 'page')).toEqual([])
  })

  it('are seen among specialties when they have a grade of their own', () => {
    const text = page(
      'Pilot',
      '## Specialties',
      '### Fog Pilot',
      '#### Job Grade',
      'Is a grade 7.',
      '### Ice'
    )
    expect(levelsOf(familyOf(text))).toEqual(['Fog Pilot 7'])
  })

  it('write abbreviations out that the page defines', () => {
    const text = page('Harbour Pilots', '## Levels', '### Harbour Lamp Keeper (HLK)', '### Senior HLK')
    expect(familyOf(text).levels.map(({core}) => core)).toEqual([
      'harbour lamp keeper',
      'harbour lamp keeper'
    ])
  })

  it('rank the level without a word below a senior, unless an intermediate is there', () => {
    const ranks = (...names: string[]) =>
      familyOf(page('Pilot', '## Levels', ...names.map((name) => `### ${name}`))).levels.map(({rank}) => rank)
    expect(ranks('Pilot', 'Senior Pilot')).toEqual([6, 7])
    expect(ranks('Pilot', 'Pilot (Intermediate)', 'Senior Pilot')).toEqual([null, 6, 7])
    expect(ranks('Harbour Manager', 'Senior Harbour Manager')).toEqual([null, null])
  })

  it('stand on one ladder for one job title, managers included, and on several for several', () => {
    const ladders = (...lines: string[]) => familyOf(page('Port', ...lines)).levels.map(({ladder}) => ladder)
    expect(
      ladders('## Levels', '### Sourcer', '### Senior Sourcer', '### Sourcing Lead', '### Manager, Sourcing')
    ).toEqual([0, 0, 0, 0])
    expect(
      ladders(
        '## Pilot',
        '### Job Grade',
        'Is a grade 6.',
        '## Harbour Analyst',
        '### Job Grade',
        'Is a grade 6.'
      )
    ).toEqual([0, 1])
  })

  it('stand on one ladder though one of them is misspelt, and on two where short words differ', () => {
    const ladders = (...names: string[]) =>
      familyOf(page('Port', ...names.map((name) => `## ${name}`))).levels.map(({ladder}) => ladder)
    expect(ladders('Senior Port Administrator', 'Director, Port Adminstrator')).toEqual([0, 0])
    expect(ladders('Senior Sales Engineer', 'Senior Tales Engineer')).toEqual([0, 1])
  })
})

describe('sections of levels', () => {
  it('stand below a level, or beside it', () => {
    const text = page(
      'Pilot',
      '## Levels',
      '### Pilot',
      '### Job Grade',
      'Is a grade 6.',
      '### Responsibilities',
      '### Senior Pilot',
      '#### Requirements',
      '## Performance Indicators'
    )
    const family = familyOf(text)
    const owners = family.sections.map((section) => [section.heading.text, levelOf(family, section)?.name])
    expect(owners).toEqual([
      ['Levels', undefined],
      ['Pilot', 'Pilot'],
      ['Job Grade', 'Pilot'],
      ['Responsibilities', 'Pilot'],
      ['Senior Pilot', 'Senior Pilot'],
      ['Requirements', 'Senior Pilot'],
      ['Performance Indicators', undefined]
    ])
  })

  it('belong to the level above them when they slipped to a smaller depth between two levels', () => {
    const text = page(
      'Pilot',
      '## Levels',
      '### Pilot',
      '#### Job Grade',
      'Is a grade 6.',
      '## Responsibilities',
      '### Senior Pilot',
      '### Job Grade',
      'Is a grade 7.',
      '## Requirements'
    )
    const family = familyOf(text)
    const owners = family.sections.map((section) => [section.heading.text, levelOf(family, section)?.name])
    expect(owners.slice(2)).toEqual([
      ['Job Grade', 'Pilot'],
      ['Responsibilities', 'Pilot'],
      ['Senior Pilot', 'Senior Pilot'],
      ['Job Grade', 'Senior Pilot'],
      ['Requirements', undefined]
    ])
  })

  it('are found by kind, also where one heading names two', () => {
    const family = familyOf(page('Pilot', '## Responsibilities & Requirements', '## Requirements'))
    expect(sectionsOf(family, 'requirements')).toHaveLength(2)
    expect(sectionsOf(family, 'responsibilities')).toHaveLength(1)
  })

  it('are listed for a level without its own heading', () => {
    const family = familyOf(page('Pilot', '## Senior Pilot', '### Requirements', '### Responsibilities'))
    const [level] = family.levels
    expect(level && sectionsOfLevel(family, level).map(({kind}) => kind)).toEqual([
      'requirements',
      'responsibilities'
    ])
  })

  it('are no discipline’s when "Compensation" has roles below it', () => {
    const {sections} = familyOf(
      page(
        'Total Rewards',
        '## Compensation',
        '### Compensation Analyst',
        '#### Job Grade',
        '## Benefits',
        '## Compensation'
      )
    )
    expect(sections.filter(({heading}) => heading.text === 'Compensation').map(({kind}) => kind)).toEqual([
      null,
      'compensation'
    ])
  })
})

describe('tracks', () => {
  it('hold comparable levels only: one job title, one known track', () => {
    const names = [
      'Junior Pilot',
      'Senior Pilot',
      'Senior Lamp Keeper',
      'Harbour Manager',
      'Manager, Pilots',
      'Director, Pilots'
    ]
    const family = familyOf(page('Port', '## Levels', ...names.map((name) => `### ${name}`)))
    expect(tracks(family).map(({track, levels}) => [track, levels.map(({name}) => name)])).toEqual([
      ['individual', ['Junior Pilot', 'Senior Pilot']],
      ['individual', ['Senior Lamp Keeper']],
      ['management', ['Manager, Pilots', 'Director, Pilots']]
    ])
  })

  it('compare a job title with one whose name holds it', () => {
    const names = ['Director, Field Enablement', 'Manager, Field Enablement Programs']
    const family = familyOf(page('Field Enablement', '## Levels', ...names.map((name) => `### ${name}`)))
    expect(tracks(family).map(({levels}) => levels.length)).toEqual([2])
  })
})
