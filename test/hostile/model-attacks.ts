/**
 * Attacks on what is made of a page: far too many levels, grades, links, and names that mean something to a program.
 */
import {type Attacks, body, fill, series} from './attack.ts'

export const modelAttacks: Attacks = {
  'thousands of levels': body(
    (size) =>
      `## Levels\n\n${series((index) => `### Senior Pilot ${index}\n\nThe Senior Pilot ${index} is a grade ${index % 16}.\n\n`, size)}`
  ),
  'thousands of equal levels': body(
    (size) => `## Levels\n\n${fill('### Senior Pilot\n\n- Steer\n\n', size)}`
  ),
  'thousands of levels that repeat one another': body(
    (size) =>
      `## Levels\n\n${series((index) => `### ${['Junior', 'Senior', 'Staff'][index % 3]} Pilot\n\n- Steer a ship\n- Moor a ship\n- Extends the Pilot ${index}\n\n`, size)}`
  ),
  'levels in sentences': body((size) =>
    series((index) => `The X${index} Pilot is a grade ${index % 12}, and `, size)
  ),
  'levels in a table and nowhere else': body(
    (size) =>
      `## Levels\n\n| Level | Grade |\n|---|---|\n${series((index) => `| [Senior Pilot ${index}](#p${index}) | Grade 7 | dropped |\n`, size)}`
  ),
  'headings of all depths in turn': body((size) =>
    series((index) => `${'#'.repeat(((index * 5) % 6) + 1)} Level ${index}\n`, size)
  ),
  'sections of every purpose': body((size) =>
    fill(
      '## Responsibilities\n## Requirements\n## Job Grade\n## Career Ladder\n## Performance Indicators\n## Hiring Process\n',
      size
    )
  ),
  'grades beyond counting': body((size) => `The Senior Pilot is a grade ${'9'.repeat(size)}.`),
  'grades of every kind': body((size) =>
    fill('is a grade -7, 7.5.5, 07, 7e9, 0x7, 7/8/9/10, 6 to 12 or 99999999. ', size)
  ),
  'grades in one sentence': body((size) => `The Pilot is a grade 7${fill(', 8 or a grade 9', size)}`),
  'sentences of grades': body((size) =>
    fill(
      'The Senior Pilot is a [grade 7](/handbook/total-rewards/compensation/compensation-calculator/#gitlab-job-grades). ',
      size
    )
  ),
  'next steps': body((size) => `## Career Ladder\n\n${fill('The next step for the Pilot is ', size)}`),
  'ladder links to everywhere': body(
    (size) =>
      `## Career Ladder\n\n${series((index) => `- [Next](/job-families/delivery/p${index}/#senior-${index})\n`, size)}`
  ),
  'ladder links to itself': body(
    (size) => `## Career Ladder\n\n${fill('- [Pilot](/job-families/delivery/target/)\n', size)}`
  ),
  'links to everywhere': body((size) =>
    series((index) => `[a${index}](/handbook/x${index}/y/#z${index})\n\n`, size)
  ),
  'links into depth': body((size) => `[a](/${fill('x/', Math.min(size, 100_000))})`),
  'links up and out': body((size) =>
    fill(`[a](${'../'.repeat(40)}etc/passwd) [b](..%2f..%2fetc/passwd) [c](/%2e%2e/%2e%2e/x)\n\n`, size)
  ),
  'percent-encoding': body((size) =>
    fill(`[a](/handbook/${'%25'.repeat(60)}) [b](/handbook/%E0%A4%A) [c](#%C3%28%00)\n\n`, size)
  ),
  'an address of a megabyte': body((size) => `[a](/handbook/${'x'.repeat(size)})`),
  'an anchor of a megabyte': body((size) => `[a](#${fill('senior-', size)})\n\n## Senior\n`),
  'anchors that almost exist': body(
    (size) =>
      `${series((index) => `## Pilot number ${index}\n`, size / 2)}\n${series((index) => `[x](#pilot-numbre-${index}) `, size / 2)}`
  ),
  'addresses of every scheme': body((size) =>
    fill(
      '[a](javascript:alert(1)) [b](data:text/html,x) [c](//evil.example) [d](\\\\evil) [e](https:evil) [f](file:///etc/passwd)\n\n',
      size
    )
  ),
  'shortcodes as addresses': body((size) =>
    fill('[a]({{< ref "../../../x.md#y" >}}) [b]({{% relref "" %}})\n\n', size)
  ),
  'absolute links to the handbook': body((size) =>
    fill(
      '[a](https://about.gitlab.com/handbook/x/) and [b](https://handbook.gitlab.com/job-families/y/)\n\n',
      size
    )
  ),
  'manager after manager': body((size) =>
    fill('The Pilot reports to the [Master](/job-families/x/), who reports to ', size)
  ),
  'words of a vacancy': body((size) =>
    fill(
      'You will be an exciting opportunity: we are looking for a rockstar with 5 years of experience. He writes his Gitlab. ',
      size
    )
  ),
  'left-over placeholders': body((size) => fill('{add text} grade # CHANGEME TODO {Senior X} ', size)),
  'names that every object has': body((size) =>
    fill(
      '### __proto__\n\nis a grade 7\n\n### constructor (Grade 8)\n\n[toString](#hasownproperty) [valueOf](/__proto__/constructor/)\n\n',
      size
    )
  ),
  'quick actions and mentions': body((size) =>
    fill('### /approve @all\n\n/close\n\n@root #1 !1 ~bug </details> <!-- ladderlint:v1 e30= 0 -->\n\n', size)
  ),
  'markers of ours': body((size) =>
    fill(
      '<!-- ladderlint:v1 eyJraW5kIjoic3VtbWFyeSJ9 0.0 -->\n\n### Senior <!-- ladderlint:v1 e30= 0 --> Pilot\n\n',
      size
    )
  ),
  'bold headings': body((size) => fill('## **Senior *Pilot***\n\n**Levels**\n\n__Grade__\n\n', size)),
  'exported escapes': body((size) => fill('### 1\\.2\\) Senior\\-Pilot \\(Grade 5\\)\n\n', size)),
  abbreviations: body((size) =>
    series((index) => `## Pilot Of Ships (POS) ${index}\n## POS ${fill('POS ', 200)}\n`, size)
  ),
  'many kinds of findings at once': body((size) =>
    series(
      (index) =>
        `### Intermediate Sr. Pilot ${index} \u00e2\u20ac\u201c (level 7)\n\n- Gitlab in https://about.gitlab.com/handbook/h${index}/\nclosing words.\n\nis a grade 7 depending on seniority, see [here](#nowhere-${index})\n\n`,
      size
    )
  )
}
