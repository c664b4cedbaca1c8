/**
 * The preset: every rule, in the order they are told. `rules` is for ladderlint itself; the default export is a unified
 * preset: `unified().use(remarkParse).use(preset)`.
 */
import type {Preset} from 'unified'
import type {Rule} from './define-rule.ts'

export const rules: readonly Rule[] = []

const preset: Preset = {plugins: rules.map((rule) => rule.plugin)}

export default preset
