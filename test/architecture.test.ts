import {globSync, readFileSync} from 'node:fs'
import {dirname, join, normalize} from 'node:path'
import {describe, expect, it} from 'vitest'

/** Which folders a folder may import from, itself left out. Dependencies point one way: design, "How data flows". */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'src/page': [],
  'src/handbook': ['src/page', 'src/config'],
  rules: ['src/page', 'src/handbook', 'src/config'],
  'src/review': ['src/page', 'src/handbook', 'rules'],
  'src/reviewer': ['src/page', 'src/handbook', 'rules', 'src/review', 'src/config'],
  'src/config': [],
  'src/html': [],
  'src/database': ['src/config'],
  'src/queue': ['src/reviewer', 'src/database'],
  'src/journal': ['rules', 'src/review', 'src/reviewer', 'src/database'],
  'src/gitlab': ['src/handbook', 'src/review', 'src/reviewer', 'src/config'],
  'src/workers': ['src/page', 'src/handbook', 'src/reviewer', 'src/config'],
  'src/report': ['src/page', 'src/handbook', 'rules', 'src/review', 'src/config'],
  'src/sandbox': ['src/config', 'src/html'],
  'src/server': [
    'rules',
    'src/handbook',
    'src/reviewer',
    'src/gitlab',
    'src/database',
    'src/queue',
    'src/journal',
    'src/html',
    'src/workers',
    'src/config'
  ],
  'src/cli': [
    'src/page',
    'src/handbook',
    'rules',
    'src/review',
    'src/reviewer',
    'src/config',
    'src/database',
    'src/queue',
    'src/gitlab',
    'src/report',
    'src/sandbox',
    'src/server',
    'src/workers'
  ]
}

const files = globSync('{src,rules}/**/*.ts')

function folderOf(path: string): string {
  return path.startsWith('rules/') ? 'rules' : path.split('/').slice(0, 2).join('/')
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) => match[1] ?? '')
  return specifiers.map((specifier) => normalize(join(dirname(file), specifier)))
}

describe('the architecture', () => {
  it('knows every folder', () => {
    expect([...new Set(files.map(folderOf))].sort()).toEqual(Object.keys(ALLOWED).sort())
  })

  it.each(Object.keys(ALLOWED))('lets %s import only from the folders it may lean on', (folder) => {
    const own = files.filter((file) => folderOf(file) === folder)
    const strays = own.flatMap((file) =>
      importsOf(file)
        .filter((target) => folderOf(target) !== folder && !ALLOWED[folder]?.includes(folderOf(target)))
        .map((target) => `${file} imports ${target}`)
    )
    expect(strays).toEqual([])
  })

  it('reads the environment in src/config only', () => {
    const readers = files.filter((file) => /\bprocess\.env\b/.test(readFileSync(file, 'utf8')))
    expect(readers.filter((file) => folderOf(file) !== 'src/config')).toEqual([])
  })

  it('has no file that a newcomer would have to scroll through: 400 lines are the limit', () => {
    const long = files.filter((file) => readFileSync(file, 'utf8').split('\n').length > 400)
    expect(long).toEqual([])
  })

  it('imports the heavy libraries only where they are used', () => {
    const heavy: Readonly<Record<string, string>> = {
      '@gitbeaker/rest': 'src/gitlab',
      express: 'src/server|src/sandbox',
      pg: 'src/database',
      'pg-boss': 'src/queue',
      'prom-client': 'src/server'
    }
    const strays = Object.entries(heavy).flatMap(([library, folder]) =>
      files.filter(
        (file) =>
          readFileSync(file, 'utf8').includes(`from '${library}'`) && !new RegExp(`^(${folder})/`).test(file)
      )
    )
    expect(strays).toEqual([])
  })
})
