import {describe, expect, it} from 'vitest'
import {serviceConfig} from '../../src/config/environment.ts'
import {secretsOf} from '../../src/config/secrets.ts'

describe('secretsOf', () => {
  it('gives every secret of a service, in each form that a text may have it', () => {
    const config = serviceConfig({
      GITLAB_TOKEN: 'glpat-of-the-test',
      GITLAB_WEBHOOK_SECRET: 'secret-of-the-webhook',
      GITLAB_WEBHOOK_SIGNING_TOKEN: 'whsec_c2lnbmluZyBrZXk=',
      LADDERLINT_MARKER_KEY: 'marker-key-of-the-test',
      LADDERLINT_DASHBOARD_TOKEN: 'dashboard-token-of-the-test',
      DATABASE_URL: 'postgres://ladderlint:p%40ssword%2Fof@db/ladderlint'
    })
    expect([...secretsOf(config)].sort()).toEqual(
      [
        'c2lnbmluZyBrZXk=',
        'dashboard-token-of-the-test',
        'glpat-of-the-test',
        'marker-key-of-the-test',
        'p%40ssword%2Fof',
        'p@ssword/of',
        'secret-of-the-webhook',
        'whsec_c2lnbmluZyBrZXk='
      ].sort()
    )
  })

  it('leaves out what is so short that words hold it, and reads passwords that no address should have', () => {
    const config = serviceConfig({
      GITLAB_TOKEN: 'abc',
      GITLAB_WEBHOOK_SECRET: 'xyz',
      DATABASE_URL: 'postgres://ladderlint:a%zzword@db/ladderlint'
    })
    expect(secretsOf(config)).toEqual(['a%zzword'])
  })

  it('finds a password behind the question mark of an address, where libpq takes one as well', () => {
    const config = serviceConfig({
      GITLAB_TOKEN: 'abc',
      GITLAB_WEBHOOK_SECRET: 'xyz',
      DATABASE_URL: 'postgres://db/ladderlint?user=ladderlint&password=behind%20it'
    })
    expect(secretsOf(config)).toEqual(['behind it'])
  })
})
