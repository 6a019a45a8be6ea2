/** Words of my floor: what of everything that is connected the user watches. */
export const floorWindow = {
  floor: {
    title: 'My floor',
    about:
      'What you watch. The overview, the panel, the tray and the rules that came with Floorwatch speak of it; rules of your own have their own scope.',
    everything: 'Everything that is connected is on your floor.',
    watches: 'What is on your floor:',
    choose: 'Choose my floor',
    more_one: 'and {{shown}} more',
    more_other: 'and {{shown}} more',
    narrows: 'Each choice narrows the floor. What is left empty leaves nothing out.',
    connections: 'Connections',
    sites: 'Sites',
    queues: 'Queues',
    teams: 'Teams',
    any: 'All',
    unlisted: '{{name}} (not listed now)',
    noSites: 'No connection lists sites, so there is no choice by site. Where each site has a connection, choose that.',
    noQueues: 'No connection has listed queues yet, so there is no choice by queue.',
    noTeams: 'No connection lists teams, so there is no choice by team.',
    agentsStay: 'Agents of {{connection}} do not say which queue they serve: all of them stay on your floor.',
    nowQueues_one: '{{count}} queue',
    nowQueues_other: '{{count}} queues',
    nowAgents_one: '{{count}} agent',
    nowAgents_other: '{{count}} agents',
    now: 'On your floor now: {{queues}}, {{agents}}',
    clear: 'Watch everything',
    nothing: 'Nothing of my floor is listed',
    nobody: 'Nobody of my floor is signed in',
    nobodyNext: 'Agents appear when they sign in. Whose agents belong to your floor is chosen under My floor.',
    noneTitle: 'Nothing of my floor is listed here now',
    noneNext: 'It appears when it reports. What belongs to your floor is chosen under My floor.',
    rows: 'Rows',
    mine: 'my floor',
    all: 'everything',
    showAll: 'Show everything'
  }
} as const
