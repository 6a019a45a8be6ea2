import type { AvayaIdentity } from './avaya/access.ts'
import type { GiosgIdentity } from './giosg/identity.ts'
import type { ThoughtspotIdentity } from './thoughtspot/identity.ts'
import type { ScenarioId } from './scenario/scenario.ts'

/** Said once, when the demo centre can be used: one line of JSON, or one message to the parent process. */
export interface Ready {
  readonly type: 'ready'
  readonly port: number
  readonly control: { readonly url: string; readonly token: string }
  readonly scenario: ScenarioId
  readonly speed: number
  readonly seed: number
  /** Entries of a provisioning file, secrets included: they open nothing but this demo. */
  readonly connections: readonly [AvayaEntry, GiosgEntry]
  /** What is here too, but is not connected by itself. */
  readonly more: readonly [ThoughtspotEntry]
}

interface AvayaEntry {
  readonly system: 'avaya'
  readonly name: string
  readonly restBaseUrl: string
  readonly accountId: string
  readonly appKey: string
  readonly clientId: string
  readonly clientSecret: string
  readonly producers: readonly string[]
}

interface GiosgEntry {
  readonly system: 'giosg'
  readonly name: string
  readonly organizationId: string
  readonly apiBaseUrl: string
  readonly serviceBaseUrl: string
  readonly token: string
  readonly tokenKind: 'token'
}

interface ThoughtspotEntry {
  readonly system: 'thoughtspot'
  readonly name: string
  readonly baseUrl: string
  readonly username: string
  readonly secretKey: string
  readonly orgId: number
}

export function thoughtspotEntry(baseUrl: string, identity: ThoughtspotIdentity): ThoughtspotEntry {
  const { username, secretKey, orgId } = identity
  return { system: 'thoughtspot', name: 'Demo reports', baseUrl, username, secretKey, orgId }
}

export function demoConnections(baseUrl: string, avaya: AvayaIdentity, giosg: GiosgIdentity): Ready['connections'] {
  const { accountId, appKey, clientId, clientSecret } = avaya
  return [
    {
      system: 'avaya',
      name: 'Demo floor',
      restBaseUrl: baseUrl,
      accountId,
      appKey,
      clientId,
      clientSecret,
      producers: ['Queue_itd_1.0.0', 'Agent_itd_1.0.0']
    },
    {
      system: 'giosg',
      name: 'Demo targets',
      organizationId: giosg.organizationId,
      apiBaseUrl: baseUrl,
      serviceBaseUrl: baseUrl,
      token: giosg.token,
      tokenKind: 'token'
    }
  ]
}
