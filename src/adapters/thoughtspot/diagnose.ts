import type { Connection, ThoughtspotConfig } from '../../core/connections/connection.ts'
import type { DiagnosisSource } from '../../core/connections/diagnosis.ts'
import type { Cancellation } from '../../core/ports/http.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import type { SourceDeps } from '../../core/connections/source.ts'
import { failure } from '../transport/failures.ts'
import { reachSteps, walkReach } from '../transport/reach.ts'
import { createWalk } from '../transport/walk.ts'
import type { PlannedStep, Walk } from '../transport/walk.ts'
import { createThoughtspotClient } from './client.ts'
import type { Credential, ThoughtspotClient } from './client.ts'
import { credentialOf } from './source.ts'
import type { ThoughtspotDeps } from './source.ts'

interface SignedIn {
  readonly token: string
  /** Where the service says it. A number in some answers, a text in others. */
  readonly orgId: number | string | undefined
}

function plan(config: ThoughtspotConfig): readonly PlannedStep[] {
  return [...reachSteps(config.baseUrl), { step: 'token' }, { step: 'org' }, { step: 'channels' }]
}

async function signIn(
  client: ThoughtspotClient,
  credential: Credential,
  cancellation: Cancellation
): Promise<Result<SignedIn & { readonly owner: string | undefined }>> {
  if (credential.kind === 'token') {
    const token = credential.secret
    const user = await client.sessionUser(token, cancellation)
    if (!user.ok) return user
    const owner = user.value.display_name ?? user.value.name ?? undefined
    return ok({ token, owner, orgId: user.value.current_org?.id ?? undefined })
  }
  const made = await client.signIn(credential, cancellation)
  if (!made.ok) return made
  const { token, valid_for_username: owner, scope } = made.value
  return ok({ token, owner: owner ?? undefined, orgId: scope?.org_id ?? undefined })
}

async function walkToken(
  walk: Walk,
  client: ThoughtspotClient,
  secret: SourceDeps['secret'],
  cancellation: Cancellation
): Promise<Result<SignedIn>> {
  let isToken = false
  return walk.take(
    'token',
    async (marks) => {
      const credential = await credentialOf(secret)
      if (!credential.ok) return credential
      isToken = credential.value.kind === 'token'
      const signedIn = await signIn(client, credential.value, cancellation)
      if (signedIn.ok && signedIn.value.owner !== undefined) marks.note('tokenOf', { owner: signedIn.value.owner })
      return signedIn
    },
    {
      finding: ({ code }) => {
        if (code !== 'badCredential') return undefined
        return isToken ? 'thoughtspotTokenRefused' : 'thoughtspotLoginRefused'
      }
    }
  )
}

/** The Org is a matter of the credential: a wrong one shows another Org's preferences without any error. */
async function walkOrg(walk: Walk, config: ThoughtspotConfig, { orgId }: SignedIn): Promise<void> {
  await walk.take(
    'org',
    (marks) => {
      if (orgId === undefined) marks.note('orgUnknown')
      const isOther = orgId !== undefined && config.orgId !== undefined && String(orgId) !== String(config.orgId)
      return Promise.resolve(
        isOther ? fail(failure('rejected', 'check', `signed in to Org ${String(orgId)}`)) : ok(undefined)
      )
    },
    { finding: () => 'thoughtspotOtherOrg' }
  )
}

/** Tests host, sign-in, Org and whether the channel preferences can be read. Reads only. */
export function createThoughtspotDiagnosis(
  connection: Connection<ThoughtspotConfig>,
  deps: ThoughtspotDeps & Pick<SourceDeps, 'clock' | 'sockets'>
): DiagnosisSource {
  const { config } = connection
  return {
    async run(told, cancellation) {
      const client = createThoughtspotClient(config, deps)
      const walk = createWalk({ clock: deps.clock, cancellation, told }, plan(config))
      if (await walkReach(walk, deps, config.baseUrl, cancellation)) {
        const signedIn = await walkToken(walk, client, deps.secret, cancellation)
        if (signedIn.ok) {
          await walkOrg(walk, config, signedIn.value)
          await walk.take('channels', () => client.channelPreferences(signedIn.value.token, cancellation), {
            finding: ({ code }) => (code === 'forbidden' ? 'thoughtspotPrivilege' : undefined)
          })
        }
      }
      walk.end()
    }
  }
}
