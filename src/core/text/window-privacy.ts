/** Words of the settings about people's data, history and the log. */
export const privacyWindow = {
  privacy: {
    agentNames: 'Agents are called',
    names: { shown: 'by their names', pseudonyms: 'by pseudonyms' },
    agentNamesHint:
      'Pseudonyms stand for names and logins on the screen, in notifications, the tray and the log. They stay the same on this computer.',
    hideWhenLocked: 'Hide the text of notifications while the screen is locked',
    hideWhenLockedHint:
      'They then say only what kind of alert it is and how severe. Where the desktop does not tell that it is locked, nothing is hidden.',
    keepHistory: 'Keep history and log for',
    days_one: '{{count}} day',
    days_other: '{{count}} days',
    keepHistoryHint: 'What is older is removed once a day. Open alerts always stay.',
    folder: 'All data of this profile: {{folder}}',
    deleteNow: 'Delete history now…',
    confirmTitle: 'Delete the history?',
    alerts_one: '{{count}} alert that is over',
    alerts_other: '{{count}} alerts that are over',
    deliveries_one: '{{count}} line about what was told',
    deliveries_other: '{{count}} lines about what was told',
    targetTests_one: '{{count}} result of a target test',
    targetTests_other: '{{count}} results of target tests',
    ruleVersions_one: '{{count}} earlier version of a rule',
    ruleVersions_other: '{{count}} earlier versions of rules',
    wholeLog: 'the whole log',
    confirmNote: 'Open alerts, rules, connections and settings stay. This can’t be undone.',
    confirm: 'Delete for good',
    deleted: 'Deleted: {{what}}.'
  },
  log: {
    level: 'At least',
    levels: { debug: 'everything', info: 'information', warn: 'warnings', error: 'errors' },
    lineLevels: { debug: 'detail', info: 'information', warn: 'warning', error: 'error' },
    text: 'Containing',
    refresh: 'Read again',
    folder: 'Folder of the log files',
    copy: 'Copy path',
    copied: 'Copied',
    lines: 'Lines of the log',
    time: 'time',
    line: 'line',
    notWritten: 'Nothing is written to the log in this run ({{reason}})',
    notWrittenNext:
      'Free some space or give this user the right to write in this folder, then start Floorwatch again. Older lines stay.',
    emptyTitle: 'No line like this',
    emptyNext: 'Choose a lower level or another text.',
    redacted: 'Secrets, phone numbers and mail addresses were taken out before anything was written.'
  }
} as const
