/** Stable codes: shown as words from the catalogue (`failure.<code>`), stored in the journal, never renamed. */
export type FailureCode =
  | 'dns'
  | 'unreachable'
  | 'timeout'
  | 'tlsUntrusted'
  | 'tlsOutdated'
  /** The far side wants a certificate from this computer. */
  | 'tlsClientCertificate'
  | 'proxyLogin'
  | 'proxyLoginRefused'
  | 'proxyUnreachable'
  | 'proxyRefused'
  | 'unexpectedAnswer'
  /** The host answered, with another address to go to: never followed, since the credential was meant for this one. */
  | 'redirected'
  | 'badCredential'
  | 'badAppKey'
  | 'forbidden'
  | 'noSubscription'
  | 'notEnabled'
  | 'notFound'
  /** The service speaks a newer edition of its interface, in which what was asked for is made up otherwise. */
  | 'newerEdition'
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
  | 'vaultUnavailable'
  | 'vaultUnreadable'
  | 'secretSuperseded'
  | 'secretForgotten'
  | 'storage'
  /** The system's list of what starts at login can't be read or changed. */
  | 'autostart'
  /** A file that the person chose can't be read or written. */
  | 'file'
  | 'portTaken'
  | 'cancelled'
  /** A change was sent and its answer did not come: it may have been carried out. Never repeated where that would do it twice. */
  | 'unknownOutcome'

/** What was being done when it failed: shown as words from the catalogue (`step.<name>`). */
export type FailureStep =
  | 'token'
  | 'producers'
  | 'dictionary'
  | 'subscribe'
  | 'subscriptions'
  | 'subscription'
  | 'renew'
  | 'unsubscribe'
  | 'connect'
  | 'authenticate'
  | 'snapshot'
  | 'stream'
  | 'heartbeat'
  | 'check'
  | 'user'
  | 'workflows'
  | 'targets'
  | 'targetTest'
  | 'notifications'
  | 'edit'
  | 'channels'
  | 'secret'
  | 'rule'
  | 'ruleFile'
  | 'settings'
  | 'journal'
  | 'autostart'
  | 'ask'
  /** A layer that can't know: whoever called it says what was being done. */
  | 'other'

/** Why something outside the program did not work. Data, not an exception. */
export interface Failure {
  readonly code: FailureCode
  readonly step: FailureStep
  /** For diagnostics: the far side's own words, shortened, free of secrets. */
  readonly detail: string
  readonly httpStatus?: number
  /** `host:port` of the proxy that is at fault; `httpStatus` is then the proxy's. */
  readonly proxy?: string
  /** Least time to wait before the next try, where the server said so. */
  readonly retryAfterMs?: number
  /**
   * The far side's complaints by the field they are about, by the product's names; under `general` those about no field this version
   * knows. Free of secrets.
   */
  readonly fields?: Readonly<Record<string, readonly string[]>>
}

/** The user must act first; trying again by itself can't help and may lock an account. */
const TERMINAL: ReadonlySet<FailureCode> = new Set([
  'badCredential',
  'badAppKey',
  'forbidden',
  'noSubscription',
  'notEnabled',
  'tlsUntrusted',
  'tlsOutdated',
  'tlsClientCertificate',
  'proxyLogin',
  'proxyLoginRefused',
  'noSecret',
  'vaultLocked',
  'vaultUnreadable',
  'secretSuperseded',
  'secretForgotten',
  'rejected',
  'notFound',
  'newerEdition'
])

export function isTerminal(failure: Failure): boolean {
  return TERMINAL.has(failure.code)
}

/** The credential itself was refused: sent again as it is, it can lock the account. */
export function isCredentialRefused({ code }: Failure): boolean {
  return code === 'badCredential' || code === 'badAppKey'
}
