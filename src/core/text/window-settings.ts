import type { LanguageChoice } from './language.ts'

/** Words of the Settings view. Each field says in plain words what it changes. */
export const settingsWindow = {
  settings: {
    sections: 'Sections of the settings',
    section: {
      general: 'General',
      floor: 'My floor',
      freshness: 'Freshness',
      tray: 'Tray',
      notices: 'Notifications and sounds',
      quiet: 'Quiet hours',
      hours: 'Opening hours',
      appearance: 'Appearance',
      secrets: 'Secrets',
      privacy: 'Data and privacy',
      log: 'Log',
      about: 'About and diagnostics'
    },
    targetTestInterval: 'Test targets every',
    targetTestIntervalHint: 'Business targets are also tested when you ask for it.',
    targetTestByPeriod: 'period, shortly before it ends',
    minutes: '{{count}} min',
    hours_one: '{{count}} hour',
    hours_other: '{{count}} hours'
  },
  autostart: {
    label: 'Start Floorwatch at login',
    hint: 'It starts hidden in the tray. The list of this system shows it, and it can be switched off there, too.',
    file: 'Kept in {{file}}',
    reading: 'Reading what the system has'
  },
  globalShortcut: {
    label: 'Shortcut that opens the panel',
    hint: 'Works in every program. Press the keys here, or type them, as Control+Alt+F. Empty: there is none.',
    hintOn: 'Works in every program. Press other keys here, or type them, to change it.',
    none: 'none',
    on: '{{shortcut}} opens the panel.',
    taken: '{{shortcut}} is taken: another program has it, or this desktop gives none to programs. Choose another one.',
    remove: 'Remove the shortcut',
    refused: {
      keys: 'Not keys that can be a shortcut: Control, Alt, Shift or Super, then one letter, digit, arrow or function key.',
      modifier: 'Hold Control, Alt or Super with it: otherwise you could not type this key any more.',
      editing: 'Every program needs it to edit text. Choose another one.'
    }
  },
  noticeSettings: {
    sounds: 'Sound',
    soundsHint:
      'The desktop’s own sound, where it plays any, or one of ours. Off, a notice is seen and not heard. Never two at once: a more severe one takes over.',
    tone: { desktop: 'Desktop’s own', drop: 'Drop', bell: 'Bell', alarm: 'Alarm' },
    toneOf: {
      info: 'What info sounds like',
      warning: 'What warnings sound like',
      critical: 'What critical alerts sound like'
    },
    volume: 'Volume of our sounds',
    volumeValue: '{{value}} %',
    sound: { info: 'Sound for info', warning: 'Sound for warnings', critical: 'Sound for critical alerts' },
    announceEnds: 'Tell when an alert is over',
    announceEndsHint: 'For the rules that ask for it. Off, the notice goes without a word.',
    try: 'Try a notice',
    tryHint: 'Each sends a real notice through this desktop and says what became of it.',
    trySeverity: { info: 'Try info', warning: 'Try warning', critical: 'Try critical' },
    shown: '{{severity}}: the desktop took the notice (by way of {{via}}).',
    shownUnseen:
      'If you did not see it, the desktop holds notices back: look at its do-not-disturb switch and its settings for Floorwatch.',
    notShown: '{{severity}}: the notice could not be shown.',
    noServer: 'Nothing on this desktop shows notices. Install or start a notification server, then try again.',
    silent: 'The notification server took the notice and does not answer. Start it again, or log in again.',
    refused: 'The desktop refused it. Allow notices of Floorwatch in the settings of the system.'
  },
  quiet: {
    enabled: 'Hold notices during quiet hours',
    enabledHint:
      'Alerts go on and stand in the Alerts view. When quiet hours end, one notice says what still needs you.',
    days: 'Begin on',
    day: { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' },
    daysWanted: 'At least one day: to have no quiet hours, switch them off.',
    from: 'From',
    to: 'To',
    timeWanted: 'A time such as 20:00.',
    nextDay: 'Ends on the next day.',
    allDay: 'Begins and ends at the same time: a whole day long.',
    critical: 'Critical alerts may break through',
    criticalHint: 'They are told at once, whatever the hour.',
    desktop: {
      on: "The desktop's do-not-disturb: on",
      off: "The desktop's do-not-disturb: off",
      unknown: "The desktop's do-not-disturb: can't be read",
      system: "The desktop's do-not-disturb: kept by this system"
    },
    desktopHint: {
      on: 'Notices are held until it is switched off, as in quiet hours.',
      off: 'While it is on, notices are held as in quiet hours.',
      unknown: 'Notices are handed to the desktop, which may hold them by itself.',
      system: 'Notices are handed over, and the system holds them while it is on.'
    },
    now: 'Quiet now, until {{time}}',
    nowAlways: 'Quiet now, without an end',
    next: 'Next quiet hours begin {{time}}'
  },
  freshness: {
    note: 'A quiet floor sends nothing. So each live feed is asked whether it is still there, and its numbers dim when it does not answer.',
    pingAfterMs: 'Ask after silence of (seconds)',
    pingAfterMsHint: 'A feed that sent nothing for so long is asked.',
    pongWithinMs: 'Wait for the answer (seconds)',
    pongWithinMsHint: 'Without an answer the connection is made anew.',
    staleAfterMs: 'Numbers dim after (seconds)',
    staleAfterMsHint: 'Nothing older looks fresh, and rules wait.',
    limits: 'From {{least}} to {{most}} seconds, in whole seconds.',
    order:
      'Must be longer than the silence after which a feed is asked: otherwise every quiet feed would be called stale.'
  },
  appearance: {
    language: 'Language',
    languages: { system: 'as the system', en: 'English', fi: 'Suomi' } satisfies Record<LanguageChoice, string>,
    colourScheme: 'Colours',
    scheme: { system: 'as the system', light: 'light', dark: 'dark' },
    contrast: 'Contrast',
    contrasts: { system: 'as the system', more: 'more' },
    contrastHint: 'More contrast draws lines and secondary text as strong as the main text.'
  },
  traySettings: {
    measure: 'Number in the icon and the tooltip',
    measures: {
      contactsWaiting: 'contacts waiting',
      agentsReady: 'agents ready',
      openAlerts: 'open alerts',
      none: 'none'
    },
    measureHint: 'The icon draws it while there is a warning or worse, the tooltip always.',
    numbers: 'Big numbers',
    numberForms: { full: 'exact: 1,240', short: 'short: 1.2K', capped: 'capped: 99+' },
    numbersHint: 'The icon has room for three signs: exact and short ones become 1k there.',
    theme: 'Icon is drawn for',
    themes: { auto: 'the panel it finds', light: 'a light panel', dark: 'a dark panel' },
    pinned: 'Queues in the tray menu',
    pinnedNone: 'No queue is pinned, so the menu shows the busiest ones. Pin queues in the Overview.',
    unpin: 'Unpin',
    unpinNamed: 'Unpin {{name}}',
    away: 'a queue that is not on the floor now'
  },
  secretSettings: {
    policy: 'Where this computer has no protected storage',
    policies: {
      ask: 'ask me',
      refuse: 'do not take credentials',
      session: 'keep them until Floorwatch quits',
      allow: 'store them weakly'
    },
    policyHint: {
      ask: 'Until you answer they are kept in memory.',
      refuse: 'Credentials that cannot be protected are not taken. Connections that need one say so.',
      session: 'Nothing is written. You enter them again each time Floorwatch starts.',
      allow: 'Whoever can read your files, also from a backup, can read them.'
    }
  },
  about: {
    version: 'Version',
    electron: 'Electron',
    runtime: 'Runtime',
    profile: 'Data folder',
    system: 'System',
    keyring: 'Keyring',
    tray: 'Tray',
    trayShown: 'shows the icon',
    trayMissing: 'none on this desktop: Floorwatch works as a window',
    notices: 'Notices',
    noticesMissing: 'nothing on this desktop shows them',
    abilities: '{{server}}: {{abilities}}',
    copy: 'Copy diagnostics',
    copied: 'Copied. It has counts, codes and versions, and no names, addresses or secrets.'
  }
} as const
