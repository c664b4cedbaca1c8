import {execFileSync, spawnSync} from 'node:child_process'
import {existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {describe, expect, it, onTestFinished} from 'vitest'
import {parse, parseAllDocuments} from 'yaml'
import {z} from 'zod'

const read = (path: string) => readFileSync(path, 'utf8')

/** The variables that the service reads, by the source that reads them. */
const known = new Set(
  read('src/config/environment.ts')
    .match(/^ {2}[A-Z][A-Z_]+(?=:)/gm)
    ?.map((name) => name.trim())
)

const strings = z.record(z.string(), z.string())

const compose = z
  .object({
    services: z.object({
      ladderlint: z.object({
        environment: strings,
        ports: z.array(z.string()),
        stop_grace_period: z.string(),
        depends_on: z.record(z.string(), z.object({condition: z.string()}))
      }),
      postgres: z.object({environment: strings, volumes: z.array(z.string()), healthcheck: z.object({})})
    }),
    volumes: z.record(z.string(), z.unknown())
  })
  .parse(parse(read('deploy/compose.yml')))

const manifests = parseAllDocuments(read('deploy/kubernetes.yml')).map((document) => {
  expect(document.errors).toEqual([])
  return z.looseObject({kind: z.string(), metadata: z.object({name: z.string()})}).parse(document.toJS())
})

function manifest<Schema extends z.ZodType>(kind: string, schema: Schema): z.infer<Schema> {
  return schema.parse(manifests.find((each) => each.kind === kind))
}

const labels = strings
const probe = z.object({httpGet: z.object({path: z.string(), port: z.string()})})

const deployment = manifest(
  'Deployment',
  z.object({
    spec: z.object({
      replicas: z.number(),
      selector: z.object({matchLabels: labels}),
      template: z.object({
        metadata: z.object({labels}),
        spec: z.object({
          terminationGracePeriodSeconds: z.number(),
          securityContext: z.object({runAsNonRoot: z.literal(true), runAsUser: z.number()}),
          containers: z.tuple([
            z.object({
              envFrom: z.array(z.record(z.string(), z.object({name: z.string()}))),
              ports: z.tuple([z.object({name: z.string(), containerPort: z.number()})]),
              startupProbe: probe,
              readinessProbe: probe,
              livenessProbe: probe,
              lifecycle: z.object({
                preStop: z.object({exec: z.object({command: z.tuple([z.literal('sleep'), z.string()])})})
              })
            })
          ])
        })
      })
    })
  })
).spec

const [container] = deployment.template.spec.containers

/** Seconds that running reviews are given when the service is stopped. */
const grace = Number(/GRACE_MS = (\d+)/.exec(read('src/server/serve.ts'))?.[1]) / 1000

const unit = read('deploy/ladderlint.service')
const port = Number(/^EXPOSE (\d+)$/m.exec(read('Dockerfile'))?.[1])

describe('Dockerfile', () => {
  const [build = '', image = ''] = read('Dockerfile')
    .split(/^FROM .*$/m)
    .slice(1)
  const copied = (stage: string) =>
    [...stage.matchAll(/^COPY (?!--)(.+) \S+$/gm)].flatMap(([, sources = '']) => sources.split(' '))

  it('copies what is there, and what is not kept away from it', () => {
    const ignored = read('.dockerignore').split('\n')
    expect(copied(build)).toContain('src')
    expect(copied(build).filter((source) => !existsSync(source) || ignored.includes(source))).toEqual([])
  })

  it('makes the package of all that belongs to it, and the image of the package', () => {
    const {files} = z.object({files: z.array(z.string())}).parse(JSON.parse(read('package.json')))
    const sources = [...copied(build), 'dist']
    const missing = files.filter((file) => !sources.some((source) => `${file}/`.startsWith(`${source}/`)))
    expect(missing).toEqual([])
    expect(build).toContain('npm pack')
    expect(copied(image)).toEqual([])
    expect(image).toContain('COPY --from=build /build/package ./')
  })
})

describe('deploy/kubernetes.yml', () => {
  it('sends each probe and the service to the port that the image listens on', () => {
    expect(container.ports[0].containerPort).toBe(port)
    const {startupProbe, readinessProbe, livenessProbe} = container
    for (const {httpGet} of [startupProbe, readinessProbe, livenessProbe])
      expect(httpGet.port).toBe(container.ports[0].name)
    const service = manifest(
      'Service',
      z.object({spec: z.object({selector: labels, ports: z.array(z.object({targetPort: z.string()}))})})
    )
    expect(service.spec.ports).toMatchObject([{targetPort: container.ports[0].name}])
    expect(service.spec.selector).toEqual(deployment.template.metadata.labels)
  })

  it('takes a replica out of traffic while it is not ready, and restarts it only when it does not answer', () => {
    expect(container.readinessProbe.httpGet.path).toBe('/readyz')
    expect(container.livenessProbe.httpGet.path).toBe('/healthz')
  })

  it('keeps one of its replicas through a disruption', () => {
    const budget = manifest(
      'PodDisruptionBudget',
      z.object({spec: z.object({minAvailable: z.number(), selector: z.object({matchLabels: labels})})})
    ).spec
    expect(budget.minAvailable).toBeLessThan(deployment.replicas)
    expect(budget.selector.matchLabels).toEqual(deployment.template.metadata.labels)
    expect(deployment.selector.matchLabels).toEqual(deployment.template.metadata.labels)
  })

  it('has replicas share a database, and gives them only variables that exist', () => {
    const {data} = manifest('ConfigMap', z.object({data: strings}))
    const {stringData} = manifest('Secret', z.object({stringData: strings}))
    expect(stringData).toHaveProperty('DATABASE_URL')
    expect([...Object.keys(data), ...Object.keys(stringData)].filter((name) => !known.has(name))).toEqual([])
    const names = container.envFrom.flatMap((source) => Object.values(source).map(({name}) => name))
    expect(names).toEqual(['ladderlint', 'ladderlint'])
  })

  it('waits for running reviews before it kills', () => {
    const [, rest] = container.lifecycle.preStop.exec.command
    expect(deployment.template.spec.terminationGracePeriodSeconds).toBeGreaterThan(Number(rest) + grace + 5)
  })
})

describe('deploy/compose.yml', () => {
  it('gives the service only variables that exist, and the database that it starts', () => {
    const {ladderlint, postgres} = compose.services
    expect(Object.keys(ladderlint.environment).filter((name) => !known.has(name))).toEqual([])
    const address = ladderlint.environment.DATABASE_URL?.replace(/\$\{[^}]*\}/, 'password') ?? ''
    const {username, hostname, pathname} = new URL(address)
    expect([username, hostname, pathname]).toEqual([
      postgres.environment.POSTGRES_USER,
      'postgres',
      `/${postgres.environment.POSTGRES_DB}`
    ])
    expect(ladderlint.depends_on.postgres?.condition).toBe('service_healthy')
  })

  it('keeps the database in a volume, and the service on loopback at the port of the image', () => {
    expect(compose.services.postgres.volumes.map((volume) => volume.split(':')[0])).toEqual(
      Object.keys(compose.volumes)
    )
    expect(compose.services.ladderlint.ports).toEqual([`127.0.0.1:${port}:${port}`])
  })

  it('waits for running reviews before it kills', () => {
    expect(Number.parseInt(compose.services.ladderlint.stop_grace_period, 10)).toBeGreaterThan(grace + 5)
  })
})

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0

describe('deploy/ladderlint.service', () => {
  it('has its database in the one folder that it may write', () => {
    const folder = /^StateDirectory=(\S+)$/m.exec(unit)?.[1]
    expect(unit).toContain(`LADDERLINT_DATA=%S/${folder}`)
  })

  it('waits for running reviews before it kills', () => {
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(grace + 5)
  })

  it.runIf(hasSystemd)('is a unit that systemd takes without complaint', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ladderlint-unit-'))
    onTestFinished(() => rmSync(folder, {recursive: true}))
    const file = join(folder, 'ladderlint.service')
    // The program is not installed where the tests run.
    writeFileSync(file, unit.replace(/^ExecStart=\S+/m, 'ExecStart=/bin/true'))
    expect(execFileSync('systemd-analyze', ['verify', file], {encoding: 'utf8', stdio: 'pipe'})).toBe('')
  })
})

describe('docs/configuration.md', () => {
  const documented = read('docs/configuration.md')
  const pages = [...globSync('docs/*.md'), 'README.md', ...globSync('deploy/*')]
  const named = (text: string) => text.match(/\b(?:GITLAB|LADDERLINT|DATABASE|PUBLIC)_[A-Z_]+\b/g) ?? []
  /** Read by tests and benches, or GitLab's own. */
  const others = new Set(['LADDERLINT_CORPUS', 'GITLAB_USER_LOGIN'])

  it('names every variable that is read, but those of a CI job and of the desktop', () => {
    const silent = [...known].filter(
      (name) => !/^(CI|XDG)_/.test(name) && !documented.includes(`\`${name}\``)
    )
    expect(silent).toEqual([])
  })

  it.each(pages)('is joined by %s in naming only variables that are read', (page) => {
    expect(named(read(page)).filter((name) => !known.has(name) && !others.has(name))).toEqual([])
  })
})
