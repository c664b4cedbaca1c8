/**
 * The preset for plain remark, `remark --use ladderlint/preset`: all rules that are on by default. Rules read the page's
 * text by themselves, so it needs no other plugin; `remark-lint` is for people's own lint rules beside it, whose messages
 * `<!--lint disable …-->` controls. Ours obey `<!-- ladderlint disable … -->`.
 */
import remarkLint from 'remark-lint'
import type {Plugin, Preset} from 'unified'
import {rules as all} from './index.ts'

const preset: Preset = {
  plugins: [remarkLint, ...all.filter((rule) => !rule.isOff).map((rule) => rule.plugin)]
}

export default preset

/** Every rule's plugin by the rule's name, to be set beside the preset: `[rules['gitlab-casing'], false]`, `[…, 'error']`. */
export const rules: Readonly<Record<string, Plugin<[unknown?]>>> = Object.fromEntries(
  // Of any tree: what the preset's types say needs no types of others but unified's.
  all.map(({name, plugin}) => [name, plugin as Plugin<[unknown?]>])
)
