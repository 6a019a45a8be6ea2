import type { AvayaConfig, Connection } from '../../core/connections/connection.ts'
import type { DiagnosisFinding, DiagnosisSource } from '../../core/connections/diagnosis.ts'
import type { Failure } from '../../core/connections/failure.ts'
import type { SourceDeps } from '../../core/connections/source.ts'
import type { Cancellation } from '../../core/ports/http.ts'
import { createCancellation } from '../../core/cancellation.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { failure } from '../transport/failures.ts'
import { certificateFinding } from '../transport/certificate.ts'
import { reachSteps, walkReach } from '../transport/reach.ts'
import { hostOfUrl } from '../transport/url-policy.ts'
import { createWalk, stepId } from '../transport/walk.ts'
import type { PlannedStep, Walk } from '../transport/walk.ts'
import { createAvayaClient } from './client.ts'
import type { AvayaClient } from './client.ts'
import { sameProducer } from './catalog.ts'
import { namesClient } from './errors.ts'
import type { SubscriptionAnswer } from './schema.ts'
import { createTestSubscription } from './test-subscription.ts'
import type { TestSubscription } from './test-subscription.ts'
import { tryStream } from './try-stream.ts'

/** The pending subscription is waited for, each question with its own limit. */
const SUBSCRIBE_WITHIN_MS = 45_000

function plan(config: AvayaConfig): readonly PlannedStep[] {
  return [
    ...reachSteps(config.restBaseUrl),
    { step: 'token' },
    { step: 'producers' },
    ...[...new Set(config.producers)].map((subject): PlannedStep => ({ step: 'producer', subject })),
    { step: 'subscribe' },
    { step: 'socket' },
    { step: 'authenticate' },
    { step: 'unsubscribe' }
  ]
}

/** A refused application key has words of its own: it is told apart by the failure's code. */
function tokenFinding(why: Failure): DiagnosisFinding | undefined {
  const { code } = why
  if (code === 'badCredential') return namesClient(why) ? 'clientRefused' : 'credentialsRefused'
  if (code === 'notFound') return 'accountUnknown'
  return code === 'forbidden' ? 'accountForbidden' : undefined
}

async function listProducers(client: AvayaClient): Promise<Result<readonly string[]>> {
  const ids = await client.producerIds()
  return ids.ok && ids.value.length === 0 ? fail(failure('notFound', 'producers', 'the list is empty')) : ids
}

function producersFinding({ code, httpStatus }: Failure): DiagnosisFinding | undefined {
  if (code === 'forbidden') return 'accountForbidden'
  return code === 'notFound' && httpStatus === undefined ? 'noProducers' : undefined
}

const BLOCKED: ReadonlySet<Failure['code']> = new Set([
  'dns',
  'unreachable',
  'timeout',
  'unexpectedAnswer',
  'redirected'
])

/** It may be another host than the one of the account. */
const NAMES_HOST: ReadonlySet<Failure['code']> = new Set([
  ...BLOCKED,
  'tlsUntrusted',
  'tlsOutdated',
  'tlsClientCertificate'
])

function streamFinding(why: Failure): DiagnosisFinding | undefined {
  if (BLOCKED.has(why.code)) return 'liveHostBlocked'
  const finding = certificateFinding(why)
  return finding === 'certificateUnknownAuthority' ? 'liveAuthorityUnknown' : finding
}

/** Which of the configured producers the account has, each told for itself. Answers the first one as the server writes it. */
async function walkProducers(walk: Walk, config: AvayaConfig, ids: readonly string[]): Promise<string | undefined> {
  const found: string[] = []
  for (const subject of new Set(config.producers)) {
    await walk.take(
      stepId({ step: 'producer', subject }),
      (marks) => {
        const id = sameProducer(ids, subject)
        if (id === undefined) {
          return Promise.resolve(fail(failure('notFound', 'producers', `the account has: ${ids.join(', ')}`)))
        }
        found.push(id)
        if (id !== subject) marks.note('writtenAs', { name: id })
        return Promise.resolve(ok(undefined))
      },
      { finding: () => 'producerMissing' }
    )
  }
  return found[0]
}

async function walkStream(walk: Walk, deps: SourceDeps, client: AvayaClient, made: SubscriptionAnswer): Promise<void> {
  const endpoint = made.transport?.endpoint
  if (endpoint === null || endpoint === undefined) {
    walk.settle('socket', 'failed', failure('protocol', 'subscribe', 'no endpoint in the answer'))
    return
  }
  const stream = tryStream(deps, endpoint)
  try {
    const opened = await walk.take(
      'socket',
      async () => {
        const result = await stream.opened()
        if (result.ok || !NAMES_HOST.has(result.failure.code)) return result
        return fail({ ...result.failure, detail: `${hostOfUrl(endpoint)}: ${result.failure.detail}` })
      },
      { finding: streamFinding }
    )
    if (!opened.ok) return
    await walk.take(
      'authenticate',
      async () => {
        const token = await client.token.get()
        return token.ok ? stream.authenticated(made.subscriptionId, token.value) : token
      },
      { finding: ({ code }) => (code === 'badCredential' ? 'liveTokenRefused' : undefined) }
    )
  } finally {
    stream.dispose()
  }
}

/** Tests what a feed needs, in the order it needs it: with one token request, one subscription and one socket. */
export function createAvayaDiagnosis(connection: Connection<AvayaConfig>, deps: SourceDeps): DiagnosisSource {
  const { config, id: connectionId } = connection

  async function go(
    walk: Walk,
    client: AvayaClient,
    subscription: TestSubscription,
    cancellation: Cancellation
  ): Promise<void> {
    if (!(await walkReach(walk, deps, config.restBaseUrl, cancellation))) return
    const token = await walk.take('token', () => client.token.get(), { finding: tokenFinding })
    if (!token.ok) return
    const ids = await walk.take('producers', () => listProducers(client), { finding: producersFinding })
    const producerId = ids.ok ? await walkProducers(walk, config, ids.value) : undefined
    if (producerId === undefined) return
    const made = await walk.take('subscribe', () => subscription.make(producerId, cancellation), {
      withinMs: SUBSCRIBE_WITHIN_MS,
      finding: ({ code }) =>
        code === 'subscriptionPending' ? 'stillPending' : code === 'forbidden' ? 'subscribeForbidden' : undefined
    })
    if (made.ok) await walkStream(walk, deps, client, made.value)
  }

  return {
    async run(told, cancellation) {
      const calls = createCancellation()
      const client = createAvayaClient(config, deps, calls.cancellation)
      const subscription = createTestSubscription({ ...deps, client, connectionId })
      const walk = createWalk({ clock: deps.clock, cancellation, told }, plan(config))
      // Once a subscription may be there, its deletion needs the calls.
      const hook = cancellation.onCancel(() => {
        if (!subscription.wasTried()) calls.cancel()
      })
      await go(walk, client, subscription, cancellation)
      if (subscription.wasTried() && !cancellation.cancelled) {
        await walk.take('unsubscribe', () => subscription.remove(), { finding: () => 'leftBehind' })
      }
      walk.end()
      // After a cancellation, or where the step above was cancelled while it ran.
      await subscription.remove()
      hook.dispose()
      calls.cancel()
    }
  }
}
