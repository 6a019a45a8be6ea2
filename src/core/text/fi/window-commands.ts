import type { Translated } from '../translated.ts'
import type { commandWindow } from '../window-commands.ts'

export const commandWindowFi = {
  command: {
    title: 'Komennot',
    search: 'Etsi komento, jono, agentti tai tavoite',
    none: 'Sen nimistä ei ole. Hae väljemmin.',
    groups: {
      go: 'Siirry',
      alerts: 'Hälytykset',
      targets: 'Tavoitteet',
      connections: 'Yhteydet',
      floor: 'Jonot ja agentit',
      application: 'Sovellus'
    },
    view: 'Siirry: {{view}}',
    find: 'Etsi komento',
    showAlert: 'Näytä: {{title}}',
    acknowledge: 'Kuittaa: {{title}}',
    snoozeAll: 'Torkuta kaikki hälytykset: {{time}}',
    endSnooze: 'Lopeta kaikkien hälytysten torkutus',
    showTarget: 'Näytä tavoite: {{name}}',
    testTarget: 'Testaa tavoite nyt: {{name}}',
    retry: 'Yhdistä uudelleen: {{name}}',
    showConnection: 'Näytä yhteys: {{name}}',
    showQueue: 'Näytä jono: {{name}}',
    showAgent: 'Näytä agentti: {{name}}',
    scheme: { system: 'Värit järjestelmän mukaan', light: 'Vaaleat värit', dark: 'Tummat värit' },
    settingsSection: 'Asetukset: {{section}}',
    shortcuts: 'Pikanäppäimet',
    undo: 'Kumoa: {{what}}',
    quit: 'Lopeta Floorwatch'
  },
  shortcut: {
    title: 'Pikanäppäimet',
    what: 'mitä tapahtuu',
    keys: 'näppäimet',
    everywhere: 'Kaikkialla',
    inTables: 'Taulukossa',
    inCommands: 'Komennoissa',
    search: 'Hae tässä näkymässä',
    undo: 'Kumoa viimeisin tässä ikkunassa tehty muutos',
    list: 'Näytä tämä luettelo',
    leave: 'Sulje se, mikä on auki',
    move: 'Siirry solusta toiseen',
    edges: 'Ensimmäinen ja viimeinen sarake, Ctrlin kanssa rivi',
    sort: 'Lajittele otsikon mukaan, avaa tai sulje ryhmä',
    choose: 'Valitse komento',
    run: 'Suorita se'
  },
  notThere: {
    title: 'Pyydettyä ei ole täällä',
    next: 'Se voi olla ohi, poistettu tai toisessa tietokoneessa. Kaikki, mitä täällä on, näkyy alla.'
  },
  undo: {
    undo: 'Kumoa',
    done: 'Tehty: {{what}}',
    undone: 'Kumottu: {{what}}',
    failed: 'Tätä ei voitu kumota: {{what}}',
    what: {
      snooze: 'torkutus',
      endSnooze: 'torkutuksen lopetus',
      rule: 'säännön ”{{name}}” muutos',
      newRule: 'uusi sääntö ”{{name}}”',
      removeRule: 'säännön ”{{name}}” poisto',
      restoreRule: 'palautettu sääntö ”{{name}}”',
      importRules: 'sääntöjen tuonti',
      settings: 'asetusten muutos',
      pins: 'kiinnitettyjen jonojen muutos',
      tables: 'taulukon järjestely',
      overview: 'yleisnäkymän järjestely'
    }
  }
} satisfies Translated<typeof commandWindow>
