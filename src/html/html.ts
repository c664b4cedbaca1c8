/**
 * HTML as a value: what is put into a template is escaped, unless it is such a value itself.
 */

export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

export type Content = Html | string | number | null | false | readonly Content[]

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;'
}

export function html(strings: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return new Html(String.raw({raw: strings}, ...contents.map(toText)))
}

function toText(content: Content): string {
  if (content === null || content === false) return ''
  if (content instanceof Html) return content.text
  if (typeof content === 'object') return content.map(toText).join('')
  return String(content).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '')
}
