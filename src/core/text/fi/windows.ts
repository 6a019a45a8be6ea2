import type { Translated } from '../translated.ts'
import type { windows } from '../windows.ts'
import { alertWindowFi } from './window-alerts.ts'
import { commandWindowFi } from './window-commands.ts'
import { connectionFormWindowFi } from './window-connection-form.ts'
import { connectionWindowFi } from './window-connections.ts'
import { diagnosticsWindowFi } from './window-diagnostics.ts'
import { floorWindowFi } from './window-floor.ts'
import { overviewWindowFi } from './window-overview.ts'
import { privacyWindowFi } from './window-privacy.ts'
import { ruleFormWindowFi } from './window-rule-form.ts'
import { ruleWindowFi } from './window-rules.ts'
import { hoursWindowFi } from './window-hours.ts'
import { settingsWindowFi } from './window-settings.ts'
import { tableWindowFi } from './window-tables.ts'
import { vaultWindowFi } from './window-vault.ts'
import { explanationWindowFi } from './window-explanation.ts'
import { reportingWindowFi } from './window-reporting.ts'
import { whyWindowFi } from './window-why.ts'
import { welcomeWindowFi } from './window-welcome.ts'

export const windowsFi = {
  ...alertWindowFi,
  ...whyWindowFi,
  ...explanationWindowFi,
  ...reportingWindowFi,
  ...connectionWindowFi,
  ...diagnosticsWindowFi,
  ...vaultWindowFi,
  ...privacyWindowFi,
  ...ruleWindowFi,
  ...ruleFormWindowFi,
  ...settingsWindowFi,
  ...hoursWindowFi,
  ...tableWindowFi,
  ...connectionFormWindowFi,
  ...floorWindowFi,
  ...commandWindowFi,
  ...welcomeWindowFi,
  ...overviewWindowFi,
  app: {
    name: 'Floorwatch',
    loading: 'Ladataan tilannetta',
    views: 'Näkymät',
    close: 'Sulje',
    save: 'Tallenna',
    cancel: 'Peruuta',
    noValue: '–',
    details: 'Lisätiedot: {{detail}}',
    httpStatus: 'HTTP {{status}}',
    retryAfter: 'pyydetty odottamaan {{age}}',
    noAnswer: 'Sovellus ei vastaa'
  },
  mark: {
    ok: 'kunnossa',
    info: 'tieto',
    warning: 'varoitus',
    critical: 'kriittinen',
    stale: 'ei tietoja',
    offline: 'ei yhteyttä',
    paused: 'tauolla',
    closed: 'suljettu',
    none: 'ei arviota'
  },
  look: {
    ok: 'Kaikki rauhallista',
    warning: 'Varoitus',
    critical: 'Kriittinen',
    stale: 'Tiedot eivät ole ajan tasalla',
    offline: 'Ei yhteyttä',
    paused: 'Hälytykset torkutettu'
  },
  nav: {
    overview: 'Yleisnäkymä',
    queues: 'Jonot',
    agents: 'Agentit',
    alerts: 'Hälytykset',
    targets: 'Tavoitteet',
    connections: 'Yhteydet',
    floor: 'Oma vuoro',
    settings: 'Asetukset',
    alertCount_one: '{{count}} avoin hälytys',
    alertCount_other: '{{count}} avointa hälytystä',
    targetCount_one: '{{count}} tavoite ylitetty',
    targetCount_other: '{{count}} tavoitetta ylitetty',
    connectionCount_one: '{{count}} yhteys ei ole ajan tasalla',
    connectionCount_other: '{{count}} yhteyttä ei ole ajan tasalla'
  },
  demo: {
    title: 'Demokeskus · {{scenario}}\u00a0×{{speed}}',
    note: 'Mikään tässä ei ole totta',
    leave: 'Yhdistä omat järjestelmäni'
  },
  feed: {
    live: 'ajan tasalla · {{age}}',
    noData: '{{name}}: ei tietoja {{age}}',
    noDataYet: '{{name}}: ei vielä tietoja',
    reading: '{{name}}: luetaan nykyisiä lukuja',
    none: 'ei vielä syötettä',
    waitTitle: 'Odotetaan ensimmäistä syötettä',
    waitNext: 'Se tulee, kun jokin yhteys on kirjautunut. Kunkin tila näkyy kohdassa Yhteydet.',
    name: '{{connection}} {{subject}}',
    state: 'Syötteiden tila',
    subject: { queue: 'jonot', agent: 'agentit', other: '({{producer}})' }
  },
  snooze: {
    all: 'Torkuta kaikki',
    min15: '15 min',
    hour1: '1 tunti',
    tomorrow: 'huomiseen',
    untilEnd: 'kunnes päättyy',
    end: 'Lopeta torkutus',
    until: 'Kaikki hälytykset torkutettu, päättyy {{time}}',
    menu: 'Torkuta'
  },
  tile: {
    label: 'Tärkeimmät luvut',
    contactsWaiting: 'yhteydenottoa odottaa',
    agentsReady: 'agenttia valmiina',
    contactsActive: 'käynnissä olevaa',
    answered: 'vastattua',
    abandonedShare: 'luopuneita tarjotuista',
    afterContact: 'jälkityössä',
    notLive: 'ei ajan tasalla'
  },
  queues: {
    title: 'Jonot',
    sorted: 'pahin ensin',
    name: 'jono',
    contactsWaiting: 'odottaa',
    contactsActive: 'käynnissä',
    answered: 'vastatut',
    abandoned: 'luopuneet',
    emptyTitle: 'Yksikään jono ei ole vielä ilmoittautunut',
    emptyNext: 'Jonot ilmestyvät ensimmäisen viestinsä myötä. Kunkin syötteen tila näkyy kohdassa Yhteydet.',
    noFeedTitle: 'Mikään syöte ei luettele jonoja',
    noFeedNext: 'Lisää yhteys, jolla on jonojen mittarilähde.',
    stale: 'ei tietoja {{age}}',
    reading: 'luetaan',
    pin: 'Kiinnitä {{name}} ilmoitusalueen valikkoon',
    pinHint: 'Näytä ilmoitusalueen valikossa',
    unpinHint: 'Poista ilmoitusalueen valikosta',
    pinsFull: 'Kymmenen jonoa on kiinnitetty: poista ensin yksi',
    more_one: 'ja {{count}} muu',
    more_other: 'ja {{count}} muuta',
    calm: 'Yksikään jono ei ole pulassa'
  },
  agents: {
    title: 'Agentit',
    loggedIn_one: '{{count}} kirjautunut',
    loggedIn_other: '{{count}} kirjautunutta',
    byState: 'Agentit tiloittain',
    other: 'muu',
    longest: 'Pisimpään jälkityössä',
    longestNone: 'Kukaan ei ole jälkityössä',
    all: 'Kaikki agentit',
    inTrouble: 'Vaikeuksissa',
    inTroubleNone: 'Yksikään agentti ei ole vaikeuksissa',
    show: 'Mitkä agentit luetellaan',
    name: 'agentti',
    state: 'tila',
    reason: 'syy',
    time: 'aika tilassa',
    emptyTitle: 'Yksikään agentti ei ole vielä ilmoittautunut',
    emptyNext: 'Agentit ilmestyvät ensimmäisen viestinsä myötä. Kunkin syötteen tila näkyy kohdassa Yhteydet.',
    noFeedTitle: 'Mikään syöte ei luettele agentteja',
    noFeedNext: 'Lisää yhteys, jolla on agenttien mittarilähde.'
  },
  targets: {
    title: 'Tavoitteet',
    loadingTitle: 'Luetaan työnkulkuja ja tavoitteita',
    loadingNext: 'Luettelo ilmestyy heti, kun jokin yhteys, jolla on tavoitteita, on vastannut.',
    emptyTitle: 'Ei liiketoimintatavoitteita',
    emptyNext: 'Ne määritetään giosgissa. Uudet ilmestyvät tähän seuraavan luennan myötä.',
    noSystemTitle: 'Millään yhteydellä ei ole liiketoimintatavoitteita',
    noSystemNext: 'Lisää giosg-yhteys nähdäksesi niitä.',
    nextTest: 'seuraava testi {{time}} kuluttua',
    testDue: 'seuraava testi on vuorossa',
    noNextTest: 'ei suunniteltua testiä',
    reach: 'saavuta {{threshold}}',
    stayUnder: 'pysy alle {{threshold}}',
    valueReach: '{{value}} / {{threshold}}',
    valueUnder: '{{value}} < {{threshold}}',
    valueOver: '{{value}} ≥ {{threshold}}',
    thresholdOnly: '– / {{threshold}}',
    valueOnly: '{{value}}',
    progress: '{{name}}: {{value}}, kynnysarvo {{threshold}}',
    period: 'jakso: {{period}}',
    periodsDiffer: 'raportointijakso: {{reporting}}, testausjakso: {{tested}}',
    noVerdictWhy:
      'Arvo lasketaan jaksolta {{tested}}, mutta tavoite on asetettu jaksolle {{reporting}}. Näitä ei voi verrata, joten arviota ei ole.',
    outlook: 'Matkalla noin arvoon {{projected}} ({{low}}–{{high}}) hetkeen {{end}} mennessä.',
    reachableUntil:
      'Nopeimmalla tähän asti nähdyllä kasvulla sen voi vielä saavuttaa, jos kasvu alkaa viimeistään {{until}}.',
    noValueWhy: 'Tällä jaksolla ei ole vielä laskettu mitään.',
    inactiveWhy: 'Tavoite ei ole nyt käytössä, joten sitä ei testata.',
    untestedWhy: 'Sitä ei ole vielä testattu.',
    testedAgo: 'testattu {{age}} sitten',
    timespan: 'aikaväli {{timespan}}',
    timespanFromTo: 'laskettu alkaen {{from}}, päättyen {{to}} (palvelun kello)',
    old: 'ei tuore',
    testNow: 'Testaa nyt',
    testNowNamed: 'Testaa nyt: {{name}}',
    testing: 'testataan…',
    testFailed: 'Viimeisin testi epäonnistui',
    chart_one: '{{name}}: {{count}} testi, viimeisin {{last}}, kynnysarvo {{threshold}}',
    chart_other: '{{name}}: {{count}} viimeisintä testiä arvosta {{first}} arvoon {{last}}, kynnysarvo {{threshold}}',
    chartEmpty: 'Kaavio alkaa toisesta testistä.'
  },
  panel: {
    content: 'Mikä vaatii sinua',
    open: 'Avaa',
    connected: '{{live}}/{{all}} yhdistetty',
    problems_one: '{{count}} ongelma',
    problems_other: '{{count}} ongelmaa',
    contactsWaiting: 'odottaa',
    answered: 'vastattu',
    agentsReady: 'valmiina',
    abandonedShare: 'luopuneet',
    queues: 'odottaa · luopuneet',
    agents_one: '{{count}} agentti vaatii huomiota',
    agents_other: '{{count}} agenttia vaatii huomiota',
    trend: 'viimeiset 30 min: {{low}}–{{high}}, viimeisin {{last}}'
  },
  live: {
    newAlert: 'Uusi hälytys, {{severity}}: {{title}}',
    moreAlerts_one: 'ja {{count}} muu uusi hälytys',
    moreAlerts_other: 'ja {{count}} muuta uutta hälytystä'
  }
} satisfies Translated<typeof windows>
