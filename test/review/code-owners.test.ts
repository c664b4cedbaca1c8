import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import {ownersOf, parseCodeOwners} from '../../src/review/code-owners.ts'

const FAMILY = 'content/job-families/sales/engineer.md'

/** "section: owners" of each entry that asks for something. */
function asked(text: string, ...paths: string[]): string[] {
  return ownersOf(parseCodeOwners(text), paths).map(({section, owners, approvals, isOptional}) => {
    const count = approvals > 1 ? ` x${approvals}` : ''
    return `${section ?? '-'}: ${owners.join(' ')}${count}${isOptional ? ' optional' : ''}`
  })
}

describe('ownersOf', () => {
  it('takes the last pattern of each section that matches', () => {
    const text = `* @admin

[README Owners]
README.md @user1 @user2
internal/README.md @user4

[README other owners]
README.md @user3`
    expect(asked(text, 'README.md')).toEqual([
      '-: @admin',
      'README Owners: @user1 @user2',
      'README other owners: @user3'
    ])
    expect(asked(text, 'internal/README.md')).toEqual([
      '-: @admin',
      'README Owners: @user4',
      'README other owners: @user3'
    ])
  })

  it('asks the owners of a section for what names none of its own, on the heading of that section', () => {
    const text = `[Documentation] @docs-team
docs/
[Database] @database-team @agarcia
model/db/
config/db/setup.md @docs-team`
    expect(asked(text, 'docs/a.md', 'model/db/x.sql', 'config/db/setup.md')).toEqual([
      'Documentation: @docs-team',
      'Database: @database-team @agarcia',
      'Database: @docs-team'
    ])
  })

  it('reads how many must approve', () => {
    expect(asked(`[Sales][2] @sales\n*`, FAMILY)).toEqual(['Sales: @sales x2'])
    expect(asked(`[Sales][] @sales\n*`, FAMILY)).toEqual(['Sales: @sales'])
  })

  it('calls a section optional while all its headings do, and joins headings of one name', () => {
    expect(asked(`^[Sales] @sales\n*`, FAMILY)).toEqual(['Sales: @sales optional'])
    const both = `^[Sales]\n*.md @one\n[SALES]\ncontent/ @two`
    expect(asked(both, FAMILY)).toEqual(['Sales: @two'])
    expect(asked(both, 'a.md')).toEqual(['Sales: @one'])
  })

  it('takes excluded paths out of their section only, wherever the exclusion stands', () => {
    const text = `[People]\n!${FAMILY}\n* @people\n[Sales]\ncontent/job-families/sales/ @sales`
    expect(asked(text, FAMILY)).toEqual(['Sales: @sales'])
    expect(asked(text, 'a.md')).toEqual(['People: @people'])
  })

  it('knows users, groups, roles and addresses', () => {
    expect(asked('* @ada @group/with-nested/sub.group @@maintainers jane.doe@example.com', FAMILY)).toEqual([
      '-: @ada @group/with-nested/sub.group @@maintainers jane.doe@example.com'
    ])
  })

  it('asks nobody where an entry has no owner that could be one', () => {
    expect(asked('* ', FAMILY)).toEqual([])
    expect(asked('* nobody @@guest @', FAMILY)).toEqual([])
  })

  it('reads escaped spaces and number signs, and takes comments out', () => {
    const text = `# * @nobody
path\\ with\\ spaces/ @space-owner
\\#file.md @pound
*.txt\t@tab`
    expect(asked(text, 'a/path with spaces/x.md')).toEqual(['-: @space-owner'])
    expect(asked(text, '#file.md')).toEqual(['-: @pound'])
    expect(asked(text, 'a.txt')).toEqual(['-: @tab'])
  })

  it('asks each entry once, however many paths it matches', () => {
    expect(asked('*.md @docs', 'a.md', 'b.md')).toEqual(['-: @docs'])
  })

  it('agrees with reading section after section and entry after entry', () => {
    const pattern = fc.constantFrom(
      '*',
      '*.md',
      'content/',
      '/content/job-families/',
      'sales/*.md',
      '/a.md',
      'none'
    )
    const owners = fc.subarray(['@one', '@two', 'three@example.com'])
    const entry = fc.record({pattern, owners, isExclusion: fc.boolean()})
    const section = fc.record({
      defaults: owners,
      approvals: fc.constantFrom(0, 1, 3),
      isOptional: fc.boolean(),
      entries: fc.uniqueArray(entry, {selector: (one) => one.pattern, maxLength: 5})
    })
    fc.assert(
      fc.property(
        fc.array(section, {maxLength: 4}),
        fc.constantFrom(FAMILY, 'a.md', 'b/a.txt'),
        (sections, path) => {
          const text = sections.map((one, index) => {
            const heading = `${one.isOptional ? '^' : ''}[S${index}]${one.approvals ? `[${one.approvals}]` : ''} ${one.defaults.join(' ')}`
            const lines = one.entries.map(
              (each) => `${each.isExclusion ? '!' : ''}${each.pattern} ${each.owners.join(' ')}`
            )
            return [heading, ...lines].join('\n')
          })
          const expected = sections.flatMap((one, index) => {
            const matching = one.entries.filter((each) => MATCHING[path]?.includes(each.pattern))
            const last = matching.at(-1)
            if (!last || matching.some(({isExclusion}) => isExclusion)) return []
            const owning = last.owners.length > 0 ? last.owners : one.defaults
            if (owning.length === 0) return []
            const count = one.approvals > 1 ? ` x${one.approvals}` : ''
            return [`S${index}: ${owning.join(' ')}${count}${one.isOptional ? ' optional' : ''}`]
          })
          expect(asked(text.join('\n'), path)).toEqual(expected)
        }
      ),
      {numRuns: 500}
    )
  })

  it('always answers, whatever the text', () => {
    const text = fc.string({
      unit: fc.constantFrom('[', ']', '^', '!', '@', '*', '/', '\\', ' ', '\n', 'a', '2', '#')
    })
    fc.assert(fc.property(text, (content) => Array.isArray(asked(content, FAMILY))))
  })
})

/** Which of the patterns of the property match which path, by hand. */
const MATCHING: Record<string, string[]> = {
  [FAMILY]: ['*', '*.md', 'content/', '/content/job-families/', 'sales/*.md'],
  'a.md': ['*', '*.md', '/a.md'],
  'b/a.txt': ['*']
}
