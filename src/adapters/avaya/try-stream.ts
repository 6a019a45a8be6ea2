import type { Failure } from '../../core/connections/failure.ts'
import type { SourceDeps } from '../../core/connections/source.ts'
import type { Disposable } from '../../core/disposable.ts'
import { fail, ok } from '../../core/result.ts'
import type { Result } from '../../core/result.ts'
import { failure } from '../transport/failures.ts'
import { authenticationMessage, readAuthenticationReply } from './handshake.ts'
import type { AuthenticationStatus } from './schema.ts'

const HANDSHAKE_WITHIN_MS = 10_000
const REPLY_WITHIN_MS = 10_000
const MAX_PAYLOAD_BYTES = 1024 * 1024

const CODE_BY_STATUS: Readonly<Record<AuthenticationStatus | 'unknown', Failure['code'] | undefined>> = {
  CONNECTION_CONFIRMED: undefined,
  CONNECTION_FAILED_INVALID_TOKEN: 'badCredential',
  CONNECTION_FAILED_UNKNOWN_SUBSCRIPTION: 'subscriptionGone',
  CONNECTION_FAILED_INTERNAL_SERVER_ERROR: 'serverError',
  CONNECTION_FAILED_CONSTRAINT_VIOLATION: 'rejected',
  unknown: 'protocol'
}

/** A socket that is opened and authenticated once, to see whether both work. No data is taken. */
export interface StreamTry extends Disposable {
  opened(): Promise<Result<void>>
  /** Sends the token; to be asked after `opened` said yes. */
  authenticated(subscriptionId: string, token: string): Promise<Result<void>>
}

export function tryStream(deps: Pick<SourceDeps, 'clock' | 'sockets'>, endpoint: string): StreamTry {
  let open: (result: Result<void>) => void = () => undefined
  let confirm: (result: Result<void>) => void = () => undefined
  const opened = new Promise<Result<void>>((resolve) => (open = resolve))
  const confirmed = new Promise<Result<void>>((resolve) => (confirm = resolve))
  let deadline: Disposable | undefined

  const socket = deps.sockets.open(
    endpoint,
    { handshakeTimeoutMs: HANDSHAKE_WITHIN_MS, maxPayloadBytes: MAX_PAYLOAD_BYTES },
    {
      opened: () => open(ok(undefined)),
      message(text) {
        const status = readAuthenticationReply(text)
        if (status === undefined) return
        const code = CODE_BY_STATUS[status]
        confirm(code === undefined ? ok(undefined) : fail(failure(code, 'authenticate', status)))
      },
      pong: () => undefined,
      drained: () => undefined,
      closed(_, why) {
        open(fail(why))
        confirm(fail({ ...why, step: 'authenticate' }))
      }
    }
  )
  return {
    opened: () => opened,
    authenticated(subscriptionId, token) {
      deadline = deps.clock.after(REPLY_WITHIN_MS, () =>
        confirm(fail(failure('timeout', 'authenticate', 'no reply to the authentication')))
      )
      socket.send(authenticationMessage(subscriptionId, token))
      return confirmed
    },
    dispose() {
      deadline?.dispose()
      socket.terminate()
    }
  }
}
