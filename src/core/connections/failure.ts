/** Stable codes: shown as words from the catalogue (`failure.<code>`), stored in the journal, never renamed. */
export type FailureCode =
  | 'dns'
  | 'unreachable'
  | 'timeout'
  | 'tlsUntrusted'
  | 'proxyLogin'
  | 'proxyUnreachable'
  | 'unexpectedAnswer'
  | 'badCredential'
  | 'badAppKey'
  | 'forbidden'
  | 'notFound'
  | 'rejected'
  | 'rateLimited'
  | 'serverError'
  | 'protocol'
  | 'subscriptionPending'
  | 'subscriptionGone'
  | 'heartbeatLost'
  | 'closedByServer'
  | 'offline'
  | 'noSecret'
  | 'vaultLocked'
  | 'vaultUnreadable'
  | 'storage'
  | 'portTaken'
  | 'cancelled'

/** Why something outside the program did not work. Data, not an exception. */
export interface Failure {
  readonly code: FailureCode
  /** What was being done, as a catalogue key below `step.` (`step.token`, `step.subscribe`, …). */
  readonly step: string
  /** For diagnostics: the far side's own words, shortened, free of secrets. */
  readonly detail: string
  readonly httpStatus?: number
  /** Least time to wait before the next try, where the server said so. */
  readonly retryAfterMs?: number
}

/** The user must act first; trying again by itself can't help and may lock an account. */
const TERMINAL: ReadonlySet<FailureCode> = new Set([
  'badCredential',
  'badAppKey',
  'forbidden',
  'tlsUntrusted',
  'proxyLogin',
  'noSecret',
  'vaultLocked',
  'vaultUnreadable',
  'rejected',
  'notFound'
])

export function isTerminal(failure: Failure): boolean {
  return TERMINAL.has(failure.code)
}
