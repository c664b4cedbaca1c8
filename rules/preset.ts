/**
 * The preset for plain remark, `remark --use ladderlint/preset`: all rules that are on by default. Rules read the page's
 * text by themselves, so it needs no other plugin; `remark-lint` is for people's own lint rules beside it, whose messages
 * `<!--lint disable …-->` controls. Ours obey `<!-- ladderlint disable … -->`.
 */
import remarkLint from 'remark-lint'
import type {Preset} from 'unified'
import {rules} from './index.ts'

const preset: Preset = {
  plugins: [remarkLint, ...rules.filter((rule) => !rule.isOff).map((rule) => rule.plugin)]
}

export default preset
