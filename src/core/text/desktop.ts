/** Words of the tray, the notices and the status lines. i18next form: `{{x}}` is filled in, `_one` / `_other` are plural forms. */
export const desktop = {
  tray: {
    appName: 'Floorwatch',
    demo: 'Demo centre',
    look: {
      ok: 'All calm',
      warning: 'Warning',
      critical: 'Critical',
      stale: 'Data is not live',
      offline: 'Offline',
      paused: 'Alerts snoozed'
    },
    nothingOnFloor: 'Nothing of my floor is listed',
    waiting_one: '{{count}} contact waiting',
    waiting_other: '{{count}} contacts waiting',
    lastKnown: 'last known: {{headline}} at {{time}}',
    nothingYet: 'no data yet',
    live: 'live',
    silentFor: 'live, quiet for {{age}}',
    noDataFor: 'no data for {{age}}',
    snoozedUntil: 'snoozed until {{time}}',
    open: 'Open Floorwatch',
    panel: 'Show panel',
    alerts_zero: 'No open alerts',
    alerts_one: '{{count}} open alert',
    alerts_other: '{{count}} open alerts',
    acknowledgedCount: '{{count}} acknowledged',
    showAlert: 'Show',
    acknowledge: 'Acknowledge',
    acknowledged: '{{title}} (acknowledged)',
    snooze15: 'Snooze 15 min',
    snoozeAll: 'Snooze all alerts',
    snoozeFor15: 'For 15 minutes',
    snoozeFor60: 'For 1 hour',
    snoozeEnd: 'End snooze',
    moreAlerts: 'All alerts…',
    connections: 'Connections',
    connectionLine: '{{name}}: {{phase}}',
    retry: 'Retry now',
    queueLine_one: '{{name}}: {{count}} waiting',
    queueLine_other: '{{name}}: {{count}} waiting',
    queueNoData: '{{name}}: no data',
    noConnections: 'No connections',
    quit: 'Quit (alerts stop)'
  },
  desktopAction: {
    panel: 'Show panel',
    alerts: 'Alerts',
    overview: 'Overview'
  },
  privacy: {
    agent: 'Agent {{code}}'
  },
  notice: {
    title: '{{name}}: {{rule}} {{value}}',
    feedTitle: '{{name}}: the live feed is lost',
    targetReachedTitle: '{{name}}: target reached',
    targetExceededTitle: '{{name}}: limit exceeded',
    endedTitle: 'Over: {{title}}',
    over: 'over {{threshold}}',
    under: 'under {{threshold}}',
    forTime: 'for {{age}}',
    clearsAt: 'clears at {{clear}}',
    feedBody: 'Numbers are not fresh until it is back. Cause: {{cause}}',
    targetBody: 'Value {{value}}, threshold {{threshold}}',
    acknowledge: 'Acknowledge',
    snooze: 'Snooze 15 min',
    open: 'Open',
    discreetTitle: 'An alert needs you',
    discreet: {
      realtime: 'Queue or agent alert, {{severity}}. Unlock to see more.',
      feed: 'Connection alert, {{severity}}. Unlock to see more.',
      target: 'Target alert, {{severity}}. Unlock to see more.'
    },
    possibleRepeat: 'This may have been shown before a restart.'
  }
} as const
