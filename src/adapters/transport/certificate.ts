import type { DiagnosisFinding } from '../../core/connections/diagnosis.ts'
import type { Failure } from '../../core/connections/failure.ts'
import type { Cancellation } from '../../core/ports/http.ts'
import type { SocketOpener } from '../../core/ports/socket.ts'

const TRY_WITHIN_MS = 8_000

/** Names of Chromium's stack, then those of Node's. */
const MEANINGS: readonly (readonly [RegExp, DiagnosisFinding])[] = [
  [/ERR_CERT_COMMON_NAME_INVALID|ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH/, 'certificateOtherHost'],
  [/ERR_CERT_DATE_INVALID|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/, 'certificateOutOfDate'],
  [/DEPTH_ZERO_SELF_SIGNED_CERT/, 'certificateSelfSigned'],
  [
    /ERR_CERT_AUTHORITY_INVALID|UNABLE_TO_GET_ISSUER_CERT|UNABLE_TO_VERIFY_LEAF|SELF_SIGNED_CERT_IN_CHAIN|INVALID_CA/,
    'certificateUnknownAuthority'
  ]
]

/** What is wrong with a certificate that was not trusted; undefined for everything else. */
export function certificateFinding({ code, detail }: Failure): DiagnosisFinding | undefined {
  return code === 'tlsUntrusted' ? MEANINGS.find(([pattern]) => pattern.test(detail))?.[1] : undefined
}

/** Opens a websocket without any credential, for what becomes of its TLS. Undefined when it was cancelled. */
function trySocket(
  sockets: SocketOpener,
  url: string,
  cancellation: Cancellation
): Promise<Failure | 'open' | undefined> {
  return new Promise((resolve) => {
    const socket = sockets.open(
      url,
      { handshakeTimeoutMs: TRY_WITHIN_MS, maxPayloadBytes: 1_024 },
      {
        opened: () => end('open'),
        message: () => undefined,
        drained: () => undefined,
        pong: () => undefined,
        closed: (_, why) => end(why)
      }
    )
    const hook = cancellation.onCancel(() => end(undefined))
    function end(how: Failure | 'open' | undefined): void {
      hook.dispose()
      socket.terminate()
      resolve(how)
    }
  })
}

/**
 * Requests say of a self-signed certificate that its authority is unknown, and know nothing of the file that live connections trust:
 * the other stack tells both.
 */
export async function certificateSecondOpinion(
  sockets: SocketOpener,
  baseUrl: string,
  why: Failure,
  cancellation: Cancellation
): Promise<DiagnosisFinding | undefined> {
  const first = certificateFinding(why)
  if (first !== 'certificateUnknownAuthority') return first
  const told = await trySocket(sockets, `${baseUrl.replace(/^http/i, 'ws')}/`, cancellation)
  if (told === undefined) return first
  // An answer in HTTP came through TLS.
  const isTrusted = told === 'open' || (told.httpStatus !== undefined && told.proxy === undefined)
  if (isTrusted) return 'certificateLiveOnly'
  return certificateFinding(told) ?? first
}
