/** Words of the tables of queues and agents. */
export const tableWindow = {
  table: {
    search: 'Search',
    searchAgents: 'Name or login',
    searchQueues: 'Queue',
    anyValue: 'any',
    agentFacet: 'State',
    queueFacet: 'Channel',
    trouble: 'Show',
    troubles: { all: 'all', alerting: 'with an open alert', noData: 'without data' },
    group: 'Group by',
    noGroup: 'nothing',
    connection: 'connection',
    channel: 'channel',
    columns: 'Columns',
    columnsReset: 'As at the beginning',
    agentCount_one: '{{shown}} of {{all}} agent',
    agentCount_other: '{{shown}} of {{all}} agents',
    queueCount_one: '{{shown}} of {{all}} queue',
    queueCount_other: '{{shown}} of {{all}} queues',
    groupOf: '{{name}}: {{count}}',
    noMatchTitle: 'Nothing fits the filter',
    noMatchNext: 'Search for less, or show everything again.',
    clear: 'Clear filter',
    notKept: 'The arrangement of this table could not be saved',
    toConnections: 'Open Connections',
    countsSince: 'counts since {{time}}, began anew',
    keys: 'Arrow keys move, Enter on a heading sorts, on a group opens or closes it, on a row asks why you were not alerted'
  }
} as const
