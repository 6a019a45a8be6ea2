/** What a proxy saw and did, in order. Tests assert it: a fault that was never there proves nothing. */
export type EventKind =
  /** A TCP connection came; `swallowed`: and is left without an answer. */
  | 'tcp'
  | 'swallowed'
  /** A request of the REST side and how it was answered. */
  | 'http'
  /** The life of one websocket: asked for, open, refused, left by its client, left by its server. */
  | 'asked'
  | 'opened'
  | 'refused'
  | 'clientGone'
  | 'serverGone'
  /** A frame came from one side (`detail` begins with where it goes) and was passed on, or lost on purpose. */
  | 'frame'
  | 'lost'
  /** The proxy acted. */
  | 'rule'
  | 'cut'
  | 'down'
  | 'up'

export interface ProxyEvent {
  /** Monotonic ms. */
  readonly atMs: number
  readonly kind: EventKind
  /** Number of the websocket, from 1; 0: none. */
  readonly socket: number
  /** Producer of the subscription whose websocket it is, where known. */
  readonly producer: string
  readonly detail: string
}

export interface EventLog {
  readonly events: readonly ProxyEvent[]
  note(kind: EventKind, detail?: string, socket?: number, producer?: string): void
  count(kind: EventKind, detail?: RegExp): number
  /** The last event of a kind; undefined when there was none. */
  last(kind: EventKind, detail?: RegExp): ProxyEvent | undefined
}

export function createEventLog(): EventLog {
  const events: ProxyEvent[] = []
  const found = (kind: EventKind, detail: RegExp | undefined): readonly ProxyEvent[] =>
    events.filter((event) => event.kind === kind && (detail === undefined || detail.test(event.detail)))
  return {
    events,
    note(kind, detail = '', socket = 0, producer = '') {
      events.push({ atMs: performance.now(), kind, socket, producer, detail })
    },
    count: (kind, detail) => found(kind, detail).length,
    last: (kind, detail) => found(kind, detail).at(-1)
  }
}

/** The most websockets of one producer that clients held at the same time. */
export function mostAtOnce(log: EventLog): ReadonlyMap<string, number> {
  const open = new Map<string, Set<number>>()
  const most = new Map<string, number>()
  for (const { kind, socket, producer } of log.events) {
    const held = open.get(producer) ?? new Set()
    open.set(producer, held)
    if (kind === 'asked') held.add(socket)
    if (kind === 'clientGone') held.delete(socket)
    most.set(producer, Math.max(most.get(producer) ?? 0, held.size))
  }
  return most
}
