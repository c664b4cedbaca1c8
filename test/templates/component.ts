/**
 * A small reading of GitLab's CI/CD components: the header's inputs, their interpolation into the jobs, and a job's script
 * in a shell as a runner starts it. Source: GitLab's doc/ci/inputs/_index.md and doc/ci/components/_index.md.
 */
import {spawnSync} from 'node:child_process'
import {chmodSync, readFileSync} from 'node:fs'
import {delimiter, join} from 'node:path'
import {parse, parseAllDocuments} from 'yaml'
import {z} from 'zod'
import {folderWith} from '../cli/run-cli.ts'

const FILE = 'templates/review.yml'

const input = z.strictObject({
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  description: z.string(),
  options: z.array(z.string()).optional(),
  regex: z.string().optional(),
  type: z.enum(['string', 'number', 'boolean', 'array']).optional()
})

const text = readFileSync(FILE, 'utf8')

/** By name. */
export const inputs = z
  .strictObject({spec: z.strictObject({inputs: z.record(z.string(), input)})})
  .parse(parseAllDocuments(text)[0]?.toJS()).spec.inputs

/** What stands behind the line that ends the header. */
export const body = text.slice(text.indexOf('\n---\n') + 5)

const job = z.strictObject({
  stage: z.string(),
  image: z.string(),
  needs: z.tuple([]),
  before_script: z.tuple([]),
  cache: z.tuple([]),
  rules: z.array(z.strictObject({if: z.string(), variables: z.record(z.string(), z.string()).optional()})),
  variables: z.record(z.string(), z.string()),
  script: z.tuple([z.string()]),
  artifacts: z.strictObject({
    when: z.literal('always'),
    expire_in: z.string(),
    reports: z.strictObject({codequality: z.string()})
  })
})

/** The jobs that an `include` with these inputs adds to a pipeline, by name. */
export function jobsWith(given: Readonly<Record<string, string>> = {}): Record<string, z.infer<typeof job>> {
  const values = Object.fromEntries(
    Object.entries(inputs).map(([name, {default: value}]) => [name, given[name] ?? String(value)])
  )
  const yaml = body.replace(/\$\[\[ inputs\.([a-z-]+) \]\]/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined)
      throw new Error(`${FILE} uses the input "${name}", which its header does not have`)
    return value
  })
  return z.record(z.string(), job).parse(parse(yaml))
}

export interface Finished {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs the script of the component's job as a runner does: one shell that ends at the first failure.
 * @param npx A shell script that stands in for npx.
 * @param variables The pipeline's, on top of nothing but PATH and a HOME of its own.
 */
export function runScript(
  script: string,
  {npx, cwd, variables}: {npx: string; cwd: string; variables: Readonly<Record<string, string>>}
): Finished {
  const bin = folderWith({npx: `#!/bin/sh\n${npx}\n`})
  chmodSync(join(bin, 'npx'), 0o755)
  const {status, stdout, stderr} = spawnSync('bash', ['-eo', 'pipefail', '-c', script], {
    cwd,
    encoding: 'utf8',
    env: {PATH: [bin, process.env.PATH].join(delimiter), HOME: bin, CI_PROJECT_DIR: cwd, ...variables}
  })
  return {status, stdout, stderr}
}
