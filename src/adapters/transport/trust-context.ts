import { createSecureContext, rootCertificates } from 'node:tls'
import type { SecureContext } from 'node:tls'

/** The oldest version that is spoken, for hosts and proxies alike. */
const OLDEST = 'TLSv1.2'

/**
 * What TLS connections trust: `certificates` (PEM) beside the roots that come with the runtime, or the runtime's own choice while there
 * are none. Nothing is ever trusted less strictly for it. Built anew only when the list is another one: it costs milliseconds.
 */
export function createTrustContext(
  certificates: () => readonly string[] | undefined = () => undefined
): () => SecureContext {
  let built: { readonly of: readonly string[] | undefined; readonly context: SecureContext } | undefined
  return () => {
    const of = certificates()
    if (built === undefined || built.of !== of) {
      const ca = of === undefined ? {} : { ca: [...new Set([...rootCertificates, ...of])] }
      built = { of, context: createSecureContext({ ...ca, minVersion: OLDEST }) }
    }
    return built.context
  }
}
