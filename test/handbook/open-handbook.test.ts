import fc from 'fast-check'
import {describe, expect, it} from 'vitest'
import type {Resolution} from '../../src/handbook/handbook.ts'
import {openMemorySnapshot} from '../../src/handbook/memory-snapshot.ts'
import {openFolderHandbook, openHandbook} from '../../src/handbook/open-handbook.ts'
import {createPageCache} from '../../src/handbook/page-cache.ts'
import {counted} from './counted.ts'
import {temporaryFolder, writeTree} from './trees.ts'

const COOK = '---\ntitle: "Cook"\n---\n\n## Levels\n\n### Senior Cook\n\n### Staff Cook\n'
const HUGO_PAGE = 'content/job-families/kitchen/cook.md'
const HUGO: Record<string, string> = {
  [HUGO_PAGE]: COOK,
  'content/job-families/kitchen/chef.md': '---\ntitle: "Chef"\n---\n\n## Head Chef, Cold & Warm\n',
  'content/job-families/kitchen/_index.md': '---\ntitle: "Kitchen"\n---\n',
  'content/job-families/_index.md': '---\ntitle: "Families"\n---\n',
  'content/job-families/cellar/wine-steward.md': '---\ntitle: "Wine Steward"\n---\n',
  'content/handbook/_index.md': '---\ntitle: "Handbook"\n---\n\n## Start\n',
  'content/handbook/hiring/_index.md':
    '---\ntitle: "Hiring"\naliases:\n  - /handbook/vacancies/\n---\n\n## Screening Call\n',
  'content/handbook/UN Global Compact.md': '---\ntitle: "Compact"\n---\n\n## Rule\n',
  'content/handbook/indicators.md':
    '---\ntitle: "Indicators"\n---\n\n## Known\n\n{{% performance-indicators "x" %}}\n'
}
const MIDDLEMAN_PAGE = 'sites/uncategorized/source/job-families/kitchen/cook/index.html.md'
const MIDDLEMAN: Record<string, string> = {
  [MIDDLEMAN_PAGE]: COOK,
  'sites/uncategorized/source/job-families/kitchen/Head-Chef/index.html.md.erb':
    '---\ntitle: "Chef"\n---\n\n## Chef\n',
  'sites/uncategorized/source/job-families/cellar/wine-steward/index.html.md': '---\ntitle: "Wine"\n---\n',
  'sites/uncategorized/source/jobs/index.html.haml': '%h1 Jobs',
  'sites/handbook/source/handbook/index.html.md': '---\ntitle: "Handbook"\n---\n\n## Start\n',
  'sites/handbook/source/handbook/hiring/index.html.md.erb': '## Hiring\n\n<%= partial("x") %>\n',
  'sites/handbook/source/handbook/knives.html.md': '## Knives\n'
}

function hugo(changes: Record<string, string> = {}) {
  const handbook = openHandbook(openMemorySnapshot({...HUGO, ...changes}))
  return (url: string, path = HUGO_PAGE) => handbook.resolve(url, path)
}

function middleman(changes: Record<string, string> = {}) {
  const handbook = openHandbook(openMemorySnapshot({...MIDDLEMAN, ...changes}))
  return (url: string, path = MIDDLEMAN_PAGE) => handbook.resolve(url, path)
}

/** A resolution in few words, so that tables stay readable. */
function told(resolution: Resolution): string {
  if (resolution.kind === 'no-page') return `no page, near ${resolution.nearest}`
  if (resolution.kind !== 'page') return resolution.kind
  const {path, redirect, anchor} = resolution
  const place = anchor ? ` #${anchor.id} ${anchor.state}` : ''
  const near = anchor?.state === 'missing' ? `, near ${anchor.nearest}` : ''
  return `${redirect ? `redirected to ${redirect.to}: ` : ''}${path.replace(/^.*?(?:content|source)\//, '')}${place}${near}`
}

describe('Handbook.resolve on a Hugo site', () => {
  it.each([
    ['/job-families/kitchen/chef/', 'job-families/kitchen/chef.md'],
    ['/job-families/kitchen/chef', 'job-families/kitchen/chef.md'],
    ['/job-families/kitchen/', 'job-families/kitchen/_index.md'],
    ['/handbook/un-global-compact/#rule', 'handbook/UN Global Compact.md #rule exists'],
    ['../chef/', 'job-families/kitchen/chef.md'],
    ['https://handbook.gitlab.com/handbook/#start', 'handbook/_index.md #start exists'],
    ['https://about.gitlab.com/handbook/hiring/', 'handbook/hiring/_index.md'],
    ['https://about.gitlab.com/company/', 'external'],
    ['#senior-cook', 'job-families/kitchen/cook.md #senior-cook exists'],
    ['#', 'job-families/kitchen/cook.md'],
    ['#Senior-Cook', 'job-families/kitchen/cook.md #Senior-Cook missing, near senior-cook'],
    ['#staff-cook/', 'job-families/kitchen/cook.md #staff-cook/ missing, near staff-cook'],
    ['#apprentice', 'job-families/kitchen/cook.md #apprentice missing, near null'],
    [
      '/job-families/kitchen/chef/#head-chef-cold--warm',
      'job-families/kitchen/chef.md #head-chef-cold--warm exists'
    ],
    ['/handbook/indicators/#known', 'handbook/indicators.md #known exists'],
    ['/handbook/indicators/#other', 'handbook/indicators.md #other not-checked'],
    ['{{< ref "chef" >}}', 'job-families/kitchen/chef.md'],
    ['{{% ref "hiring#screening-call" %}}', 'handbook/hiring/_index.md #screening-call exists'],
    ['{{< ref "/handbook/hiring/_index.md" >}}', 'handbook/hiring/_index.md'],
    ['{{< relref "wine-steward" >}}', 'job-families/cellar/wine-steward.md'],
    ['{{< ref "nobody-knows" >}}', 'not-checked'],
    [
      '/handbook/vacancies/#screening-call',
      'redirected to /handbook/hiring/#screening-call: handbook/hiring/_index.md #screening-call exists'
    ],
    ['/job-families/kitchen/chefs/', 'no page, near /job-families/kitchen/chef/'],
    ['/Job-Families/Kitchen/Chef/', 'no page, near /job-families/kitchen/chef/'],
    ['/job-families/kitchen/wine-steward/', 'no page, near /job-families/cellar/wine-steward/'],
    ['/job-families/kitchen/baker/', 'no page, near null'],
    ['/images/cook.png', 'not-checked'],
    ['cook.png', 'not-checked'],
    ['chef.md', 'not-checked'],
    ['', 'no page, near null'],
    ['senior-cook', 'no page, near #senior-cook'],
    ['(/handbook/hiring/', 'no page, near /handbook/hiring/'],
    ['handbook.gitlab.com/handbook/hiring/', 'no page, near /handbook/hiring/']
  ])('says of %j: %s', async (url, expected) => {
    expect(told(await hugo()(url))).toBe(expected)
  })

  it('follows the redirects of GitLab Pages, chains included, to the end', async () => {
    const resolve = hugo({
      'layouts/index.redirects':
        '/old/* /older/:splat 301\n/older/chef/ /job-families/kitchen/chef/ 301\n/a /b\n/b /a\n',
      'static/_redirects': '/away https://example.com/ 301\n'
    })
    expect(await resolve('/old/chef/#x')).toMatchObject({
      kind: 'page',
      url: '/job-families/kitchen/chef/',
      redirect: {from: '/old/chef/', to: '/job-families/kitchen/chef/#x'}
    })
    expect((await resolve('/a')).kind).toBe('not-checked')
    expect((await resolve('/away')).kind).toBe('external')
  })

  it('leaves a list that Hugo makes by itself unchecked', async () => {
    const {'content/job-families/_index.md': _, ...files} = HUGO
    const handbook = openHandbook(openMemorySnapshot(files))
    expect((await handbook.resolve('/job-families/', HUGO_PAGE)).kind).toBe('not-checked')
  })

  it('leaves pages that Hugo makes from data unchecked', async () => {
    const resolve = hugo({'content/handbook/hiring/_content.gotmpl': '{{ .AddPage }}'})
    expect((await resolve('/handbook/hiring/made/')).kind).toBe('not-checked')
  })
})

describe('Handbook.resolve on a Middleman site', () => {
  it.each([
    [
      '/job-families/kitchen/Head-Chef/#chef',
      'job-families/kitchen/Head-Chef/index.html.md.erb #chef exists'
    ],
    ['/job-families/kitchen/head-chef/', 'no page, near /job-families/kitchen/Head-Chef/'],
    [
      'https://about.gitlab.com/job-families/kitchen/cook/#levels',
      'job-families/kitchen/cook/index.html.md #levels exists'
    ],
    ['/handbook/index.html#start', 'handbook/index.html.md #start exists'],
    ['/handbook/knives.html#knives', 'handbook/knives.html.md #knives exists'],
    ['/handbook/knives/', 'handbook/knives.html.md'],
    ['/handbook/hiring/#interviews', 'handbook/hiring/index.html.md.erb #interviews not-checked'],
    ['/jobs/#apply', 'jobs/index.html.haml #apply not-checked'],
    ['#about-gitlab', 'job-families/kitchen/cook/index.html.md #about-gitlab exists'],
    ['#compensation', 'job-families/kitchen/cook/index.html.md #compensation exists'],
    ['https://about.gitlab.com/company/team/', 'not-checked'],
    ['/handbook/forks/', 'no page, near null']
  ])('says of %j: %s', async (url, expected) => {
    expect(told(await middleman()(url))).toBe(expected)
  })

  it('follows data/redirects.yml, and lets the target name its own fragment', async () => {
    const resolve = middleman({
      'data/redirects.yml':
        "- sources: /job-families/kitchen/chef\n  target: /job-families/kitchen/cook/#staff-cook\n  comp_op: '^~'\n"
    })
    expect(told(await resolve('/job-families/kitchen/chef/#x'))).toBe(
      'redirected to /job-families/kitchen/cook/#staff-cook: job-families/kitchen/cook/index.html.md #staff-cook exists'
    )
  })

  it('reads the jobs of 2016', async () => {
    const page = 'source/jobs/cook/index.html.md'
    const handbook = openHandbook(openMemorySnapshot({[page]: COOK, 'source/jobs/chef/index.html.md': COOK}))
    expect(told(await handbook.resolve('/jobs/chef/#levels', page))).toBe(
      'jobs/chef/index.html.md #levels exists'
    )
    expect(told(await handbook.resolve('/jobs/baker/', page))).toBe('no page, near null')
    expect((await handbook.resolve('/handbook/', page)).kind).toBe('not-checked')
  })
})

describe('Handbook.resolve where a tree is not whole', () => {
  const page = 'content/job-families/kitchen/cook.md'
  const kind = async (files: Record<string, string>, url: string, complete = true, from = page) =>
    (await openHandbook(openMemorySnapshot({[from]: COOK, ...files}, {complete})).resolve(url, from)).kind

  it('trusts the department that a family stands in, and no folder that is not there', async () => {
    expect(await kind({}, '/job-families/kitchen/baker/')).toBe('no-page')
    expect(await kind({}, '/job-families/kitchen/baker/', false)).toBe('no-page')
    expect(await kind({}, '/job-families/cellar/steward/')).toBe('not-checked')
    expect(await kind({}, '/handbook/hiring/')).toBe('not-checked')
  })

  it('does not trust a folder that has no page of its own', async () => {
    expect(await kind({'content/handbook/hiring/interviewing.md': ''}, '/handbook/hiring/offers/')).toBe(
      'not-checked'
    )
    const own = {'content/handbook/hiring/_index.md': '', 'content/handbook/hiring/interviewing.md': ''}
    expect(await kind(own, '/handbook/hiring/offers/')).toBe('no-page')
  })

  it('knows a whole handbook by its configuration and its first page, if the commit is whole', async () => {
    const whole = {'hugo.yaml': '', 'content/handbook/_index.md': ''}
    expect(await kind(whole, '/handbook/hiring/offers/')).toBe('no-page')
    expect(await kind(whole, '/handbook/hiring/offers/', false)).toBe('not-checked')
  })

  it('believes the list of families when it names a page that is not there, unless the tree is whole', async () => {
    const list = {
      'data/people_group/job_families.yml':
        '- title: Baker\n  description:\n  - /job-families/kitchen/baker/\n- title: C\n  description: /job-families/kitchen/cook\n- description: 7\n- x\n'
    }
    const many = Array.from({length: 9}, (_, n) => [`content/job-families/kitchen/f${n}.md`, ''])
    const listed = `${list['data/people_group/job_families.yml']}${many.map((_, n) => `- description: /job-families/kitchen/f${n}/\n`).join('')}`
    const tree = {...Object.fromEntries(many), 'data/people_group/job_families.yml': listed}
    expect(await kind(tree, '/job-families/kitchen/baker/')).toBe('not-checked')
    expect(await kind(tree, '/job-families/kitchen/butcher/')).toBe('no-page')
    const whole = {...tree, 'hugo.yaml': '', 'content/handbook/_index.md': ''}
    expect(await kind(whole, '/job-families/kitchen/baker/')).toBe('no-page')
  })

  it('checks nothing by absence where the list of families shows that many are missing', async () => {
    const listed = Array.from({length: 9}, (_, n) => `- description: /job-families/kitchen/f${n}/\n`).join('')
    const tree = {'data/people_group/job_families.yml': listed}
    expect(await kind(tree, '/job-families/kitchen/butcher/')).toBe('not-checked')
    expect(await kind(tree, '/job-families/kitchen/cooks/')).toBe('no-page')
  })

  it('checks nothing by absence in a folder whose pages link to many that are not there', async () => {
    const links = Array.from({length: 6}, (_, n) => `[x](/job-families/kitchen/f${n}/#y)`).join('\n')
    expect(await kind({'content/job-families/kitchen/chef.md': links}, '/job-families/kitchen/f1/')).toBe(
      'not-checked'
    )
  })

  it('knows a page for gone that an earlier state had', async () => {
    const earlier = openMemorySnapshot({[page]: COOK, 'content/job-families/cellar/steward.md': COOK})
    const handbook = openHandbook(openMemorySnapshot({[page]: COOK}), {earlier})
    expect((await handbook.resolve('/job-families/cellar/steward/', page)).kind).toBe('no-page')
  })

  it('checks nothing where there is no folder of pages', async () => {
    expect(await kind({}, '/job-families/kitchen/baker/', true, 'cook.md')).toBe('not-checked')
    expect(await kind({}, 'baker', true, 'cook.md')).toBe('not-checked')
    expect(await kind({}, '#levels', true, 'cook.md')).toBe('page')
  })
})

describe('Handbook.resolve', () => {
  it('takes slashes of either kind for the beginning of another host, as browsers do', async () => {
    for (const url of ['\\/', '\\\\', '\\/example.com/x/']) {
      expect(await hugo()(url)).toEqual({kind: 'external'})
    }
  })

  it('answers for any text', async () => {
    const own = hugo()
    const old = middleman()
    const part = fc.oneof(
      fc.string({unit: 'binary', maxLength: 12}),
      fc.constantFrom(
        '/',
        '..',
        '#',
        '?',
        '%',
        '%2F',
        '{{< ref "',
        '" >}}',
        'https://handbook.gitlab.com',
        'job-families/',
        'kitchen',
        '<%=',
        '\\',
        '(',
        '\n'
      )
    )
    const url = fc.array(part, {maxLength: 8}).map((parts) => parts.join(''))
    const path = fc.oneof(fc.constantFrom(HUGO_PAGE, MIDDLEMAN_PAGE, 'x.md', '', '/x', '../x'), fc.string())
    await fc.assert(
      fc.asyncProperty(url, path, async (written, from) => {
        expect((await own(written, from)).kind).toMatch(/./)
        expect((await old(written, from)).kind).toMatch(/./)
      }),
      {numRuns: 500}
    )
  })

  it('lists a folder once for all links into it, and reads a page once for all its anchors', async () => {
    const {snapshot, listed, read} = counted(openMemorySnapshot(HUGO))
    const handbook = openHandbook(snapshot)
    const urls = Array.from({length: 10}, (_, n) => `/job-families/kitchen/chef/#a${n}`)
    await Promise.all(urls.map((url) => handbook.resolve(url, HUGO_PAGE)))
    for (const url of urls) await handbook.resolve(url, HUGO_PAGE)
    expect(listed).toEqual(['content/job-families/kitchen'])
    expect(read).toEqual(['content/job-families/kitchen/chef.md'])
  })

  it('searches for an alias only over a network, and only of a page that is not there', async () => {
    const {snapshot, searched} = counted(openMemorySnapshot({...HUGO, 'hugo.yaml': ''}), false)
    const handbook = openHandbook(snapshot)
    expect(told(await handbook.resolve('/handbook/vacancies/', HUGO_PAGE))).toContain(
      'handbook/hiring/_index.md'
    )
    expect((await handbook.resolve('/handbook/nowhere/', HUGO_PAGE)).kind).toBe('no-page')
    await handbook.resolve('/handbook/hiring/', HUGO_PAGE)
    expect(searched).toEqual(['/handbook/vacancies', '/handbook/nowhere'])
  })

  it('reads no page for a link without a fragment', async () => {
    const {snapshot, read} = counted(openMemorySnapshot(HUGO))
    await openHandbook(snapshot).resolve('/job-families/kitchen/chef/', HUGO_PAGE)
    expect(read).toEqual([])
  })
})

describe('Handbook.page', () => {
  it('reads a page, and nothing where there is none', async () => {
    const handbook = openHandbook(openMemorySnapshot({...HUGO, 'content/x.md': 'a\0b'}))
    expect((await handbook.page(HUGO_PAGE))?.family.title).toBe('Cook')
    expect(await handbook.page('content/job-families/kitchen/baker.md')).toBeUndefined()
    expect((await handbook.page('content/x.md'))?.unread?.reason).toBe(
      'it is a binary file, not text in UTF-8'
    )
    expect(await handbook.page('../x.md')).toBeUndefined()
  })

  it('parses the same bytes at the same path once, whichever handbook asks', async () => {
    const cache = createPageCache({maxEntries: 10})
    const first = await openHandbook(openMemorySnapshot(HUGO), {cache}).page(HUGO_PAGE)
    const {snapshot, read} = counted(openMemorySnapshot(HUGO))
    const second = openHandbook(snapshot, {cache})
    expect(await second.page(HUGO_PAGE)).toBe(first)
    expect(read).toEqual([])
  })

  it('parses another text anew', async () => {
    const cache = createPageCache({maxEntries: 10})
    await openHandbook(openMemorySnapshot(HUGO), {cache}).page(HUGO_PAGE)
    const changed = openHandbook(openMemorySnapshot({...HUGO, [HUGO_PAGE]: COOK.replace('Cook', 'Baker')}), {
      cache
    })
    expect((await changed.page(HUGO_PAGE))?.family.title).toBe('Baker')
  })
})

describe('Handbook.urlOf', () => {
  it('gives the URL of a page and none for another file', () => {
    const handbook = openHandbook(openMemorySnapshot({}))
    expect(handbook.urlOf(HUGO_PAGE)).toBe('/job-families/kitchen/cook/')
    expect(handbook.urlOf('data/redirects.yml')).toBeUndefined()
  })
})

describe('openFolderHandbook', () => {
  it('reads the folder on disk', async () => {
    const root = temporaryFolder()
    writeTree(root, HUGO)
    const handbook = openFolderHandbook(root)
    expect(told(await handbook.resolve('/job-families/kitchen/chefs/', HUGO_PAGE))).toBe(
      'no page, near /job-families/kitchen/chef/'
    )
    expect((await handbook.page(HUGO_PAGE))?.path).toBe(HUGO_PAGE)
  })
})
