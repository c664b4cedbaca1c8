import {describe, expect, it} from 'vitest'
import {misspellingIn, sectionName} from '../../src/page/section-kinds.ts'

describe('sectionName', () => {
  it.each([
    ['Requirements for Security Engineer roles', 'requirements', 'Security Engineer'],
    ['Responsibilities across all levels', 'responsibilities', null]
  ])('knows "%s", and whose it is', (heading, kind, named) => {
    expect(sectionName(heading)).toMatchObject({kind, named})
  })

  it.each([
    ['Senior Engineer Responsbilities', 'responsibilities'],
    ['Perfomance Indicators', 'performance-indicators'],
    ['Carreer Ladder', 'career-ladder'],
    ['Hiring Proccess', 'hiring-process']
  ])('knows "%s" though it is misspelt', (heading, kind) => {
    expect(sectionName(heading)?.kind).toBe(kind)
  })

  it.each(['Security Incident Response', 'Career Leader', 'Hiring Progress', 'Performance Review'])(
    'takes "%s" for no section',
    (heading) => {
      expect(sectionName(heading)).toBeNull()
    }
  )
})

describe('misspellingIn', () => {
  it('tells the words that are misspelt and the name they mean', () => {
    expect(misspellingIn('Staff Parts Engineer Requirments:')).toMatchObject({
      written: 'Requirments',
      name: 'requirements'
    })
  })

  it.each(['Requirements', 'performance indicators', 'Key Performance Indicators', 'Skills', 'KPIs'])(
    'finds nothing wrong with "%s"',
    (heading) => {
      expect(misspellingIn(heading)).toBeNull()
    }
  )
})
