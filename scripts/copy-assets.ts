/**
 * Puts what is not TypeScript beside the compiled code: the sandbox's pages, styles and scripts.
 */
import {cpSync} from 'node:fs'

cpSync('src/sandbox', 'dist/src/sandbox', {recursive: true, filter: (path) => !path.endsWith('.ts')})
