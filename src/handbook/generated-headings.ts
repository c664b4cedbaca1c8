/**
 * Whether a page may get headings that its file does not show: an include, a partial, data. Then a missing id is no
 * proof of a dead link.
 */
import type {Renderer} from '../page/heading-ids.ts'

/**
 * Shortcodes of Hugo, Docsy and the handbook that make no headings. A name that is not here may make some, like
 * `performance-indicators`, `include`, `product/categories` or `tech-stack`.
 */
const WITHOUT_HEADINGS = new RegExp(
  `^(?:${[
    'alert|audio|br|card|cardpane|comment|details|diagram|figure|gist|highlight|iframe|image|imgproc|img|instagram',
    'kroki|label|labels|link|mermaid|note|pageinfo|panel|param|ref|relref|qr|rawhtml|tab|tabpane|tabs|tooltip|tweet',
    'video|vimeo|x|youtube',
    // Tables, lists and names of people; embedded dashboards.
    '(?:member|team|group|stable-counterparts|tableau|slack|google|kaltura)[\\w/-]*'
  ].join('|')})$`
)
const SHORTCODE = /\{\{[<%]-?\s*\/?\s*([\w./-]+)/g
/** ERB tags; a comment (`<%#`) shows nothing, and a link or an image is no heading. */
const TALKING_ERB = /<%-?=?(?!\s*(?:#|link_to\b|image_tag\b|yield\b))/

/** @returns Why its ids cannot all be known, undefined when they can. */
export function generatedHeadings(path: string, text: string, renderer: Renderer): string | undefined {
  if (!/\.(?:md|markdown|md\.erb)$/.test(path)) return 'the page is not written in Markdown'
  if (renderer === 'goldmark') {
    for (const [, name = ''] of text.matchAll(SHORTCODE)) {
      if (!WITHOUT_HEADINGS.test(name)) return `the shortcode "${name}" may bring headings in`
    }
    return undefined
  }
  return path.endsWith('.erb') && TALKING_ERB.test(text) ? 'its ERB may bring headings in' : undefined
}
