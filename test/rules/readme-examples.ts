/**
 * Reads the examples out of a rule's README; their form is described in rules/README.md.
 * A README that strays from the form is an error with the line to mend, so that no example is skipped unseen.
 */
import type {Code, Root, RootContent} from 'mdast'
import {fromMarkdown} from 'mdast-util-from-markdown'
import {toString as textOf} from 'mdast-util-to-string'

export interface Example {
  readonly kind: 'good' | 'bad'
  /** Line of the page's block in the README, from 1. */
  readonly line: number
  readonly path: string
  readonly page: string
  /** Text of the page at base; null when the page is new, undefined when nothing is compared. */
  readonly base: string | null | undefined
  /** Where the page stands at base. */
  readonly basePath: string
  /** Whether the change deletes the page, which is then as it was at base. */
  readonly isDeleted: boolean
  /** Other files of the handbook by path. */
  readonly files: ReadonlyMap<string, string>
  /** The rule's options; undefined when the example sets none. */
  readonly options: unknown
  /** Findings in page order, as `describeFinding` writes them. Empty for a good page. */
  readonly findings: readonly string[]
  /** The page after all fixes; null when the README shows none. */
  readonly fixed: string | null
}

/** Where an example page lives unless its block says `path=`. */
export const DEFAULT_PATH = 'content/job-families/example/practice-engineer.md'

const SECTIONS: ReadonlyMap<string, Example['kind']> = new Map([
  ['Good', 'good'],
  ['Bad', 'bad']
])
const FINDING = /^\d+:\d+-\d+:\d+ (?:error|warning|info) \S/

interface Block {
  readonly code: Code
  readonly line: number
  readonly kind: Example['kind']
  readonly role: 'page' | 'base' | 'fixed' | 'file' | 'options' | 'findings'
  readonly path: string | undefined
  readonly isNew: boolean
  readonly isDeleted: boolean
  /** How many times the page's text is written. */
  readonly times: number
}

/** @throws Error that names the line of the README and what the form asks for there. */
export function parseExamples(readme: string): Example[] {
  const blocks = readBlocks(fromMarkdown(readme))
  const examples: Example[] = []
  let start = 0
  while (start < blocks.length) {
    const stray = blocks[start]
    const page = blocks.findIndex((block, index) => index >= start && block.role === 'page')
    if (page === -1 || stray?.role === 'findings' || stray?.role === 'fixed') {
      throw fault(
        stray?.line ?? 0,
        'this block belongs to no page: files, base and options stand above it, the rest below'
      )
    }
    let end = page + 1
    while (blocks[end]?.role === 'findings' || blocks[end]?.role === 'fixed') end += 1
    examples.push(toExample(blocks.slice(start, end)))
    start = end
  }
  return examples
}

function readBlocks(tree: Root): Block[] {
  const blocks: Block[] = []
  let kind: Example['kind'] | undefined
  for (const node of tree.children) {
    if (node.type === 'heading' && node.depth <= 2) kind = SECTIONS.get(textOf(node))
    if (node.type === 'code' && kind) blocks.push(readBlock(node, kind))
  }
  return blocks
}

function readBlock(code: Code, kind: Example['kind']): Block {
  const line = lineOf(code)
  const words = new Set((code.meta ?? '').split(' ').filter((word) => word !== ''))
  const file = takeValue(words, 'file')
  const path = takeValue(words, 'path')
  const isNew = words.delete('new')
  const isDeleted = words.delete('deleted')
  const repeat = takeValue(words, 'repeat')
  const named = [...words].join(' ')
  const key = file === undefined ? `${code.lang ?? ''} ${named}`.trim() : 'file'
  const roles: Readonly<Record<string, Block['role']>> = {
    markdown: 'page',
    'markdown base': 'base',
    'markdown fixed': 'fixed',
    'json options': 'options',
    text: 'findings',
    file: 'file'
  }
  const role = roles[key]
  if (role === undefined) throw fault(line, `no kind of block is called "${key}"; see rules/README.md`)
  if (role !== 'page' && (isNew || isDeleted || repeat !== undefined))
    throw fault(line, 'only the page itself has "new", "deleted" or "repeat="')
  if (role !== 'page' && role !== 'base' && path !== undefined)
    throw fault(line, 'only the page, and the page at base, have "path="')
  return {code, line, kind, role, path: file ?? path, isNew, isDeleted, times: Number(repeat ?? 1)}
}

function takeValue(words: Set<string>, name: string): string | undefined {
  const word = [...words].find((candidate) => candidate.startsWith(`${name}=`))
  if (word === undefined) return undefined
  words.delete(word)
  return word.slice(name.length + 1)
}

function toExample(blocks: readonly Block[]): Example {
  const one = (role: Block['role']): Block | undefined => {
    const [first, second] = blocks.filter((block) => block.role === role)
    if (second) throw fault(second.line, `a second "${role}" block for the same page`)
    return first
  }
  const page = one('page')
  if (!page) throw fault(blocks[0]?.line ?? 0, 'no page')
  if (blocks.some((block) => block.kind !== page.kind))
    throw fault(page.line, 'its blocks stand in two sections')
  const {base, findings, fixed, options} = {
    base: one('base'),
    findings: one('findings'),
    fixed: one('fixed'),
    options: one('options')
  }
  if (base && (page.isNew || page.isDeleted)) throw fault(page.line, 'a new or deleted page has no base')
  if (page.kind === 'good' && (findings ?? fixed))
    throw fault(page.line, 'a good page has no findings and no fix')
  if (page.kind === 'bad' && !findings)
    throw fault(page.line, 'a bad page is followed by a ```text block with its findings')
  return {
    kind: page.kind,
    line: page.line,
    path: page.path ?? DEFAULT_PATH,
    page: contentOf(page.code).repeat(page.times),
    base: page.isNew ? null : base && contentOf(base.code),
    basePath: base?.path ?? page.path ?? DEFAULT_PATH,
    isDeleted: page.isDeleted,
    files: new Map(
      blocks.filter((block) => block.role === 'file').map(({path = '', code}) => [path, contentOf(code)])
    ),
    options: options && JSON.parse(options.code.value),
    findings: findings ? readFindings(findings) : [],
    fixed: fixed ? contentOf(fixed.code) : null
  }
}

function readFindings({code, line}: Block): string[] {
  const findings = code.value.split('\n').filter((text) => text.trim() !== '')
  const strange = findings.find((text) => !FINDING.test(text))
  if (strange !== undefined) throw fault(line, `"${strange}" is not like "9:1-9:30 error What is wrong"`)
  if (findings.length === 0) throw fault(line, 'a bad page has at least one finding')
  return findings
}

function contentOf(code: Code): string {
  return code.value === '' ? '' : `${code.value}\n`
}

function lineOf(node: RootContent): number {
  return node.position?.start.line ?? 0
}

function fault(line: number, reason: string): Error {
  return new Error(`README.md:${line}: ${reason}`)
}
