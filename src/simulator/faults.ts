import * as z from 'zod'
import { AUTHENTICATION_FAILURES } from './avaya/schema.ts'

const lastingSchema = z.strictObject({
  /** The token endpoint refuses the client's id and secret (401). */
  refuseToken: z.boolean(),
  /** Every Avaya call is refused as if the application key were wrong (401, Appkey). */
  badAppKey: z.boolean(),
  /** Every access token is refused (401, Access-Token), on the socket too. */
  badAccessToken: z.boolean(),
  /** Every Avaya call with a token is refused as not allowed (403). */
  forbidden: z.boolean(),
  /** The account lists no measure producers. */
  noProducers: z.boolean(),
  /** Every call of every system fails with 503. */
  serverError: z.boolean(),
  /** New sockets are refused with 503. */
  refuseConnections: z.boolean(),
  /** Half-open: sockets stay, nothing comes over them, no pong either; new ones are not answered. */
  pauseSockets: z.boolean(),
  /** Answer to every socket authentication; null: the true one. */
  authStatus: z.enum(AUTHENTICATION_FAILURES).nullable(),
  /** Use the spelling a real server was seen to use (`AUTHENTICATION_RESPONSE`) in place of the documented one. */
  observedAuthEvent: z.boolean(),
  /** How long a new subscription stays PENDING. */
  pendingMs: z.int().min(0).max(3_600_000),
  /**
   * giosg calls answer 429; the number is `Retry-After` in seconds, null: none. `asDate`: the header is a moment instead. `calls`: so
   * many of them, then it is over.
   */
  giosg429: z
    .strictObject({
      retryAfterSeconds: z.int().min(0).nullable(),
      asDate: z.boolean().exactOptional(),
      calls: z.int().min(1).exactOptional()
    })
    .nullable(),
  /** Real time each giosg answer takes. */
  giosgSlowMs: z.int().min(0).max(600_000),
  /** giosg carries changes out, but the connection ends in place of the answer. */
  giosgLostAnswers: z.boolean(),
  /** giosg takes changes at once and carries them out after this. */
  giosgLateWritesMs: z.int().min(0).max(600_000),
  /** giosg answers changes with 204 and nothing else. */
  giosgEmptyAnswers: z.boolean(),
  /** giosg calls answer with this status and a page of HTML. */
  giosgErrorPage: z.int().min(400).max(599).nullable(),
  /** giosg sends changes on to the same address with a slash at its end (301). */
  giosgRedirect: z.boolean(),
  /** giosg speaks the newer edition: no workflows, reports in their place. */
  giosgNewerEdition: z.boolean(),
  /** How giosg's lists come. `elsewhere`: as `cursor`, with the next page on another host. */
  giosgPaging: z.enum(['cursor', 'numbered', 'bare', 'elsewhere']),
  /** giosg calls answer 401. */
  giosgBadToken: z.boolean(),
  /** giosg calls answer 403. */
  giosgForbidden: z.boolean(),
  /** giosg calls below an organization answer 403 because nobody pays for it. */
  giosgNoSubscription: z.boolean(),
  /** giosg's token is one of a user of another organization. */
  giosgOtherOrganization: z.boolean(),
  /** ThoughtSpot refuses user, key and token (401). */
  thoughtspotBadCredential: z.boolean(),
  /** The ThoughtSpot user lacks the privilege for preferences (403). */
  thoughtspotForbidden: z.boolean(),
  /** The ThoughtSpot instance does not have the preferences switched on (404). */
  thoughtspotNotEnabled: z.boolean(),
  /** Every call of every system is answered by a web page, as a login portal of a network does. */
  htmlInsteadOfJson: z.boolean()
})
export type Faults = z.infer<typeof lastingSchema>

const momentary = {
  /** Drops every socket at once, without a closing handshake. */
  dropSockets: z.literal(true),
  /** Sends so many frames that make no sense over every socket. */
  malformedFrames: z.int().min(1).max(1_000),
  /** Closes every socket with this code. */
  closeCode: z.int().min(1000).max(4999)
}

/** Lasting ones stay until set back; momentary ones happen once. */
export const faultChangeSchema = z.strictObject({ ...lastingSchema.shape, ...momentary }).partial()
export type FaultChange = z.infer<typeof faultChangeSchema>

const NO_FAULTS: Faults = {
  refuseToken: false,
  badAppKey: false,
  badAccessToken: false,
  forbidden: false,
  noProducers: false,
  serverError: false,
  refuseConnections: false,
  pauseSockets: false,
  authStatus: null,
  observedAuthEvent: false,
  pendingMs: 0,
  giosg429: null,
  giosgSlowMs: 0,
  giosgLostAnswers: false,
  giosgLateWritesMs: 0,
  giosgEmptyAnswers: false,
  giosgErrorPage: null,
  giosgRedirect: false,
  giosgNewerEdition: false,
  giosgPaging: 'cursor',
  giosgBadToken: false,
  giosgForbidden: false,
  giosgNoSubscription: false,
  giosgOtherOrganization: false,
  thoughtspotBadCredential: false,
  thoughtspotForbidden: false,
  thoughtspotNotEnabled: false,
  htmlInsteadOfJson: false
}

export interface FaultPanel {
  /** As they are now. */
  readonly active: Readonly<Faults>
  change(change: FaultChange): void
  reset(): void
}

const lastingPart = z.object(lastingSchema.shape).partial()

/** `strike` is called after the lasting faults were set, with the whole change: what happens once is up to it. */
export function createFaultPanel(strike: (change: FaultChange) => void): FaultPanel {
  const active = { ...NO_FAULTS }
  return {
    active,
    change(change) {
      Object.assign(active, lastingPart.parse(change))
      strike(change)
    },
    reset() {
      const { pauseSockets } = active
      Object.assign(active, NO_FAULTS)
      if (pauseSockets) strike({ pauseSockets: false })
    }
  }
}
