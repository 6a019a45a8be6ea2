import type { Translated } from '../translated.ts'
import type { privacyWindow } from '../window-privacy.ts'

export const privacyWindowFi = {
  privacy: {
    agentNames: 'Agentit näytetään',
    names: { shown: 'nimillään', pseudonyms: 'peitenimillä' },
    agentNamesHint:
      'Peitenimet korvaavat nimet ja käyttäjätunnukset näytöllä, ilmoituksissa, ilmoitusalueella ja lokissa. Ne pysyvät samoina tällä tietokoneella.',
    hideWhenLocked: 'Piilota ilmoitusten teksti, kun näyttö on lukittu',
    hideWhenLockedHint:
      'Silloin ne kertovat vain, millainen hälytys on ja kuinka vakava. Jos työpöytä ei kerro lukituksesta, mitään ei piiloteta.',
    keepHistory: 'Säilytä historia ja loki',
    days_one: '{{count}} päivä',
    days_other: '{{count}} päivää',
    keepHistoryHint: 'Vanhemmat poistetaan kerran päivässä. Avoimet hälytykset säilyvät aina.',
    folder: 'Kaikki tämän profiilin tiedot: {{folder}}',
    deleteNow: 'Poista historia nyt…',
    confirmTitle: 'Poistetaanko historia?',
    alerts_one: '{{count}} päättynyt hälytys',
    alerts_other: '{{count}} päättynyttä hälytystä',
    deliveries_one: '{{count}} merkintä ilmoituksista',
    deliveries_other: '{{count}} merkintää ilmoituksista',
    targetTests_one: '{{count}} tavoitetestin tulos',
    targetTests_other: '{{count}} tavoitetestien tulosta',
    ruleVersions_one: '{{count}} säännön aiempi versio',
    ruleVersions_other: '{{count}} sääntöjen aiempaa versiota',
    wholeLog: 'koko loki',
    confirmNote: 'Avoimet hälytykset, säännöt, yhteydet ja asetukset säilyvät. Tätä ei voi perua.',
    confirm: 'Poista pysyvästi',
    deleted: 'Poistettu: {{what}}.'
  },
  log: {
    level: 'Vähintään',
    levels: { debug: 'kaikki', info: 'tiedot', warn: 'varoitukset', error: 'virheet' },
    lineLevels: { debug: 'yksityiskohta', info: 'tieto', warn: 'varoitus', error: 'virhe' },
    text: 'Sisältää',
    refresh: 'Lue uudelleen',
    folder: 'Lokitiedostojen kansio',
    copy: 'Kopioi polku',
    copied: 'Kopioitu',
    lines: 'Lokin rivit',
    time: 'aika',
    line: 'rivi',
    notWritten: 'Tällä käyttökerralla lokiin ei kirjoiteta mitään ({{reason}})',
    notWrittenNext:
      'Vapauta levytilaa tai anna tälle käyttäjälle kirjoitusoikeus tähän kansioon ja käynnistä Floorwatch uudelleen. Vanhat rivit säilyvät.',
    emptyTitle: 'Ei tällaisia rivejä',
    emptyNext: 'Valitse matalampi taso tai toinen teksti.',
    redacted: 'Salaisuudet, puhelinnumerot ja sähköpostiosoitteet poistettiin ennen kirjoittamista.'
  }
} satisfies Translated<typeof privacyWindow>
