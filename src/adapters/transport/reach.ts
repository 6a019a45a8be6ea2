import type { DiagnosisStepName } from '../../core/connections/diagnosis.ts'
import type { Failure } from '../../core/connections/failure.ts'
import type { Cancellation, Http } from '../../core/ports/http.ts'
import type { SocketOpener } from '../../core/ports/socket.ts'
import { certificateSecondOpinion } from './certificate.ts'
import { atStep } from './failures.ts'
import { hostOfUrl } from './url-policy.ts'
import { stepId } from './walk.ts'
import type { PlannedStep, Walk } from './walk.ts'

const TIMEOUT_MS = 10_000

export interface ReachDeps {
  readonly http: Http
  /** For a second opinion on a certificate. */
  readonly sockets: SocketOpener
}

/** The way to a host, in the order it is gone. */
const WAY = ['proxy', 'lookup', 'connect', 'certificate'] as const satisfies readonly DiagnosisStepName[]
type WayStep = (typeof WAY)[number]

export function reachSteps(baseUrl: string): readonly PlannedStep[] {
  return WAY.map((step) => ({ step, subject: hostOfUrl(baseUrl) }))
}

/** Where on the way a request ended; undefined when the host answered, whatever it said. */
function stoppedAt(why: Failure): WayStep | undefined {
  if (why.code.startsWith('proxy')) return 'proxy'
  if (why.code.startsWith('tls')) return 'certificate'
  if (why.code === 'dns') return 'lookup'
  if (why.code === 'redirected') return undefined
  if (why.code === 'unexpectedAnswer' && why.httpStatus !== undefined) return undefined
  return 'connect'
}

/**
 * Goes to a host once, without any credential, and tells proxy, name, connection and certificate apart by what the network stack
 * says. It does not say how far it came before a time limit: then `connect` stands for all of them and says so. True when the host
 * answered.
 */
export async function walkReach(
  walk: Walk,
  { http, sockets }: ReachDeps,
  baseUrl: string,
  cancellation: Cancellation
): Promise<boolean> {
  const subject = hostOfUrl(baseUrl)
  const id = (step: WayStep): string => stepId({ step, subject })
  const isCancelled = (): boolean => cancellation.cancelled
  if (isCancelled()) return false
  walk.begin(WAY.map(id))
  const sent = atStep(
    await http.send({ method: 'GET', url: `${baseUrl}/`, headers: {}, timeoutMs: TIMEOUT_MS, cancellation }),
    'connect'
  )
  if (isCancelled()) return false
  const finding = sent.ok ? undefined : await certificateSecondOpinion(sockets, baseUrl, sent.failure, cancellation)
  if (isCancelled()) return false
  const stop = sent.ok ? undefined : stoppedAt(sent.failure)
  for (const step of WAY) {
    if (stop !== undefined && WAY.indexOf(step) > WAY.indexOf(stop)) walk.note(id(step), 'afterFailure')
    if (stop === undefined || WAY.indexOf(step) < WAY.indexOf(stop)) {
      const plain = step === 'certificate' && baseUrl.toLowerCase().startsWith('http:')
      if (plain) walk.note(id(step), 'noCertificateNeeded')
      walk.settle(id(step), plain ? 'skipped' : 'ok')
    } else if (step === stop && !sent.ok) {
      if (sent.failure.code === 'timeout') walk.note(id(step), 'coversMore')
      walk.settle(id(step), 'failed', sent.failure, finding)
    } else walk.settle(id(step), 'skipped')
  }
  return stop === undefined
}
