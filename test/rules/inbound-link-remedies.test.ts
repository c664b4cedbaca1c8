import {describe, expect, it} from 'vitest'
import {applyFixes} from '../../rules/apply-fixes.ts'
import type {Finding, Remedy} from '../../rules/finding.ts'
import {aliasEdit} from '../../rules/inbound-link/alias-edit.ts'
import {redirectEdit} from '../../rules/inbound-link/redirect-edit.ts'
import rule from '../../rules/inbound-link/rule.ts'
import {type Around, checkText} from './check-text.ts'

const URL = '/job-families/tools/parts/'
const ADDRESS = '/job-families/spares/parts/'

async function withAlias(text: string, address = ADDRESS): Promise<string | null> {
  const edit = await aliasEdit(text, URL, address)
  return edit && applyFixes(text, [{edits: [edit]}]).text
}

describe('aliasEdit', () => {
  it.each([
    ['title: Parts', `title: Parts\naliases: [${ADDRESS}]`],
    ['title: Parts\nlayout: x', `title: Parts\naliases: [${ADDRESS}]\nlayout: x`],
    ['title: >\n  Parts\nlayout: x', `aliases: [${ADDRESS}]\ntitle: >\n  Parts\nlayout: x`],
    ['layout: x', `layout: x\naliases: [${ADDRESS}]`],
    ['aliases: []', `aliases: [${ADDRESS}]`],
    ['aliases: [/a/]', `aliases: [${ADDRESS}, /a/]`],
    ['aliases: ["/a/", \'/b/\'] # old', `aliases: [${ADDRESS}, "/a/", '/b/'] # old`],
    ['aliases: [\n  "/a/",\n  "/b/"\n]', `aliases: [${ADDRESS},\n  "/a/",\n  "/b/"\n]`],
    ['aliases:\n- /a/\n- /b/', `aliases:\n- ${ADDRESS}\n- /a/\n- /b/`],
    ['aliases:\n  # old\n  - "/a/"\ntitle: x', `aliases:\n  # old\n  - ${ADDRESS}\n  - "/a/"\ntitle: x`],
    ['aliases: /a/\ntitle: x', `aliases: [${ADDRESS}, /a/]\ntitle: x`]
  ])('adds the address to %j', async (yaml, expected) => {
    expect(await withAlias(`---\n${yaml}\n---\n\nText\n`)).toBe(`---\n${expected}\n---\n\nText\n`)
    const crlf = (text: string) => `---\n${text}\n---`.replaceAll('\n', '\r\n')
    expect(await withAlias(crlf(yaml))).toBe(crlf(expected))
  })

  it.each([
    ['no front matter', 'Text\n'],
    ['front matter that nothing closes', '---\ntitle: x\n\nText\n'],
    ['YAML that cannot be read', '---\ntitle: "x\n---\n'],
    ['a mapping in braces', '---\n{title: x}\n---\n'],
    ['aliases under another key of that name', '---\nAliases: [/a/]\n---\n'],
    ['aliases that are a mapping', '---\naliases: {a: /a/}\n---\n'],
    ['aliases that point elsewhere', '---\nold: &old [/a/]\naliases: *old\n---\n'],
    ['TOML', '+++\ntitle = "x"\n+++\n']
  ])('leaves %s alone', async (_what, text) => {
    expect(await withAlias(text)).toBeNull()
  })

  it('writes no address that YAML could take for something else', async () => {
    expect(await withAlias('---\ntitle: x\n---\n', '/a]: &x %20/')).toBeNull()
  })
})

describe('redirectEdit', () => {
  const ENTRY = `- sources:\n  - /job-families/spares/parts\n  - ${ADDRESS}\n  target: ${URL}\n  comp_op: '='`
  const OTHER = "- sources:\n  - /a/\n  target: /b/\n  comp_op: '='"

  it.each([
    ['behind the last entry', `${OTHER}\n`, `${OTHER}\n${ENTRY}\n`],
    ['above empty lines at the end', `${OTHER}\n\n\n`, `${OTHER}\n${ENTRY}\n\n\n`],
    ['behind an unfinished line', OTHER, `${OTHER}\n${ENTRY}`]
  ])('adds an entry %s', async (_where, text, expected) => {
    const edit = await redirectEdit(text, ADDRESS, URL)
    expect(edit && applyFixes(text, [{edits: [edit]}]).text).toBe(expected)
  })

  it.each([['sources: {'], ['- sources: [/job-families/spares/parts/]\n  target: /c/\n...\n'], ['{}\n']])(
    'leaves %j alone',
    async (text) => {
      expect(await redirectEdit(text, ADDRESS, URL)).toBeNull()
    }
  )
})

const PAGE = '---\ntitle: Parts\n---\n\n## Levels\n\n### Senior Parts Engineer\n\n### Staff Parts Engineer\n'
const HUGO = {old: 'content/job-families/spares/parts.md', path: 'content/job-families/tools/parts.md'}
const SITE = 'sites/uncategorized/source/job-families'
const MIDDLEMAN = {old: `${SITE}/spares/parts/index.html.md`, path: `${SITE}/tools/parts/index.html.md`}

/** The files that a remedy changes, as they are then. */
function applied({files}: Remedy, texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    files.map(({path, edits}) => [path, applyFixes(texts[path] ?? '', [{edits}]).text])
  )
}

async function remediesOf(text: string, around: Around) {
  const findings: readonly Finding[] = await checkText(rule, text, around)
  return findings.flatMap(({parts}) => parts.flatMap(({remedies}) => remedies ?? []))
}

describe('the remedies of inbound-link', () => {
  it('are the alias and the links, for a page that moves', async () => {
    const files = {'content/a.md': `[x](${ADDRESS}#levels) and <https://handbook.gitlab.com${ADDRESS}>\n`}
    const around = {path: HUGO.path, base: PAGE, basePath: HUGO.old, files}
    const [alias, links, ...others] = await remediesOf(PAGE, around)
    expect(others).toEqual([])
    expect(alias).toMatchObject({isFix: true, files: [{path: HUGO.path}]})
    expect(links && applied(links, files)).toEqual({
      'content/a.md': `[x](${URL}#levels) and <https://handbook.gitlab.com${URL}>\n`
    })
  })

  it('are the redirect and the links, where the site has redirects', async () => {
    const files = {
      'data/redirects.yml': '- sources: /a/\n  target: /b/\n',
      'data/team.yml': `url: ${ADDRESS}\n`
    }
    const around = {path: MIDDLEMAN.path, base: PAGE, basePath: MIDDLEMAN.old, files}
    const [redirect, links] = await remediesOf(PAGE, around)
    expect(redirect && applied(redirect, files)['data/redirects.yml']).toContain(`target: ${URL}\n`)
    expect(links && applied(links, files)).toEqual({'data/team.yml': `url: ${URL}\n`})
  })

  it('are the links alone, where the site has none', async () => {
    const files = {'data/team.yml': `url: ${ADDRESS}\n`}
    const around = {path: MIDDLEMAN.path, base: PAGE, basePath: MIDDLEMAN.old, files}
    expect((await remediesOf(PAGE, around)).map(({label}) => label)).toEqual([
      'Lead the links to the new address'
    ])
  })

  it('take links to a deleted page away, and lead its address to one of its name', async () => {
    const heir = 'content/job-families/tools/parts-engineering.md'
    const files = {
      'content/a.md': '- [Parts](/job-families/spares/parts-engineering/#levels) of all kinds\n',
      'data/anna.yml': 'role: <a href="/job-families/spares/parts-engineering/">Parts</a>\n',
      [heir]: PAGE
    }
    const around = {path: 'content/job-families/spares/parts-engineering.md', isDeleted: true, files}
    const [alias, words, ...others] = await remediesOf(PAGE, around)
    expect(others).toEqual([])
    expect(alias && applied(alias, files)[heir]).toContain(
      'aliases: [/job-families/spares/parts-engineering/]'
    )
    expect(words && applied(words, files)).toEqual({
      'content/a.md': '- Parts of all kinds\n',
      'data/anna.yml': 'role: Parts\n'
    })
  })

  it('are none where a link to a deleted page has no words of its own', async () => {
    const files = {'content/a.md': `[x](${ADDRESS})\n`, 'data/b.yml': `url: ${ADDRESS}\n`}
    expect(await remediesOf(PAGE, {path: HUGO.old, isDeleted: true, files})).toEqual([])
  })

  it('are none where more files link than a patch should hold', async () => {
    const names = Array.from({length: 21}, (_, index) => `content/${index}.md`)
    const files = Object.fromEntries(names.map((name) => [name, `[x](${ADDRESS})\n`]))
    expect(await remediesOf(PAGE, {path: HUGO.old, isDeleted: true, files})).toEqual([])
  })

  it('keep the old id on the one heading that took the place of another, or lead the links there', async () => {
    const files = {'content/a.md': `[x](${ADDRESS}#senior-parts-engineer) [y](${ADDRESS}#levels)\n`}
    const renamed = PAGE.replace('### Senior Parts Engineer', '### Parts Engineer, Senior')
    const [kept, links] = await remediesOf(renamed, {path: HUGO.old, base: PAGE, files})
    expect(kept && applied(kept, {[HUGO.old]: renamed})[HUGO.old]).toContain(
      '### Parts Engineer, Senior {#senior-parts-engineer}\n'
    )
    expect(links && applied(links, files)).toEqual({
      'content/a.md': `[x](${ADDRESS}#parts-engineer-senior) [y](${ADDRESS}#levels)\n`
    })
  })

  it.each([
    ['a heading that only went', PAGE.replace('### Senior Parts Engineer\n\n', '')],
    ['two headings that changed side by side', PAGE.replace('Senior', 'Top').replace('Staff', 'Best')],
    ['a heading of another depth', PAGE.replace('### Senior Parts', '## Top Parts')]
  ])('lead to the page as a whole for %s', async (_what, text) => {
    const files = {'content/a.md': `[x](${ADDRESS}#senior-parts-engineer)\n`}
    const [links, ...others] = await remediesOf(text, {path: HUGO.old, base: PAGE, files})
    expect(others).toEqual([])
    expect(links && applied(links, files)).toEqual({'content/a.md': `[x](${ADDRESS})\n`})
  })

  it.each([
    ['has an id already', '### Top Parts Engineer {#top}'],
    ['is closed with signs', '### Top Parts Engineer ###']
  ])('write no id on a heading that %s', async (_what, heading) => {
    const files = {'content/a.md': `[x](${ADDRESS}#senior-parts-engineer)\n`}
    const text = PAGE.replace('### Senior Parts Engineer', heading)
    const [links, ...others] = await remediesOf(text, {path: HUGO.old, base: PAGE, files})
    expect([links?.label, others]).toEqual(['Lead the links to the new heading', []])
  })

  it('write no id where others link to the new one already', async () => {
    const files = {
      'content/a.md': `[x](${ADDRESS}#senior-parts-engineer)\n`,
      'content/b.md': `[x](${ADDRESS}#top-parts-engineer)\n`
    }
    const text = PAGE.replace('Senior', 'Top')
    const labels = (await remediesOf(text, {path: HUGO.old, base: PAGE, files})).map(({label}) => label)
    expect(labels).toEqual(['Lead the links to the new heading'])
  })
})
