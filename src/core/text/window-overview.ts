/** Words of the overview: arranging its tiles, and its wallboard on a whole screen. */
export const overviewWindow = {
  wallboard: {
    title: 'Wallboard',
    open: 'Full screen',
    openHint: 'The wallboard on a whole display (F11)',
    choose: 'On which display',
    display: '{{label}} · {{width}} × {{height}}',
    unnamed: 'Display {{place}}',
    command: 'Wallboard on the whole screen',
    commandOn: 'Wallboard on {{display}}',
    leave: 'Leave',
    leaveHint: 'Leave the full screen (Esc)',
    waiting: 'contacts waiting',
    trouble: 'Agents in trouble',
    noneShownNext: 'Show some of them again with "Arrange" in the overview.'
  },
  overview: {
    tools: 'Arrangement of the overview',
    arrange: 'Arrange',
    done: 'Done',
    reset: 'As at the beginning',
    tiles: 'Tiles of the overview',
    hint: 'Drag a tile by its name. By keyboard: Space picks it up, the arrow keys move it, Space or Enter puts it down, Esc puts it back.',
    handle: 'Move: {{name}}',
    wider: 'Wider: {{name}}',
    narrower: 'Narrower: {{name}}',
    hide: 'Hide: {{name}}',
    show: 'Show: {{name}}',
    noneShown: 'Every tile is hidden',
    noneShownNext: 'Choose "Arrange" to show some of them again.',
    tile: {
      headline: 'Headline numbers',
      queues: 'Queues',
      alerts: 'Alerts',
      agents: 'Agents by state',
      agentList: 'Agents to look at',
      targets: 'Targets'
    },
    said: {
      pickedUp: '{{name}} picked up, place {{place}} of {{all}}',
      moved: '{{name}}: place {{place}} of {{all}}',
      dropped: '{{name}} put down, place {{place}} of {{all}}',
      cancelled: '{{name}} put back, place {{place}} of {{all}}',
      sized_one: '{{name}}: {{count}} column wide',
      sized_other: '{{name}}: {{count}} columns wide',
      hidden: '{{name}} is hidden',
      shown: '{{name}} is shown',
      reset: 'The overview is as at the beginning'
    }
  }
} as const
