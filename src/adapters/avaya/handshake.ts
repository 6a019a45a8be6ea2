import { jsonOf } from '../transport/answers.ts'
import { AUTHENTICATION_STATUSES, authenticationReplySchema } from './schema.ts'
import type { AuthenticationStatus } from './schema.ts'
import { socketToken } from './wire.ts'

/** The first message on the socket. Nothing but this ever carries the token there. */
export function authenticationMessage(subscriptionId: string, accessToken: string): string {
  return JSON.stringify({ event: 'authentication', subscriptionId, token: socketToken(accessToken) })
}

/** Capitals and underscores differ between the documents and real servers. */
function bare(text: string): string {
  return text.replaceAll('_', '').toLowerCase()
}

const REPLY = bare('authenticationResponse')
const STATUS_BY_BARE: ReadonlyMap<string, AuthenticationStatus> = new Map(
  AUTHENTICATION_STATUSES.map((status) => [bare(status), status])
)

/** The reply's status; `unknown` for a reply with another one; undefined for a message that is no reply. */
export function readAuthenticationReply(text: string): AuthenticationStatus | 'unknown' | undefined {
  const parsed = authenticationReplySchema.safeParse(jsonOf(text))
  if (!parsed.success || bare(parsed.data.event) !== REPLY) return undefined
  return STATUS_BY_BARE.get(bare(parsed.data.status)) ?? 'unknown'
}
