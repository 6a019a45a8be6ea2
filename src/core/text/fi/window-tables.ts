import type { Translated } from '../translated.ts'
import type { tableWindow } from '../window-tables.ts'

export const tableWindowFi = {
  table: {
    search: 'Haku',
    searchAgents: 'Nimi tai tunnus',
    searchQueues: 'Jono',
    anyValue: 'mikä tahansa',
    agentFacet: 'Tila',
    queueFacet: 'Kanava',
    trouble: 'Näytä',
    troubles: { all: 'kaikki', alerting: 'avoin hälytys', noData: 'ilman tietoja' },
    group: 'Ryhmittely',
    noGroup: 'ei ryhmittelyä',
    connection: 'yhteys',
    channel: 'kanava',
    columns: 'Sarakkeet',
    columnsReset: 'Kuten alussa',
    agentCount_one: '{{shown}} / {{all}} agentti',
    agentCount_other: '{{shown}} / {{all}} agenttia',
    queueCount_one: '{{shown}} / {{all}} jono',
    queueCount_other: '{{shown}} / {{all}} jonoa',
    groupOf: '{{name}}: {{count}}',
    noMatchTitle: 'Mikään ei vastaa suodatinta',
    noMatchNext: 'Hae väljemmin tai näytä taas kaikki.',
    clear: 'Tyhjennä suodatin',
    notKept: 'Tämän taulukon järjestystä ei voitu tallentaa',
    toConnections: 'Avaa Yhteydet',
    countsSince: 'laskenta alkoi alusta {{time}}',
    keys: 'Nuolinäppäimet siirtävät, Enter otsikossa lajittelee, ryhmässä avaa tai sulkee sen, rivillä kysyy, miksi et saanut hälytystä'
  }
} satisfies Translated<typeof tableWindow>
