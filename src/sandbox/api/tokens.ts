/**
 * /personal_access_tokens/self: what a token is. Project and group tokens are personal ones of their bot users
 * (doc/api/personal_access_tokens.md, lib/api/personal_access_tokens/self_information.rb).
 */
import {notFound} from '../refusal.ts'
import {isAtLeast} from '../state.ts'
import {accessTokenOf, type Register} from './call.ts'

export function registerTokens(register: Register): void {
  register(
    'get',
    '/personal_access_tokens/self',
    (call) => {
      if (!isAtLeast(call.state, 15, 5)) throw notFound()
      const {scopes, userId, revoked, expiresAt, value} = accessTokenOf(call)
      call.response.json({
        id: Number(/\d+$/.exec(value)?.[0]),
        name: 'sandbox',
        revoked,
        created_at: call.state.now().toISOString(),
        description: '',
        scopes,
        user_id: userId,
        last_used_at: null,
        active: !revoked,
        expires_at: expiresAt,
        last_used_ips: []
      })
    },
    {anyScope: true}
  )
}
