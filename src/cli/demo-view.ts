/**
 * What the demo prints: the review as a person would read it on the merge request, for a terminal.
 */
import {createColors} from 'picocolors'
import type {Terminal} from '../config/terminal.ts'
import type {Discussion, Note} from '../sandbox/review/discussion.ts'
import type {Status} from '../sandbox/state.ts'

export interface DemoView {
  /** The next numbered line of the story. */
  step(text: string): void
  /** All that the bot said: threads by line, the summary, the status. */
  review(discussions: readonly Discussion[], statuses: readonly Status[], bot: number): void
  /** Only which threads are open and which are resolved. */
  threads(discussions: readonly Discussion[], statuses: readonly Status[], bot: number): void
}

export function createDemoView(out: {write(text: string): unknown}, {colour}: Terminal): DemoView {
  const {bold, cyan, dim, green, red, yellow} = createColors(colour)
  let steps = 0

  function print(text: string): void {
    out.write(`${text}\n`)
  }

  function printStatus(statuses: readonly Status[]): void {
    for (const {name, state, description} of statuses) {
      print(`   ${state === 'success' ? green('✔') : red('✘')} ${bold(name)}: ${state}, ${description}\n`)
    }
  }

  function printThread(note: Note): void {
    print(`   ${cyan(placeOf(note))}`)
    print(`${indented(coloured(visible(note.body)))}\n`)
  }

  function coloured(text: string): string {
    return text
      .replace(/^\*\*(Error|Warning):\*\*/gm, (_whole, word: string) =>
        (word === 'Error' ? red : yellow)(`${word}:`)
      )
      .replace(/^(`{3,})suggestion(\S*)\n([\s\S]*?)\n\1$/gm, (_whole, _fence, _range, lines: string) => {
        return lines.replace(/^/gm, '+ ').split('\n').map(green).join('\n')
      })
      .replace(/^Why: .*$/gm, dim)
  }

  return {
    step(text) {
      steps += 1
      print(`${bold(`${steps}.`)} ${text}\n`)
    },
    review(discussions, statuses, bot) {
      const {threads, comments} = said(discussions, bot)
      for (const thread of threads) printThread(thread)
      for (const comment of comments) print(`${indented(coloured(visible(comment.body)))}\n`)
      printStatus(statuses)
    },
    threads(discussions, statuses, bot) {
      const {threads, comments} = said(discussions, bot)
      for (const note of threads) {
        const mark = note.resolvedAt ? green('✔ resolved') : yellow('● open    ')
        print(`   ${mark}  ${cyan(placeOf(note))}  ${firstLine(note.body)}`)
      }
      print('')
      for (const comment of comments) print(indented(firstLine(comment.body)))
      printStatus(statuses)
    }
  }
}

function said(discussions: readonly Discussion[], bot: number): {threads: Note[]; comments: Note[]} {
  const own = discussions.flatMap(({notes}) => notes.filter(({authorId}) => authorId === bot))
  return {
    threads: own.filter(({position}) => position).sort((a, b) => lineOf(a) - lineOf(b)),
    comments: own.filter(({position}) => !position)
  }
}

function lineOf({position}: Note): number {
  return position?.new_line ?? position?.old_line ?? 0
}

function placeOf(note: Note): string {
  const line = lineOf(note)
  const path = note.position?.new_path ?? ''
  return line === 0 ? `${path} (whole file)` : `${path}:${line}`
}

/** The body as GitLab shows it: without the hidden marker, and with folded parts as one line. */
function visible(body: string): string {
  return body
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<details><summary>(.*?)<\/summary>[\s\S]*?<\/details>/g, '▸ $1')
    .replace(/```mermaid\n[\s\S]*?\n```/g, '▸ a picture of the ladder (drawn in the browser)')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function firstLine(body: string): string {
  return visible(body).split('\n', 1)[0]?.replace(/\*\*/g, '') ?? ''
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '   ')
}
