import type { desktop } from '../desktop.ts'
import type { Translated } from '../translated.ts'

export const desktopFi = {
  tray: {
    appName: 'Floorwatch',
    demo: 'Demokeskus',
    look: {
      ok: 'Kaikki rauhallista',
      warning: 'Varoitus',
      critical: 'Kriittinen',
      stale: 'Tiedot eivät ole ajan tasalla',
      offline: 'Ei yhteyttä',
      paused: 'Hälytykset torkutettu'
    },
    waiting_one: '{{number}} yhteydenotto odottaa',
    waiting_other: '{{number}} yhteydenottoa odottaa',
    ready_one: '{{number}} agentti valmiina',
    ready_other: '{{number}} agenttia valmiina',
    openAlerts_zero: 'ei avoimia hälytyksiä',
    openAlerts_one: '{{number}} avoin hälytys',
    openAlerts_other: '{{number}} avointa hälytystä',
    lastKnown: 'viimeisin tieto {{time}}: {{headline}}',
    nothingYet: 'ei vielä tietoja',
    nothingOnFloor: 'Mitään omasta vuorosta ei ole luettelossa',
    live: 'ajan tasalla',
    silentFor: 'ajan tasalla, hiljaista {{age}}',
    noDataFor: 'ei tietoja {{age}}',
    snoozedUntil: 'torkutettu, päättyy {{time}}',
    open: 'Avaa Floorwatch',
    panel: 'Näytä paneeli',
    alerts_zero: 'Ei avoimia hälytyksiä',
    alerts_one: '{{count}} avoin hälytys',
    alerts_other: '{{count}} avointa hälytystä',
    acknowledgedCount: '{{count}} kuitattu',
    showAlert: 'Näytä',
    acknowledge: 'Kuittaa',
    acknowledged: '{{title}} (kuitattu)',
    snooze15: 'Torkuta 15 min',
    snoozeAll: 'Torkuta kaikki hälytykset',
    snoozeFor15: '15 minuutiksi',
    snoozeFor60: '1 tunniksi',
    snoozeEnd: 'Lopeta torkutus',
    moreAlerts: 'Kaikki hälytykset…',
    connections: 'Yhteydet',
    connectionLine: '{{name}}: {{phase}}',
    retry: 'Yritä uudelleen nyt',
    queueLine_one: '{{name}}: {{count}} odottaa',
    queueLine_other: '{{name}}: {{count}} odottaa',
    queueNoData: '{{name}}: ei tietoja',
    noConnections: 'Ei yhteyksiä',
    quiet: 'Hiljaiset tunnit, päättyvät {{time}}',
    quietAlways: 'Hiljaiset tunnit',
    quietHours: 'Hiljaiset tunnit…',
    doNotDisturb: 'Älä häiritse',
    settings: 'Asetukset…',
    quit: 'Lopeta (hälytykset loppuvat)'
  },
  desktopAction: {
    panel: 'Näytä paneeli',
    alerts: 'Hälytykset',
    overview: 'Yleisnäkymä'
  },
  privacy: {
    agent: 'Agentti {{code}}'
  },
  notice: {
    title: '{{name}}: {{rule}} {{value}}',
    feedTitle: '{{name}}: reaaliaikainen syöte katkesi',
    targetReachedTitle: '{{name}}: tavoite saavutettu',
    targetExceededTitle: '{{name}}: raja ylitetty',
    endedTitle: 'Ohi: {{title}}',
    over: 'yli {{threshold}}',
    under: 'alle {{threshold}}',
    forTime: 'kesto {{age}}',
    clearsAt: 'päättyy rajalla {{clear}}',
    feedBody: 'Luvut eivät ole tuoreita, ennen kuin syöte palaa. Syy: {{cause}}',
    targetBody: 'Arvo {{value}}, kynnysarvo {{threshold}}',
    acknowledge: 'Kuittaa',
    snooze: 'Torkuta 15 min',
    open: 'Avaa',
    discreetTitle: 'Hälytys vaatii huomiotasi',
    discreet: {
      realtime: 'Jono- tai agenttihälytys, {{severity}}. Avaa lukitus nähdäksesi lisää.',
      feed: 'Yhteyshälytys, {{severity}}. Avaa lukitus nähdäksesi lisää.',
      target: 'Tavoitehälytys, {{severity}}. Avaa lukitus nähdäksesi lisää.'
    },
    digest: {
      hours_one: 'Hiljaiset tunnit päättyivät: {{count}} hälytys vaatii sinua',
      hours_other: 'Hiljaiset tunnit päättyivät: {{count}} hälytystä vaatii sinua',
      desktop_one: 'Älä häiritse -tila päättyi: {{count}} hälytys vaatii sinua',
      desktop_other: 'Älä häiritse -tila päättyi: {{count}} hälytystä vaatii sinua'
    },
    digestMore_one: 'ja {{count}} muu',
    digestMore_other: 'ja {{count}} muuta',
    digestDiscreet: 'Avaa lukitus, niin näet enemmän.',
    trialTitle: 'Kokeillaan ilmoitusta: {{severity}}',
    trialBody: 'Näin tämän vakavuuden hälytyksestä ilmoitetaan. Mitään ei ole vialla.',
    possibleRepeat: 'Tämä on voitu näyttää jo ennen uudelleenkäynnistystä.'
  }
} satisfies Translated<typeof desktop>
