/**
 * Every attack there is, by name.
 */
import type {Attacks} from './attack.ts'
import {blockAttacks} from './block-attacks.ts'
import {denseAttacks} from './dense-attacks.ts'
import {encodingAttacks} from './encoding-attacks.ts'
import {markdownAttacks} from './markdown-attacks.ts'
import {modelAttacks} from './model-attacks.ts'
import {patternBaits} from './pattern-baits.ts'
import {yamlAttacks} from './yaml-attacks.ts'

export const allAttacks: Attacks = {
  ...yamlAttacks,
  ...markdownAttacks,
  ...encodingAttacks,
  ...modelAttacks,
  ...blockAttacks,
  ...denseAttacks,
  ...patternBaits
}
