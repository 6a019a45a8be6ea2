import { alertWindow } from './window-alerts.ts'
import { commandWindow } from './window-commands.ts'
import { connectionFormWindow } from './window-connection-form.ts'
import { connectionWindow } from './window-connections.ts'
import { diagnosticsWindow } from './window-diagnostics.ts'
import { floorWindow } from './window-floor.ts'
import { tableWindow } from './window-tables.ts'
import { explanationWindow } from './window-explanation.ts'
import { reportingWindow } from './window-reporting.ts'
import { whyWindow } from './window-why.ts'
import { vaultWindow } from './window-vault.ts'
import { welcomeWindow } from './window-welcome.ts'
import { overviewWindow } from './window-overview.ts'
import { privacyWindow } from './window-privacy.ts'
import { ruleFormWindow } from './window-rule-form.ts'
import { ruleWindow } from './window-rules.ts'
import { hoursWindow } from './window-hours.ts'
import { settingsWindow } from './window-settings.ts'

/** Words of the windows. i18next form: `{{x}}` is filled in, `_one` / `_other` are plural forms of `count`. */
export const windows = {
  ...alertWindow,
  ...whyWindow,
  ...explanationWindow,
  ...reportingWindow,
  ...commandWindow,
  ...welcomeWindow,
  ...overviewWindow,
  ...connectionWindow,
  ...diagnosticsWindow,
  ...vaultWindow,
  ...privacyWindow,
  ...ruleWindow,
  ...ruleFormWindow,
  ...settingsWindow,
  ...hoursWindow,
  ...tableWindow,
  ...floorWindow,
  ...connectionFormWindow,
  app: {
    name: 'Floorwatch',
    loading: 'Loading the floor',
    views: 'Views',
    close: 'Close',
    save: 'Save',
    cancel: 'Cancel',
    noValue: '–',
    details: 'Details: {{detail}}',
    httpStatus: 'HTTP {{status}}',
    retryAfter: 'asked to wait {{age}}',
    noAnswer: 'The application gives no answer'
  },
  mark: {
    ok: 'ok',
    info: 'info',
    warning: 'warning',
    critical: 'critical',
    stale: 'no data',
    offline: 'offline',
    paused: 'paused',
    closed: 'closed',
    none: 'no verdict'
  },
  look: {
    ok: 'All calm',
    warning: 'Warning',
    critical: 'Critical',
    stale: 'Data is not live',
    offline: 'Offline',
    paused: 'Alerts snoozed'
  },
  nav: {
    overview: 'Overview',
    queues: 'Queues',
    agents: 'Agents',
    alerts: 'Alerts',
    targets: 'Targets',
    connections: 'Connections',
    floor: 'My floor',
    settings: 'Settings',
    alertCount_one: '{{count}} open alert',
    alertCount_other: '{{count}} open alerts',
    targetCount_one: '{{count}} target exceeded',
    targetCount_other: '{{count}} targets exceeded',
    connectionCount_one: '{{count}} connection not live',
    connectionCount_other: '{{count}} connections not live'
  },
  demo: {
    title: 'Demo centre · {{scenario}}\u00a0×{{speed}}',
    note: 'Nothing here is real',
    leave: 'Connect my systems'
  },
  feed: {
    live: 'live · {{age}}',
    noData: '{{name}}: no data for {{age}}',
    noDataYet: '{{name}}: no data yet',
    reading: '{{name}}: reading the present numbers',
    none: 'no feed yet',
    waitTitle: 'Waiting for the first feed',
    waitNext: 'It comes when a connection has signed in. The state of each stands under Connections.',
    name: '{{connection}} {{subject}}',
    state: 'State of the feeds',
    subject: { queue: 'queues', agent: 'agents', other: '({{producer}})' }
  },
  snooze: {
    all: 'Snooze all',
    min15: '15 min',
    hour1: '1 hour',
    tomorrow: 'until tomorrow',
    untilEnd: 'until it ends',
    end: 'End snooze',
    until: 'All alerts snoozed until {{time}}',
    menu: 'Snooze'
  },
  tile: {
    label: 'Headline numbers',
    contactsWaiting: 'contacts waiting',
    agentsReady: 'agents ready',
    contactsActive: 'active contacts',
    answered: 'answered',
    abandonedShare: 'abandoned of offered',
    afterContact: 'in after-contact work',
    notLive: 'not live'
  },
  queues: {
    title: 'Queues',
    sorted: 'worst first',
    name: 'queue',
    contactsWaiting: 'waiting',
    contactsActive: 'active',
    answered: 'answered',
    abandoned: 'abandoned',
    emptyTitle: 'No queue has reported yet',
    emptyNext: 'Queues appear with their first message. The state of each feed stands under Connections.',
    noFeedTitle: 'No feed lists queues',
    noFeedNext: 'Add a connection with a queue producer.',
    stale: 'no data for {{age}}',
    reading: 'being read',
    pin: 'Pin {{name}} to the tray menu',
    pinHint: 'Show in the tray menu',
    unpinHint: 'Take out of the tray menu',
    pinsFull: 'Ten queues are pinned: take one out first',
    more_one: 'and {{count}} more',
    more_other: 'and {{count}} more',
    calm: 'No queue is in trouble'
  },
  agents: {
    title: 'Agents',
    loggedIn_one: '{{count}} logged in',
    loggedIn_other: '{{count}} logged in',
    byState: 'Agents by state',
    other: 'other',
    longest: 'Longest in after-contact work',
    longestNone: 'Nobody is in after-contact work',
    all: 'All agents',
    inTrouble: 'In trouble',
    inTroubleNone: 'No agent is in trouble',
    show: 'Which agents to list',
    name: 'agent',
    state: 'state',
    reason: 'reason',
    time: 'time in state',
    emptyTitle: 'No agent has reported yet',
    emptyNext: 'Agents appear with their first message. The state of each feed stands under Connections.',
    noFeedTitle: 'No feed lists agents',
    noFeedNext: 'Add a connection with an agent producer.'
  },
  targets: {
    title: 'Targets',
    loadingTitle: 'Reading workflows and targets',
    loadingNext: 'The list appears as soon as a connection with targets has answered.',
    emptyTitle: 'No business targets',
    emptyNext: 'They are set up in giosg. New ones appear here with the next reading.',
    noSystemTitle: 'No connection has business targets',
    noSystemNext: 'Add a giosg connection to see them.',
    nextTest: 'next test in {{time}}',
    testDue: 'next test is due',
    noNextTest: 'no test planned',
    reach: 'reach {{threshold}}',
    stayUnder: 'stay under {{threshold}}',
    valueReach: '{{value}} / {{threshold}}',
    valueUnder: '{{value}} < {{threshold}}',
    valueOver: '{{value}} ≥ {{threshold}}',
    thresholdOnly: '– / {{threshold}}',
    valueOnly: '{{value}}',
    progress: '{{name}}: {{value}}, threshold {{threshold}}',
    period: 'per {{period}}',
    periodsDiffer: 'reported per {{reporting}}, tested per {{tested}}',
    noVerdictWhy:
      'The value is counted per {{tested}}, the target is set per {{reporting}}. The two cannot be compared, so there is no verdict.',
    outlook: 'Heads for about {{projected}} ({{low}} to {{high}}) by {{end}}.',
    reachableUntil: 'With the fastest growth seen so far it can still be reached until {{until}}.',
    noValueWhy: 'Nothing was counted in this period yet.',
    inactiveWhy: 'The target is not active now, so it is not tested.',
    untestedWhy: 'It has not been tested yet.',
    testedAgo: 'tested {{age}} ago',
    timespan: 'time span {{timespan}}',
    timespanFromTo: 'counted from {{from}} to {{to}} (clock of the service)',
    old: 'not fresh',
    testNow: 'Test now',
    testNowNamed: 'Test {{name}} now',
    testing: 'testing…',
    testFailed: 'The last test failed',
    chart_one: '{{name}}: {{count}} test, last {{last}}, threshold {{threshold}}',
    chart_other: '{{name}}: last {{count}} tests from {{first}} to {{last}}, threshold {{threshold}}',
    chartEmpty: 'The chart starts with the second test.'
  },
  panel: {
    content: 'What needs you',
    open: 'Open',
    connected: '{{live}} of {{all}} connected',
    problems_one: '{{count}} problem',
    problems_other: '{{count}} problems',
    contactsWaiting: 'waiting',
    answered: 'answered',
    agentsReady: 'agents ready',
    abandonedShare: 'abandoned',
    queues: 'waiting · abandoned',
    agents_one: '{{count}} agent in trouble',
    agents_other: '{{count}} agents in trouble',
    trend: 'last 30 min: {{low}} to {{high}}, last {{last}}'
  },
  live: {
    newAlert: 'New alert, {{severity}}: {{title}}',
    moreAlerts_one: 'and {{count}} more new alert',
    moreAlerts_other: 'and {{count}} more new alerts'
  }
} as const
