import {describe, expect, it} from 'vitest'
import {reviewConfig, serviceConfig} from '../../src/config/environment.ts'
import {LadderlintError} from '../../src/config/ladderlint-error.ts'

const whole = {GITLAB_TOKEN: 'glpat-1', GITLAB_WEBHOOK_SECRET: 'a secret of some length'}

function messageOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof LadderlintError) return error.message
    throw error
  }
  return 'nothing was thrown'
}

describe('serviceConfig', () => {
  it('needs only a token and one secret', () => {
    expect(serviceConfig({...whole, XDG_STATE_HOME: '/state'})).toEqual({
      forge: {url: 'https://gitlab.com', token: 'glpat-1'},
      database: {kind: 'embedded', folder: '/state/ladderlint'},
      allowsUnverified: false,
      dashboardToken: undefined,
      secret: 'a secret of some length',
      signingTokens: [],
      projects: undefined,
      sweepMinutes: 15,
      markerKey: 'a secret of some length',
      publicUrl: undefined,
      host: '127.0.0.1',
      port: 3000,
      logLevel: 'info'
    })
  })

  it('tells all mistakes at once', () => {
    const message = messageOf(() =>
      serviceConfig({GITLAB_URL: 'gitlab.example.com', PORT: 'web', LOG_LEVEL: 'loud'})
    )
    expect(message).toContain('5 settings need attention')
    for (const name of ['GITLAB_URL', 'PORT', 'LOG_LEVEL', 'GITLAB_TOKEN', 'GITLAB_WEBHOOK_SECRET']) {
      expect(message).toContain(name)
    }
  })

  it('refuses to start when anybody could send events', () => {
    expect(messageOf(() => serviceConfig({GITLAB_TOKEN: 'glpat-1'}))).toContain('anybody could send events')
  })

  it('starts without a secret only when told so in words, and then wants a key for its notes', () => {
    const open = {GITLAB_TOKEN: 'glpat-1', LADDERLINT_ALLOW_UNVERIFIED: 'true'}
    expect(messageOf(() => serviceConfig(open))).toContain('LADDERLINT_MARKER_KEY')
    const config = serviceConfig({...open, LADDERLINT_MARKER_KEY: 'a key of some length'})
    expect(config.allowsUnverified).toBe(true)
    expect(serviceConfig({...whole, LADDERLINT_ALLOW_UNVERIFIED: 'true'}).allowsUnverified).toBe(false)
  })

  it('uses a database server where one is named, and the folder that is named otherwise', () => {
    const url = 'postgres://someone:secret@db.example.com/ladderlint'
    expect(serviceConfig({...whole, DATABASE_URL: url, LADDERLINT_DATA: '/data'}).database).toEqual({
      kind: 'server',
      url
    })
    expect(serviceConfig({...whole, LADDERLINT_DATA: '/data'}).database).toEqual({
      kind: 'embedded',
      folder: '/data'
    })
    expect(messageOf(() => serviceConfig({...whole, DATABASE_URL: 'mysql://db/ladderlint'}))).toContain(
      'DATABASE_URL'
    )
  })

  it('sweeps as often as it is told, or never', () => {
    const minutes = (LADDERLINT_SWEEP_MINUTES: string) =>
      serviceConfig({...whole, LADDERLINT_SWEEP_MINUTES}).sweepMinutes
    expect([minutes('60'), minutes('0.5'), minutes('0')]).toEqual([60, 0.5, 0])
    for (const [wrong, reason] of [
      ['often', 'is not a number'],
      ['-1', 'is less than 0'],
      ['2000', 'is more than a day']
    ] as const)
      expect(messageOf(() => minutes(wrong))).toContain(`LADDERLINT_SWEEP_MINUTES ${reason}`)
  })

  it('says what may stand where something else does', () => {
    const message = messageOf(() => serviceConfig({...whole, PORT: '70000', LOG_LEVEL: 'INFO'}))
    expect(message).toContain('PORT is no port, from 0 to 65535')
    expect(message).toContain('LOG_LEVEL is none of fatal, error, warn, info, debug, trace, silent')
  })

  it('takes a variable that is set to nothing as not set', () => {
    expect(serviceConfig({...whole, PORT: '', PUBLIC_URL: '', LADDERLINT_PROJECTS: ''})).toMatchObject({
      port: 3000,
      publicUrl: undefined,
      projects: undefined
    })
  })

  it('takes several signing tokens while a key is rotated, and refuses what GitLab would not show', () => {
    const first = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
    const second = 'whsec_c2Vjb25kIHNpZ25pbmcga2V5IQ=='
    const config = serviceConfig({GITLAB_TOKEN: 't', GITLAB_WEBHOOK_SIGNING_TOKEN: `${first} ${second}`})
    expect(config.signingTokens).toEqual([first, second])
    expect(
      messageOf(() => serviceConfig({GITLAB_TOKEN: 't', GITLAB_WEBHOOK_SIGNING_TOKEN: 'secret'}))
    ).toContain('whsec_')
  })

  it('never repeats a value in a message, since it may be a secret', () => {
    const message = messageOf(() =>
      serviceConfig({...whole, GITLAB_WEBHOOK_SIGNING_TOKEN: 'hunter2', LADDERLINT_MARKER_KEY: 'short'})
    )
    expect(message).not.toMatch(/hunter2|short\b/)
  })

  it('reads projects as ids and paths', () => {
    expect(serviceConfig({...whole, LADDERLINT_PROJECTS: 'people/handbook, 42'}).projects).toEqual([
      'people/handbook',
      '42'
    ])
  })
})

describe('reviewConfig', () => {
  const job = {
    GITLAB_TOKEN: 't',
    CI_SERVER_URL: 'https://git.example.com',
    CI_MERGE_REQUEST_PROJECT_ID: '7',
    CI_MERGE_REQUEST_IID: '12'
  }

  it('takes everything from a merge-request pipeline', () => {
    expect(reviewConfig({}, job)).toEqual({
      forge: {url: 'https://git.example.com', token: 't'},
      project: '7',
      iid: 12,
      markerKey: null
    })
  })

  it('lets options win over the pipeline', () => {
    expect(reviewConfig({project: 'group/handbook', mr: '3'}, job)).toMatchObject({
      project: 'group/handbook',
      iid: 3
    })
  })

  it('names what is missing outside a pipeline', () => {
    const message = messageOf(() => reviewConfig({}, {}))
    for (const name of ['GITLAB_TOKEN', '--project', '--mr']) expect(message).toContain(name)
  })

  it('says what a merge request number looks like', () => {
    expect(messageOf(() => reviewConfig({mr: '!12'}, job))).toContain(
      '"!12" is not a merge request\'s number'
    )
  })
})
