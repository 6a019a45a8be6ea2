import type { FailureView, FeedView, RowView, StateView, StatusView } from '../../src/contract/views.ts'
import {
  aConnection,
  aFloor,
  agentFeed,
  agentRow,
  anAlert,
  aTarget,
  NOON_MS,
  queueFeed,
  queueRow,
  rows
} from './a-floor.ts'
import type { FakeBridge } from './fake-bridge.ts'

/** The states that every view must be able to show, as main would tell them. */
export interface FloorState {
  readonly state: StateView
  readonly rows: readonly RowView[]
  readonly prepare?: (bridge: FakeBridge) => void
  /** How long main is silent after the first picture. */
  readonly silentForMs?: number
}

const floor = aFloor()
const never = (): Promise<never> => new Promise(() => undefined)

const CANNOT_ANSWER: FailureView = { code: 'storage', step: 'step.journal', detail: 'disk I/O error' }

const OFFLINE: StatusView = {
  phase: 'offline',
  sinceMs: NOON_MS - 60_000,
  attempt: 1,
  failure: { code: 'offline', step: 'step.network', detail: '' }
}

const FORBIDDEN: StatusView = {
  phase: 'failed',
  sinceMs: NOON_MS - 60_000,
  attempt: 1,
  failure: { code: 'forbidden', step: 'step.subscribe', detail: 'Analytics Realtime', httpStatus: 403 }
}

const SYNCING: StatusView = { phase: 'syncing', sinceMs: NOON_MS - 2_000, attempt: 1 }

const UNKNOWN = { contactsWaiting: null, agentsReady: null, contactsActive: null, answered: null, abandoned: null }

const trouble = (status: StatusView, feeds = [queueFeed({ status }), agentFeed({ status })]): Partial<StateView> => ({
  feeds: feeds.map((feed) => ({ ...feed, heardAtMs: NOON_MS - 60_000 })),
  alerts: [],
  targets: [aTarget({ state: 'reached', value: 420 })],
  connections: [aConnection({ status }), aConnection({ id: 'c2', system: 'giosg', status })],
  headline: { ...floor.headline, ...UNKNOWN, look: 'offline', heardAtMs: null, openAlerts: 0 }
})

const none = { connections: [], feeds: [], alerts: [], targets: [], targetsLoaded: false }

const AGENT_STATES = ['READY', 'ACTIVE', 'AFTER_CONTACT_WORK', 'NOT_READY', 'LOGGED_OUT']

const LONG = [
  'Reklamaatiot ja palautukset / yritysasiakkaat, arkisin klo 8–20 (varalinja)',
  'Donaudampfschifffahrtsgesellschaftskapitänsmützenbestellannahme',
  'مكتب خدمة العملاء – الدعم الفني'
]
const [longQueue = '', longWord = '', arabic = ''] = LONG

function manyRows(): RowView[] {
  const queues = Array.from({ length: 60 }, (_, at) =>
    queueRow(`Queue ${at + 1}`, { waiting: (at * 7) % 23, active: (at * 5) % 31, offered: at * 11, answered: at * 10 })
  )
  const agents = Array.from({ length: 400 }, (_, at) =>
    agentRow(`Agent ${at + 1}`, AGENT_STATES[at % AGENT_STATES.length] ?? '', NOON_MS - at * 7_000)
  )
  return [...queues, ...agents]
}

function longRows(): RowView[] {
  return [
    ...LONG.map((name, at) =>
      queueRow(name, { waiting: 12_345 - at, active: 987, offered: 1_234_567, answered: 1_230_000 })
    ),
    ...LONG.map((name, at) =>
      agentRow(`${name} – Maria-Fernanda`, AGENT_STATES[at + 1] ?? '', NOON_MS - 86_400_000 * at)
    ),
    agentRow('Li', 'NOT_READY', NOON_MS - 900_000, `${longQueue} ${longWord}`)
  ]
}

const manyAlerts = Array.from({ length: 24 }, (_, at) =>
  anAlert({
    id: `e${at}`,
    keyName: `Queue ${at + 1}`,
    key: queueRow(`Queue ${at + 1}`).id,
    severity: at % 3 === 0 ? 'critical' : 'warning',
    acknowledgedAtMs: at % 4 === 1 ? NOON_MS - 60_000 : null
  })
)

const withTeams = (feed: FeedView): FeedView => ({
  ...feed,
  measures: [...feed.measures, { name: 'agentTeam', kind: 'text', displayName: 'Team' }]
})

export const FLOOR_STATES = {
  live: { state: floor, rows },
  calm: { state: aFloor({ alerts: [], headline: { ...floor.headline, look: 'ok', openAlerts: 0 } }), rows },
  loading: { state: floor, rows, prepare: (bridge) => bridge.answer('state:get', never) },
  failed: { state: floor, rows, prepare: (bridge) => bridge.refuse('state:get', CANNOT_ANSWER) },
  nothingConnected: {
    state: aFloor({
      ...none,
      headline: { ...floor.headline, ...UNKNOWN, look: 'offline', heardAtMs: null, openAlerts: 0 }
    }),
    rows: []
  },
  noRowsYet: {
    state: aFloor({ alerts: [], targets: [], headline: { ...floor.headline, ...UNKNOWN, look: 'ok' } }),
    rows: []
  },
  arriving: {
    state: aFloor({ ...trouble(SYNCING), headline: { ...floor.headline, ...UNKNOWN, look: 'stale' } }),
    rows
  },
  offline: { state: aFloor(trouble(OFFLINE)), rows },
  silent: { state: floor, rows, silentForMs: 70_000 },
  noPermission: { state: aFloor({ ...trouble(FORBIDDEN, []), targets: [], targetsLoaded: false }), rows: [] },
  noneOnFloor: {
    state: aFloor({
      alerts: [],
      targets: [],
      connections: [aConnection({ status: OFFLINE })],
      settings: {
        ...floor.settings,
        floor: { connections: [], sites: [], queues: [{ id: 'gone', name: 'Gone' }], teams: [] }
      },
      headline: { ...floor.headline, look: 'stale', nothingOnFloor: true, contactsWaiting: null }
    }),
    rows
  },
  nobodyOnFloor: {
    state: aFloor({
      alerts: [],
      feeds: [queueFeed(), withTeams(agentFeed())],
      settings: {
        ...floor.settings,
        floor: { connections: [], sites: [], queues: [], teams: [{ id: 'Blue', name: 'Blue' }] }
      },
      headline: { ...floor.headline, look: 'ok', agentsReady: 0, openAlerts: 0, nobodyOnFloor: true }
    }),
    rows
  },
  many: {
    state: aFloor({
      alerts: manyAlerts,
      targets: Array.from({ length: 30 }, (_, at) =>
        aTarget({
          id: `t${at}`,
          name: `Target ${at + 1}`,
          workflowId: `w${at % 4}`,
          workflowName: `Workflow ${at % 4}`
        })
      ),
      connections: Array.from({ length: 8 }, (_, at) =>
        aConnection(
          at === 1 ? { id: 'c2', system: 'giosg', name: 'Chat' } : { id: `c${at + 1}`, name: `Site ${at + 1}` }
        )
      ),
      headline: { ...floor.headline, contactsWaiting: 12_345, openAlerts: 24 }
    }),
    rows: manyRows()
  },
  longNames: {
    state: aFloor({
      alerts: LONG.map((name, at) =>
        anAlert({
          id: `e${at}`,
          keyName: name,
          key: queueRow(name).id,
          ruleName: longQueue,
          note: `${longWord} ${longQueue}`
        })
      ),
      targets: LONG.map((name, at) => aTarget({ id: `t${at}`, name, workflowName: longQueue, threshold: 1_234_567 })),
      connections: [
        aConnection({ name: longQueue, host: `${'a-long-name-of-a-host.'.repeat(5)}example.test` }),
        aConnection({ id: 'c2', system: 'giosg', name: arabic })
      ]
    }),
    rows: longRows()
  }
} as const satisfies Readonly<Record<string, FloorState>>

export type FloorStateName = keyof typeof FLOOR_STATES
