/** Words of the command palette, the list of shortcuts and undo. */
export const commandWindow = {
  command: {
    title: 'Commands',
    search: 'Find a command, a queue, an agent, a target',
    none: 'Nothing is called that. Search for less.',
    groups: {
      go: 'Go to',
      alerts: 'Alerts',
      targets: 'Targets',
      connections: 'Connections',
      floor: 'Queues and agents',
      application: 'Application'
    },
    view: 'Go to {{view}}',
    find: 'Find a command',
    showAlert: 'Show: {{title}}',
    acknowledge: 'Acknowledge: {{title}}',
    snoozeAll: 'Snooze all alerts for {{time}}',
    endSnooze: 'End the snooze of all alerts',
    showTarget: 'Show target: {{name}}',
    testTarget: 'Test target now: {{name}}',
    retry: 'Connect again: {{name}}',
    showConnection: 'Show connection: {{name}}',
    showQueue: 'Show queue: {{name}}',
    showAgent: 'Show agent: {{name}}',
    scheme: { system: 'Colours as the system has them', light: 'Light colours', dark: 'Dark colours' },
    settingsSection: 'Settings: {{section}}',
    shortcuts: 'Keyboard shortcuts',
    undo: 'Undo: {{what}}',
    quit: 'Quit Floorwatch'
  },
  shortcut: {
    title: 'Keyboard shortcuts',
    what: 'what it does',
    keys: 'keys',
    everywhere: 'Everywhere',
    inTables: 'In a table',
    inCommands: 'In the commands',
    search: 'Search in this view',
    undo: 'Undo the last change made in this window',
    list: 'Show this list',
    leave: 'Close what is open',
    move: 'Move from cell to cell',
    edges: 'First and last column; with Ctrl first and last row',
    sort: 'Sort by a heading, open or close a group',
    choose: 'Choose a command',
    run: 'Run it'
  },
  notThere: {
    title: 'What was asked for is not here',
    next: 'It may be over, removed, or on another computer. Everything that is here stands below.'
  },
  undo: {
    undo: 'Undo',
    done: 'Done: {{what}}',
    undone: 'Undone: {{what}}',
    failed: 'This could not be undone: {{what}}',
    what: {
      snooze: 'snooze',
      endSnooze: 'end of a snooze',
      rule: 'change of the rule "{{name}}"',
      newRule: 'new rule "{{name}}"',
      removeRule: 'deletion of the rule "{{name}}"',
      restoreRule: 'restored rule "{{name}}"',
      importRules: 'import of rules',
      settings: 'change of the settings',
      pins: 'change of the pinned queues',
      tables: 'arrangement of a table',
      overview: 'arrangement of the overview'
    }
  }
} as const
