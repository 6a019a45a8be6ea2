import type { Connection, GiosgConfig } from '../../core/connections/connection.ts'
import type { DiagnosisFinding, DiagnosisSource } from '../../core/connections/diagnosis.ts'
import type { Failure } from '../../core/connections/failure.ts'
import type { SourceDeps } from '../../core/connections/source.ts'
import type { Cancellation } from '../../core/ports/http.ts'
import { fail, ok } from '../../core/result.ts'
import { reachSteps, walkReach } from '../transport/reach.ts'
import { originOfUrl } from '../transport/url-policy.ts'
import { createWalk } from '../transport/walk.ts'
import type { PlannedStep, Walk } from '../transport/walk.ts'
import { createGiosgClient } from './client.ts'
import type { GiosgClient } from './client.ts'
import type { GiosgDeps } from './source.ts'
import { ownerOf, toWorkflowDetails } from './transform.ts'

function hosts({ serviceBaseUrl, apiBaseUrl }: GiosgConfig): readonly string[] {
  return originOfUrl(serviceBaseUrl) === originOfUrl(apiBaseUrl) ? [serviceBaseUrl] : [serviceBaseUrl, apiBaseUrl]
}

function plan(config: GiosgConfig): readonly PlannedStep[] {
  return [...hosts(config).flatMap(reachSteps), { step: 'user' }, { step: 'workflows' }, { step: 'targets' }]
}

function workflowFinding({ code }: Failure, isOtherOrganization: boolean): DiagnosisFinding | undefined {
  if (code === 'forbidden') return isOtherOrganization ? 'giosgOtherOrganization' : 'giosgForbidden'
  return code === 'notFound' ? 'giosgNoWorkflows' : undefined
}

/** Whose token it is; answers the organisation of that user where it is told. */
async function walkUser(walk: Walk, client: GiosgClient, cancellation: Cancellation) {
  return walk.take(
    'user',
    async (marks) => {
      const user = await client.me({ cancellation })
      if (!user.ok) return user
      const owner = ownerOf(user.value)
      if (owner === undefined) marks.note('ownerUnknown')
      else marks.note('tokenOf', { owner })
      marks.note('tokenDies')
      return ok(user.value.organization_id ?? undefined)
    },
    { finding: ({ code }) => (code === 'badCredential' ? 'giosgTokenRefused' : undefined) }
  )
}

async function walkWorkflows(
  walk: Walk,
  client: GiosgClient,
  config: GiosgConfig,
  organizationId: string | undefined,
  cancellation: Cancellation
): Promise<void> {
  const isOther = organizationId !== undefined && organizationId.toLowerCase() !== config.organizationId.toLowerCase()
  const workflows = await walk.take(
    'workflows',
    async (marks) => {
      const items = await client.workflows({ cancellation })
      if (items.ok) marks.note('counted', { count: String(items.value.length) })
      if (items.ok || !isOther || items.failure.code !== 'forbidden') return items
      return fail({ ...items.failure, detail: `organisation of the token: ${organizationId}` })
    },
    { finding: (why) => workflowFinding(why, isOther) }
  )
  if (!workflows.ok) return
  const [first] = toWorkflowDetails('', workflows.value, () => undefined)
  if (first === undefined) {
    walk.note('targets', 'nothingToRead')
    walk.settle('targets', 'skipped')
    return
  }
  await walk.take(
    'targets',
    async (marks) => {
      const items = await client.targets(first.id, { cancellation })
      if (items.ok) marks.note('counted', { count: String(items.value.length) })
      return items
    },
    { finding: (why) => workflowFinding(why, false) }
  )
}

/** Tests both hosts, whose token it is, and what can be read with it. Reads only; each call is made once. */
export function createGiosgDiagnosis(
  connection: Connection<GiosgConfig>,
  deps: GiosgDeps & Pick<SourceDeps, 'sockets'>
): DiagnosisSource {
  const { config } = connection
  return {
    async run(told, cancellation) {
      const client = createGiosgClient(config, { ...deps, tries: 1 })
      const walk = createWalk({ clock: deps.clock, cancellation, told }, plan(config))
      // Both hosts are looked at in any case: IT opens the way to both at once then.
      const reached: boolean[] = []
      for (const url of hosts(config)) reached.push(await walkReach(walk, deps, url, cancellation))
      if (reached[0]) {
        const user = await walkUser(walk, client, cancellation)
        if (user.ok && reached.every(Boolean)) {
          await walkWorkflows(walk, client, config, user.value, cancellation)
        }
      }
      walk.end()
    }
  }
}
