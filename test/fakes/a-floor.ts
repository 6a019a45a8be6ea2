import type {
  AlertView,
  ConnectionView,
  FeedView,
  RowView,
  StateView,
  StatusView,
  TargetView,
  VaultView
} from '../../src/contract/views.ts'
import { defaultRules } from '../../src/core/alerts/default-rules.ts'
import { DEFAULT_SETTINGS } from '../../src/core/settings/settings.ts'
import { anEpisode } from './an-episode.ts'

/** Noon of a Monday: what all times of the made-up floor are counted from. */
export const NOON_MS = Date.UTC(2026, 2, 2, 12)

export const LIVE: StatusView = { phase: 'live', sinceMs: NOON_MS - 600_000, attempt: 0 }

const CONFIGS: Readonly<Record<ConnectionView['system'], ConnectionView['config']>> = {
  avaya: {
    system: 'avaya',
    name: 'Floor',
    restBaseUrl: 'https://cloud.example.test',
    accountId: 'EZCLTR',
    clientId: 'client',
    producers: ['Queue_itd_1.0.0', 'Agent_itd_1.0.0']
  },
  giosg: {
    system: 'giosg',
    name: 'Chat',
    organizationId: '7f9e9580-095b-42c7-838c-c04e667b26f7',
    apiBaseUrl: 'https://api.example.test',
    serviceBaseUrl: 'https://service.example.test',
    tokenKind: 'token'
  },
  thoughtspot: {
    system: 'thoughtspot',
    name: 'Reports',
    baseUrl: 'https://reports.example.test',
    username: 'maria'
  }
}

export function aConnection(over: Partial<ConnectionView> = {}): ConnectionView {
  const config = CONFIGS[over.system ?? 'avaya']
  return {
    config: { ...config, name: over.name ?? config.name },
    id: 'c1',
    system: 'avaya',
    name: 'Floor',
    host: 'cloud.example.test',
    demo: false,
    status: LIVE,
    owner: null,
    secretsSet: ['appKey', 'clientSecret'],
    ...over
  }
}

const measure = (
  name: string,
  role?: FeedView['measures'][number]['role'],
  kind: 'text' | 'number' | 'since' = 'number'
) => ({
  name,
  kind,
  displayName: name,
  ...(role ? { role } : {})
})

export function queueFeed(over: Partial<FeedView> = {}): FeedView {
  return {
    id: 'c1/Queue_itd_1.0.0',
    connectionId: 'c1',
    producerId: 'Queue_itd_1.0.0',
    subject: 'queue',
    keyNames: ['queueId'],
    measures: [
      measure('queueName', 'queueName', 'text'),
      measure('channelId', 'channel', 'text'),
      measure('contactsQueueing', 'contactsWaiting'),
      measure('active', 'contactsActive'),
      measure('Offered', 'offered'),
      measure('Answered', 'answered'),
      measure('abandonedFromQueue', 'abandoned')
    ],
    status: LIVE,
    heardAtMs: NOON_MS - 1_000,
    rowCount: 3,
    skippedMessages: 0,
    ...over
  }
}

export function agentFeed(over: Partial<FeedView> = {}): FeedView {
  return {
    id: 'c1/Agent_itd_1.0.0',
    connectionId: 'c1',
    producerId: 'Agent_itd_1.0.0',
    subject: 'agent',
    keyNames: ['agentId'],
    measures: [
      measure('agentDisplayName', 'agentName', 'text'),
      measure('agentState', 'agentState', 'text'),
      measure('reasonCodeName', 'agentReason', 'text'),
      measure('timeInState', 'stateSince', 'since'),
      measure('timeInACW', 'afterContactSince', 'since')
    ],
    status: LIVE,
    heardAtMs: NOON_MS - 2_000,
    rowCount: 3,
    skippedMessages: 0,
    ...over
  }
}

export interface QueueNumbers {
  readonly waiting?: number | null
  readonly active?: number
  readonly offered?: number
  readonly answered?: number
  readonly abandoned?: number
  readonly channel?: string
}

export function queueRow(name: string, numbers: QueueNumbers = {}, feedId = 'c1/Queue_itd_1.0.0'): RowView {
  const { waiting = 0, active = 0, offered = 0, answered = 0, abandoned = 0, channel = 'VOICE' } = numbers
  return {
    id: `${feedId}/queueId=${name}`,
    feedId,
    keys: { queueId: name },
    values: {
      queueName: name,
      channelId: channel,
      contactsQueueing: waiting,
      active,
      Offered: offered,
      Answered: answered,
      abandonedFromQueue: abandoned
    },
    changedAtMs: NOON_MS
  }
}

export function agentRow(name: string, state: string, sinceMs: number | null = null, reason = ''): RowView {
  const feedId = 'c1/Agent_itd_1.0.0'
  return {
    id: `${feedId}/agentId=${name}`,
    feedId,
    keys: { agentId: name },
    values: {
      agentDisplayName: name,
      agentState: state,
      reasonCodeName: reason,
      timeInState: sinceMs,
      timeInACW: state === 'AFTER_CONTACT_WORK' ? sinceMs : null
    },
    changedAtMs: NOON_MS
  }
}

export function aTarget(over: Partial<TargetView> = {}): TargetView {
  return {
    id: 't1',
    connectionId: 'c2',
    workflowId: 'w1',
    workflowName: 'Chat service',
    name: 'Chats handled today',
    threshold: 400,
    bound: 'LOWER',
    reportingPeriod: 'P1D',
    notificationPeriod: 'P1D',
    state: 'running',
    value: 248,
    selectedPeriod: 'P1D',
    timespan: 'today',
    testedAtMs: NOON_MS - 180_000,
    nextTestAtMs: NOON_MS + 720_000,
    testing: false,
    failure: null,
    periodEndsAtMs: NOON_MS + 12 * 3_600_000,
    pace: null,
    history: [
      { atMs: NOON_MS - 2_000_000, value: 120 },
      { atMs: NOON_MS - 180_000, value: 248 }
    ],
    ...over
  }
}

export function anAlert(over: Partial<AlertView['episode']> = {}, deliveries: AlertView['deliveries'] = []): AlertView {
  return {
    episode: anEpisode({
      id: 'e1',
      ruleId: 'default-contacts-waiting',
      ruleVersion: 1,
      ruleName: 'Contacts waiting',
      severity: 'critical',
      key: queueRow('Sales').id,
      keyName: 'Sales',
      connectionId: 'c1',
      state: 'firing',
      unit: 'number',
      op: '>',
      value: 12,
      threshold: 8,
      clear: 5,
      peak: 14,
      breachedAtMs: NOON_MS - 190_000,
      firedAtMs: NOON_MS - 180_000,
      toldAtMs: NOON_MS - 180_000,
      toldCount: 1,
      ...over
    }),
    deliveries
  }
}

export const rows: readonly RowView[] = [
  queueRow('Email', { waiting: 6, active: 8, offered: 22, answered: 22, channel: 'EMAIL' }),
  queueRow('Sales', { waiting: 12, active: 14, offered: 54, answered: 51, abandoned: 3 }),
  queueRow('Support', { waiting: 9, active: 17, offered: 64, answered: 63, abandoned: 1 }),
  agentRow('Maria L.', 'AFTER_CONTACT_WORK', NOON_MS - 364_000),
  agentRow('Jon K.', 'READY', NOON_MS - 20_000),
  agentRow('Ann B.', 'NOT_READY', NOON_MS - 900_000, 'Lunch')
]

export function aVault(over: Partial<VaultView> = {}): VaultView {
  return {
    protection: 'os',
    backend: 'gnome_libsecret',
    locked: false,
    unavailable: false,
    canStoreWeakly: false,
    waitsForConsent: false,
    unusual: [],
    proxyLogins: [],
    ...over
  }
}

/** A floor on which all is live and one queue has an open alert. Alerts given that are over become its history. */
export function aFloor({ alerts = [anAlert()], ...over }: Partial<StateView> = {}): StateView {
  const isOver = ({ episode }: AlertView): boolean => episode.state === 'closed'
  return {
    revision: 1,
    headline: {
      look: 'critical',
      contactsWaiting: 27,
      agentsReady: 1,
      contactsActive: 39,
      answered: 136,
      abandoned: 4,
      heardAtMs: NOON_MS - 2_000,
      openAlerts: 1,
      nothingOnFloor: false,
      nobodyOnFloor: false,
      snoozedUntilMs: null
    },
    connections: [aConnection(), aConnection({ id: 'c2', system: 'giosg', name: 'Chat', host: 'api.example.test' })],
    feeds: [queueFeed(), agentFeed()],
    alerts: alerts.filter((alert) => !isOver(alert)),
    history: alerts.filter(isOver),
    rules: defaultRules(),
    targets: [aTarget()],
    targetsLoaded: true,
    trends: [],
    settings: DEFAULT_SETTINGS,
    problems: [],
    vault: aVault(),
    desktop: { doNotDisturb: 'off', shortcut: 'none' },
    away: null,
    demo: null,
    app: {
      version: '0.1.0',
      electron: '45.4.1',
      runtime: 'official',
      profileDir: '/home/supervisor/floorwatch',
      locale: 'en'
    },
    ...over
  }
}
