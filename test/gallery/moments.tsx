import type { ConnectionTestView, StateView } from '../../src/contract/views.ts'
import { PanelWindow } from '../../src/renderer/features/panel/panel-window.tsx'
import { aConnection, aFloor, anAlert, aTarget, aVault, NOON_MS, rows } from '../fakes/a-floor.ts'
import type { FakeBridge } from '../fakes/fake-bridge.ts'
import { EXPLAINED } from './explained.ts'
import { TARGET_MOMENTS } from './target-moments.ts'
import { moment } from './moment.tsx'
import type { Hands, Specimen } from './specimen.ts'

/** What opens over a view, what is being typed, and what main says to that. */

const REFUSED = { code: 'storage', step: 'settings', detail: 'read-only file system' }
const PROXY = 'proxy.example.test:3128'

const BEGUN_ANEW = { Offered: NOON_MS - 720_000, Answered: NOON_MS - 720_000, abandonedFromQueue: NOON_MS - 720_000 }

type Step = ConnectionTestView['steps'][number]
const step = (over: Partial<Step>): Step => ({ id: 'x', step: 'token', subject: '', state: 'ok', notes: [], ...over })

const STEPS: readonly Step[] = [
  step({ id: 'a', step: 'token' }),
  step({
    id: 'b',
    step: 'producers',
    state: 'failed',
    failure: { code: 'forbidden', step: 'producers', detail: 'their words', httpStatus: 403 }
  }),
  step({ id: 'c', step: 'subscribe', state: 'skipped' })
]

async function tell({ bridge, settle }: Hands, steps: readonly Step[], over: boolean): Promise<void> {
  const { testId } = bridge.askedOf('connection:test').at(-1) as { readonly testId: string }
  bridge.push('connection:tested', { testId, over, steps: [...steps] })
  await settle()
}

const maria = rows.find(({ values }) => values['agentDisplayName'] === 'Maria L.')?.id ?? ''
const sales = rows.find(({ values }) => values['queueName'] === 'Sales')?.id ?? ''

const troubledAgent: Partial<StateView> = {
  alerts: [anAlert(), anAlert({ id: 'e9', key: maria, keyName: 'Maria L.', severity: 'warning' })],
  trends: [
    { rowId: maria, values: [60_000, 90_000, null, 120_000, 364_000] },
    { rowId: sales, values: [1, 2, 2, 4, 3, 6, 9, 12] }
  ]
}

const delivery = (state: 'delivered' | 'failed', atMs: number) => ({
  ...{ id: `d${atMs}`, episodeId: 'e1', channel: 'native' as const, state, atMs, possibleRepeat: false },
  ...{ reason: 'fired' as const, detail: state === 'failed' ? 'no notification server' : 'electron' }
})

const told = anAlert({ acknowledgedAtMs: NOON_MS - 60_000, note: 'Jon moves two people over.' }, [
  delivery('failed', NOON_MS - 180_000),
  delivery('delivered', NOON_MS - 120_000)
])

const grouped = { sort: null, group: 'agentState', columns: null, facet: null, trouble: 'all' as const }

const log = (bridge: FakeBridge): void =>
  bridge.answer('log:read', async () => ({
    ok: true,
    value: {
      folder: '/home/supervisor/floorwatch/logs',
      lines: [
        { atMs: NOON_MS, level: 'error', scope: 'avaya', message: 'refused', fields: '{"code":"forbidden"}' },
        { atMs: NOON_MS - 60_000, level: 'info', scope: '', message: 'feed live', fields: '' }
      ],
      failure: null
    }
  }))

export const MOMENTS: readonly Specimen[] = [
  moment('overview', 'welcome', 'The question of the first start', {
    over: { demo: { scenario: 'quiet-day', speed: 1, seed: 1 }, connections: [aConnection({ demo: true })] }
  }),
  moment('overview', 'all-agents', 'Every agent in the overview', { after: ({ press }) => press('agents.all') }),
  moment('overview', 'commands', 'The command palette', { after: ({ keys }) => keys('k', { ctrlKey: true }) }),
  ...EXPLAINED,
  ...TARGET_MOMENTS,
  moment('alerts', 'several-conditions', 'An alert by several conditions', {
    over: {
      alerts: [
        anAlert({
          also: {
            join: 'all',
            holds: true,
            conditions: [
              {
                ...{ over: 'each', metric: { kind: 'measure', measure: { role: 'contactsWaiting' } }, unit: 'number' },
                ...{ op: '>=', threshold: 10, clear: null, value: 12, holds: true }
              },
              { over: 'count', unit: 'number', op: '<', threshold: 3, clear: null, value: null, holds: null }
            ]
          }
        })
      ]
    },
    after: ({ press }) => press('alerts.showNamed', 'title')
  }),
  moment('alerts', 'why-not-choice', 'Why was I not alerted, from the rules', {
    after: async ({ press }) => {
      await press('alerts.rules')
      await press('why.title')
    }
  }),
  moment('queues', 'why-not', 'Why was I not alerted about a queue, with its answer', {
    after: async ({ press }) => {
      await press('why.about', 'name')
      await press('why.ask')
    }
  }),
  moment('overview', 'shortcuts', 'The list of shortcuts', { after: ({ keys }) => keys('?', { shiftKey: true }) }),
  moment('overview', 'snooze-menu', 'The menu of a snooze', { after: ({ press }) => press('snooze.all') }),
  moment('overview', 'snoozed', 'Everything is snoozed', {
    over: { headline: { ...aFloor().headline, look: 'paused', snoozedUntilMs: NOON_MS + 900_000 } }
  }),
  moment('overview', 'snooze-refused', 'A snooze that main refused', {
    prepare: (bridge) => bridge.refuse('alert:snooze', REFUSED),
    after: async ({ press }) => {
      await press('snooze.all')
      await press('snooze.min15')
    }
  }),
  moment('overview', 'undo', 'What was done can be taken back', {
    after: async ({ press }) => {
      await press('snooze.all')
      await press('snooze.min15')
    }
  }),
  moment('agents', 'grouped', 'Agents in groups', {
    over: { settings: { ...aFloor().settings, tables: { agents: grouped } } }
  }),
  moment('queues', 'began-anew', 'Counts that began anew', {
    of: rows.map((row) => (row.id === sales ? { ...row, intervals: BEGUN_ANEW } : row))
  }),
  moment('agents', 'columns', 'The choice of columns', { after: ({ press }) => press('table.columns') }),
  moment('alerts', 'alert-details', 'Why this alert, and when it was told', {
    over: { alerts: [told] },
    after: ({ press }) => press('alerts.showNamed', 'title')
  }),
  moment('alerts', 'acknowledge', 'Acknowledging with a note', {
    after: ({ press }) => press('alerts.acknowledgeNamed', 'title')
  }),
  moment('alerts', 'unsaved-note', 'A note whose alert ended before it was saved', {
    after: async ({ bridge, press, type, settle }) => {
      await press('alerts.acknowledgeNamed', 'title')
      await type('alerts.note', 'Jon moves two people over.')
      const history = [anAlert({ state: 'closed', closedAtMs: NOON_MS })]
      bridge.push('state:changed', { alerts: [], history, revision: bridge.state.revision + 1 })
      await settle()
    }
  }),
  moment('alerts', 'history', 'Alerts that are over', {
    over: {
      alerts: Array.from({ length: 40 }, (_, at) =>
        anAlert({ id: `h${at}`, state: 'closed', closedAtMs: NOON_MS - at * 900_000 })
      )
    },
    after: ({ press }) => press('alerts.history')
  }),
  moment('alerts', 'history-empty', 'No alert has ended yet', { after: ({ press }) => press('alerts.history') }),
  moment('alerts', 'rules', 'Rules', { after: ({ press }) => press('alerts.rules') }),
  moment('alerts', 'rule-form', 'A rule being changed', {
    after: async ({ press }) => {
      await press('alerts.rules')
      await press('rules.editNamed', 'name')
    }
  }),
  moment('targets', 'not-there', 'A link to what is gone', {
    after: async ({ bridge, settle }) => {
      bridge.push('view:requested', { view: 'targets', focusId: 'gone' })
      await settle()
    }
  }),
  moment('targets', 'targets', 'Targets in every state', {
    over: {
      targets: [
        aTarget({ id: 'a', name: 'Running' }),
        aTarget({ id: 'b', name: 'Reached', state: 'reached', value: 420 }),
        aTarget({ id: 'c', name: 'Exceeded', state: 'exceeded', bound: 'UPPER', value: 512 }),
        aTarget({ id: 'd', name: 'Never tested', state: 'untested', value: null, testedAtMs: null, history: [] }),
        aTarget({ id: 'e', name: 'Not active', state: 'inactive', value: null }),
        aTarget({ id: 'f', name: 'Without a value', state: 'noValue', value: null }),
        aTarget({ id: 'g', name: 'Other period', state: 'noVerdict', selectedPeriod: 'P1W' }),
        aTarget({ id: 'h', name: 'Being tested', testing: true }),
        aTarget({ id: 'i', name: 'Test failed', failure: { code: 'timeout', step: 'targetTest', detail: '' } })
      ]
    }
  }),
  moment('connections', 'problems', 'Problems of the application', {
    over: {
      problems: [
        { id: 'p1', code: 'settingsDamaged', params: { file: '/tmp/set-aside.json' }, sinceMs: NOON_MS },
        { id: 'p2', code: 'noNotificationServer', params: { raw: 'dbus: no such name' }, sinceMs: NOON_MS }
      ]
    }
  }),
  moment('connections', 'choose-system', 'Which system to connect', {
    after: ({ press }) => press('connectionForm.add')
  }),
  moment('connections', 'connection-refused', 'A form with refused fields', {
    prepare: (bridge) =>
      bridge.answer('connection:save', async () => ({
        ok: true,
        value: { kind: 'refused', refusals: [{ path: 'secrets.appKey', reason: 'secretForNewHost' }] }
      })),
    after: async ({ press }) => {
      await press('connectionForm.editNamed', 'name')
      await press('app.save')
    }
  }),
  moment('connections', 'test-running', 'A connection being tested', {
    after: async (hands) => {
      await hands.press('connectionForm.testNamed', 'name')
      await tell(hands, [step({}), step({ id: 'b', step: 'producers', state: 'running' })], false)
    }
  }),
  moment('connections', 'test-failed', 'A test that names the failing step', {
    after: async (hands) => {
      await hands.press('connectionForm.testNamed', 'name')
      await tell(hands, STEPS, true)
    }
  }),
  moment('connections', 'remove-connection', 'Removing a connection', {
    after: ({ press }) => press('connectionForm.removeNamed', 'name')
  }),
  moment('connections', 'proxy-login', 'A proxy wants a login', {
    over: {
      connections: [
        aConnection({
          status: {
            phase: 'failed',
            sinceMs: NOON_MS,
            attempt: 1,
            failure: { code: 'proxyLogin', step: 'connect', detail: '', proxy: PROXY }
          }
        })
      ],
      vault: aVault({ proxyLogins: [{ proxy: PROXY, kept: 'stored', storedBy: 'gnome_libsecret' }] })
    }
  }),
  moment('connections', 'vault-question', 'Where no protected storage is', {
    over: {
      vault: aVault({
        ...{ protection: 'session', backend: 'basic_text', canStoreWeakly: true, waitsForConsent: true },
        unusual: [{ connectionId: 'c1', field: 'clientSecret', why: 'superseded', storedBy: 'gnome_libsecret' }]
      })
    }
  }),
  moment('connections', 'vault-locked', 'The keyring is locked', { over: { vault: aVault({ locked: true }) } }),
  moment('overview', 'arranging', 'Arranging the tiles', { after: ({ press }) => press('overview.arrange') }),
  moment('overview', 'agents-in-trouble', 'Agents in trouble in their tile', {
    over: troubledAgent,
    after: ({ press }) => press('agents.inTrouble')
  }),
  moment('settings', 'log', 'The log', { prepare: log }),
  moment('settings', 'delete-history', 'Deleting history', { after: ({ press }) => press('privacy.deleteNow') }),
  {
    id: 'moments/panel-trouble',
    title: 'The panel with queues and agents in trouble',
    content: <PanelWindow />,
    floor: { state: aFloor(troubledAgent), rows }
  },
  {
    id: 'moments/panel-demo',
    title: 'The panel on the demo centre',
    content: <PanelWindow />,
    floor: { state: aFloor({ demo: { scenario: 'quiet-day', speed: 1, seed: 1 } }), rows }
  }
]
