import type { Connection, ThoughtspotConfig } from '../../core/connections/connection.ts'
import type { ProbeSource, SourceDeps } from '../../core/connections/source.ts'
import { ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { atStep } from '../transport/failures.ts'
import { createThoughtspotClient } from './client.ts'
import type { Credential, ThoughtspotClientDeps } from './client.ts'

const FIELDS = ['token', 'secretKey', 'password'] as const

export type ThoughtspotDeps = ThoughtspotClientDeps & Pick<SourceDeps, 'secret'>

/** The first credential that is stored: a supplied token, then a secret key, then a password. */
export async function credentialOf(secret: SourceDeps['secret']): Promise<Result<Credential>> {
  let last: Result<Credential> | undefined
  for (const kind of FIELDS) {
    const found = await secret(kind)
    if (found.ok) return ok({ kind, secret: found.value })
    last = atStep(found, 'secret')
    if (found.failure.code !== 'noSecret') return last
  }
  return last ?? { ok: false, failure: { code: 'noSecret', step: 'secret', detail: '' } }
}

/** Checks host and credential: whose session a supplied token is, or whether a token is given for the stored credential. */
export function createThoughtspotProbe(connection: Connection<ThoughtspotConfig>, deps: ThoughtspotDeps): ProbeSource {
  const client = createThoughtspotClient(connection.config, deps)
  return {
    async check(cancellation) {
      const credential = await credentialOf(deps.secret)
      if (!credential.ok) return credential
      if (credential.value.kind === 'token') {
        const user = await client.sessionUser(credential.value.secret, cancellation)
        if (!user.ok) return user
        const owner = user.value.display_name ?? user.value.name
        return ok(owner === null || owner === undefined ? {} : { owner })
      }
      const signedIn = await client.signIn(credential.value, cancellation)
      if (!signedIn.ok) return signedIn
      return ok({ owner: signedIn.value.valid_for_username ?? connection.config.username })
    }
  }
}
