import type { Translated } from '../translated.ts'
import type { floorWindow } from '../window-floor.ts'

export const floorWindowFi = {
  floor: {
    title: 'Oma vuoro',
    about:
      'Mitä seuraat. Yleisnäkymä, paneeli, ilmaisinalue ja Floorwatchin mukana tulleet säännöt koskevat sitä; omilla säännöilläsi on oma rajauksensa.',
    everything: 'Kaikki yhdistetty kuuluu omaan vuoroosi.',
    watches: 'Omaan vuoroosi kuuluu:',
    choose: 'Valitse oma vuoro',
    more_one: 'ja {{shown}} muu',
    more_other: 'ja {{shown}} muuta',
    narrows: 'Jokainen valinta rajaa lisää. Tyhjä valinta ei rajaa mitään pois.',
    connections: 'Yhteydet',
    sites: 'Toimipaikat',
    queues: 'Jonot',
    teams: 'Tiimit',
    any: 'Kaikki',
    unlisted: '{{name}} (ei nyt luettelossa)',
    noSites:
      'Mikään yhteys ei luettele toimipaikkoja, joten niiden mukaan ei voi valita. Jos toimipaikoilla on omat yhteytensä, valitse yhteys.',
    noQueues: 'Mikään yhteys ei ole vielä luetellut jonoja, joten niiden mukaan ei voi valita.',
    noTeams: 'Mikään yhteys ei luettele tiimejä, joten niiden mukaan ei voi valita.',
    agentsStay:
      '{{connection}}: agenteista ei kerrota, mitä jonoa he palvelevat, joten kaikki kuuluvat omaan vuoroosi.',
    nowQueues_one: '{{count}} jono',
    nowQueues_other: '{{count}} jonoa',
    nowAgents_one: '{{count}} agentti',
    nowAgents_other: '{{count}} agenttia',
    now: 'Omassa vuorossasi nyt: {{queues}}, {{agents}}',
    clear: 'Seuraa kaikkea',
    nothing: 'Mitään omasta vuorosta ei ole luettelossa',
    nobody: 'Kukaan omasta vuorosta ei ole kirjautuneena',
    nobodyNext: 'Agentit ilmestyvät, kun he kirjautuvat. Keitä omaan vuoroosi kuuluu, valitaan kohdassa Oma vuoro.',
    noneTitle: 'Mitään omasta vuorosta ei ole nyt luettelossa',
    noneNext: 'Se ilmestyy, kun siitä kerrotaan. Mitä omaan vuoroosi kuuluu, valitaan kohdassa Oma vuoro.',
    rows: 'Rivit',
    mine: 'oma vuoro',
    all: 'kaikki',
    showAll: 'Näytä kaikki'
  }
} satisfies Translated<typeof floorWindow>
