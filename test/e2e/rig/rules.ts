const shared = {
  version: 1,
  enabled: true,
  severity: 'critical',
  pendingForMs: 0,
  keepFiringForMs: 0,
  repeatEveryMs: null,
  announceEnd: false
}

/** Fires as soon as anybody works: any agent who is ready is one too many. */
export const anyAgentReady = (over: object = {}): object => ({
  ...shared,
  kind: 'realtime',
  id: 'any-agent-ready',
  name: 'Agents ready',
  producer: 'agent',
  scope: [{ by: { role: 'agentState' }, oneOf: ['READY'] }],
  over: 'count',
  condition: { op: '>', threshold: 0 },
  ...over
})

/** One alert for each agent who wraps up, for as long as that lasts: its words name that agent. */
export const eachAgentWrappingUp: object = {
  ...shared,
  kind: 'realtime',
  id: 'agent-wraps-up',
  name: 'Wrapping up',
  producer: 'agent',
  scope: [{ by: { role: 'agentState' }, oneOf: ['AFTER_CONTACT_WORK'] }],
  over: 'each',
  metric: { kind: 'elapsed', measure: { role: 'afterContactSince' } },
  condition: { op: '>', threshold: 0 }
}

/** Fires when more than so many contacts wait on the whole floor, until nobody does. */
export const manyWaiting = (threshold: number): object => ({
  ...shared,
  kind: 'realtime',
  id: 'many-waiting',
  name: 'Many waiting',
  producer: 'queue',
  scope: [],
  over: 'sum',
  metric: { kind: 'measure', measure: { role: 'contactsWaiting' } },
  condition: { op: '>', threshold, clear: 0 }
})

/** In place of the default rule of a lost feed, with other times. */
export const feedLost = (over: { readonly pendingForMs?: number; readonly keepFiringForMs?: number }): object => ({
  ...shared,
  kind: 'feed',
  id: 'default-feed-lost',
  name: 'Live feed lost',
  pendingForMs: 2_000,
  ...over
})

/** Fires for every agent who is there at all, and goes on: whatever the state, some time went by in it. */
export const eachAgentThere = (over: object): object => ({
  ...shared,
  kind: 'realtime',
  severity: 'warning',
  producer: 'agent',
  scope: [],
  over: 'each',
  metric: { kind: 'elapsed', measure: { role: 'stateSince' } },
  condition: { op: '>=', threshold: 0 },
  ...over
})

/** Fires for every queue, and goes on: no queue has fewer contacts than none. */
export const eachQueue = (over: object): object => ({
  ...shared,
  kind: 'realtime',
  producer: 'queue',
  scope: [],
  over: 'each',
  metric: { kind: 'measure', measure: { role: 'contactsWaiting' } },
  condition: { op: '>=', threshold: 0 },
  ...over
})
