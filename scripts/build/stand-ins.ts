/**
 * Modules that our packages ask for and this program never uses: each costs every command's start several milliseconds.
 */
import type {Plugin} from 'rolldown'

interface StandIn {
  readonly module: string
  /** Who asks for it. */
  readonly importer: RegExp
  readonly code: string
}

const STAND_INS: readonly StandIn[] = [
  // As a module it opens all three standard streams, even those that nobody reads.
  {
    module: 'node:process',
    importer: /[\\/](?:commander|vfile)[\\/]/,
    code: 'export default globalThis.process'
  },
  // For commands that are programs of their own: we have none.
  {module: 'node:child_process', importer: /[\\/]commander[\\/]/, code: 'export default {}'},
  // For YAML that holds JavaScript: no engine of ours reads it, and the parser is two thirds of all code for YAML.
  {module: 'esprima', importer: /[\\/]js-yaml[\\/]/, code: 'export {}'}
]

export const standIns: Plugin = {
  name: 'stand-ins',
  resolveId(module, importer = '') {
    const found = STAND_INS.findIndex((each) => each.module === module && each.importer.test(importer))
    return found === -1 ? null : `\0stand-in:${found}`
  },
  load(id) {
    return STAND_INS[Number(/^\0stand-in:(\d+)$/.exec(id)?.[1])]?.code ?? null
  }
}
