/**
 * Builds the package into dist/: our code and the packages it is made of, in a few dozen files instead of 540, whose loading
 * would be half of what a check of one page takes. `dependencies` of package.json stay packages of their own;
 * `devDependencies` that the program imports go into its files, with their licences beside them. Nothing is minified, so
 * that a stack trace can be read.
 *
 * npm run build
 */
import {execFileSync} from 'node:child_process'
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {rolldown} from 'rolldown'
import {licencesOf} from './build/licences.ts'
import {standIns} from './build/stand-ins.ts'

const FOLDER = 'dist'
/** What is started or imported by its path: the command, two kinds of thread, a child process, the preset for remark. */
const ENTRIES = [
  'src/cli/main',
  'src/cli/check-thread',
  'src/workers/worker',
  'src/database/create-cluster',
  'rules/preset'
]

/** What the bundler warns of and we know. */
const EXPECTED = new Set([
  'EVAL', // in gray-matter, for front matter in JavaScript: src/page/parse-front-matter.ts keeps pages away from it
  'INEFFECTIVE_DYNAMIC_IMPORT' // rules/unused-silence asks for the list of rules that it is in, to part a cycle
])

const {dependencies}: {dependencies: Record<string, string>} = JSON.parse(
  readFileSync('package.json', 'utf8')
)
const outside = Object.keys(dependencies)

rmSync(FOLDER, {recursive: true, force: true})
const bundle = await rolldown({
  input: Object.fromEntries(ENTRIES.map((entry) => [entry, `${entry}.ts`])),
  platform: 'node',
  external: (id) => outside.some((name) => id === name || id.startsWith(`${name}/`)),
  plugins: [standIns],
  onLog(level, log, pass) {
    if (!EXPECTED.has(log.code ?? '')) pass(level, log)
  }
})
const {output} = await bundle.write({
  dir: FOLDER,
  // A quarter of the text, which every start reads.
  comments: false,
  entryFileNames: '[name].js',
  // As deep as every folder of src, because modules find the package's other files from where they are themselves.
  chunkFileNames: 'src/chunks/[name].js',
  // Each with all it needs at once: finding thirty files takes a tenth of the time that a check of one page takes.
  codeSplitting: {
    groups: [
      {name: 'program', test: /src[\\/]cli[\\/]program\.ts$/, priority: 2},
      {name: 'check', test: /src[\\/]cli[\\/]check\.ts$/, priority: 1}
    ]
  }
})

const modules = output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
writeFileSync(join(FOLDER, 'THIRD-PARTY-LICENCES.txt'), licencesOf(modules))
writePresetTypes()

/** Types for those who import the preset; it says its own, and needs no other file's. `npm run types` is what checks types. */
function writePresetTypes(): void {
  const folder = mkdtempSync(join(tmpdir(), 'ladderlint-types-'))
  try {
    execFileSync('tsc', [
      '-p',
      'tsconfig.build.json',
      '--noCheck',
      '--emitDeclarationOnly',
      '--outDir',
      folder
    ])
    cpSync(join(folder, 'rules/preset.d.ts'), join(FOLDER, 'rules/preset.d.ts'))
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}
