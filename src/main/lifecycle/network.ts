import { session } from 'electron'
import type { Clock } from '../../core/ports/clock.ts'
import type { Logger } from '../../core/ports/logger.ts'
import type { ProblemDesk } from '../app/problem-desk.ts'
import { createProxyLogins, type StoredProxyLogins } from '../app/proxy-logins.ts'
import type { Redactor } from '../platform/redact.ts'
import { createTrustStore, systemCertificates } from '../platform/trust-store.ts'
import type { NetworkMeans } from './outside.ts'
import type { Stores } from './storage.ts'

export interface Network extends NetworkMeans {
  readonly proxyLogins: StoredProxyLogins
}

/** The system's proxies and certificates, and the logins of this user. Does nothing before its first use. */
export function openNetwork(deps: {
  readonly clock: Clock
  readonly logger: Logger
  readonly redactor: Redactor
  readonly problems: ProblemDesk
  readonly stores: Stores
}): Network {
  const { clock, stores, redactor, problems } = deps
  const logger = deps.logger.scoped('network')
  const trust = createTrustStore({
    caFile: () => stores.settings.get().caFile ?? null,
    system: systemCertificates,
    problems,
    logger
  })
  return {
    clock,
    waysTo: (url) => session.defaultSession.resolveProxy(url),
    certificates: () => trust.certificates(),
    proxyLogins: createProxyLogins({
      vault: stores.vault,
      know: (secret) => {
        redactor.know(secret)
      },
      replaced: () =>
        // Chromium keeps what it was told for the life of a session, the old login too.
        session.defaultSession.clearAuthCache().catch((error: unknown) => {
          logger.warn('old proxy logins could not be forgotten', { error })
        })
    })
  }
}
