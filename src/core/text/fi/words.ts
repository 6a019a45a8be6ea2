import type { Translated } from '../translated.ts'
import type { words } from '../words.ts'
import { diagnosisWordsFi } from './diagnosis-words.ts'
import { failureWordsFi, unknownFailureWordsFi } from './failure-words.ts'
import { problemWordsFi, recordWordsFi, unknownProblemWordsFi } from './problem-words.ts'

export const wordsFi = {
  failure: { ...failureWordsFi, unknown: unknownFailureWordsFi },
  diagnosis: diagnosisWordsFi,
  defaultRule: {
    'default-contacts-waiting': 'Odottavia yhteydenottoja',
    'default-after-contact-work': 'Pitkä jälkityö',
    'default-agents-ready': 'Liian vähän valmiita agentteja',
    'default-feed-lost': 'Reaaliaikainen syöte katkesi',
    'default-target-reached': 'Tavoite saavutettu',
    'default-target-exceeded': 'Tavoite ylitetty',
    'default-target-final': 'Tavoitteen jakso päättyi',
    'default-target-at-risk': 'Tavoite vaarassa'
  },
  problem: { ...problemWordsFi, unknown: unknownProblemWordsFi },
  record: recordWordsFi,
  step: {
    token: 'pyydettäessä käyttötunnistetta',
    producers: 'luettaessa mittarilähteitä',
    dictionary: 'luettaessa mittareiden nimiä',
    subscribe: 'tehtäessä tilausta',
    subscriptions: 'luettaessa tilauksia',
    subscription: 'luettaessa tilausta',
    renew: 'uusittaessa tilausta',
    unsubscribe: 'lopetettaessa tilausta',
    connect: 'yhdistettäessä',
    authenticate: 'kirjauduttaessa',
    snapshot: 'luettaessa ensimmäistä tilannekuvaa',
    stream: 'kuunneltaessa reaaliaikaista virtaa',
    heartbeat: 'tarkistettaessa, että yhteys on elossa',
    check: 'tarkistettaessa yhteyttä',
    user: 'luettaessa, kenen tunniste on',
    workflows: 'luettaessa työnkulkuja',
    targets: 'luettaessa tavoitteita',
    targetTest: 'testattaessa tavoitetta',
    notifications: 'luettaessa ilmoitusasetuksia',
    edit: 'tehtäessä muutosta',
    channels: 'luettaessa kanava-asetuksia',
    secret: 'luettaessa kirjautumistietoa',
    rule: 'tallennettaessa sääntöä',
    ruleFile: 'sääntötiedostoa käsiteltäessä',
    settings: 'tallennettaessa asetuksia',
    autostart: 'asetettaessa, mitä kirjauduttaessa käynnistyy',
    journal: 'kirjoitettaessa päiväkirjaa',
    ask: 'kysyttäessä sovellukselta',
    other: 'asioitaessa palvelun kanssa'
  },
  phase: {
    idle: 'ei käynnistetty',
    connecting: 'yhdistetään',
    authenticating: 'kirjaudutaan',
    syncing: 'luetaan ensimmäistä tilannekuvaa',
    live: 'ajan tasalla',
    stale: 'ei elonmerkkejä',
    backoff: 'odottaa uutta yritystä',
    offline: 'ei yhteyttä',
    failed: 'pysähtynyt, vaatii sinua'
  },
  severity: { info: 'tieto', warning: 'varoitus', critical: 'kriittinen' },
  episodeState: {
    pending: 'odottaa',
    firing: 'hälyttää',
    recovering: 'palautumassa',
    noData: 'ei tietoja',
    closed: 'ohi'
  },
  endReason: {
    dataBack: 'tietoja tulee taas',
    rowGone: 'jono tai agentti ei ole enää luettelossa',
    counterReset: 'laskuri aloitti uuden jakson nollasta',
    offFloor: 'oman vuoron valinta ei koske enää tätä',
    exceededOffFloor: 'oman vuoron valinta ei koske enää tätä',
    ruleGone: 'sääntö on pois päältä tai poistettu',
    outsideHours: 'säännön voimassaoloaika päättyi',
    queueClosed: 'jono sulkeutui',
    ruleChanged: 'sääntö ei koske enää tätä',
    connectionRemoved: 'yhteys poistettiin',
    floorBeganAnew: 'demokeskus aloitti alusta',
    finalMet: 'tavoitteen lopputulos: täyttyi',
    finalMissed: 'tavoitteen lopputulos: jäi täyttymättä'
  },
  deliveryState: {
    intent: 'ilmoitetaan',
    delivered: 'ilmoitettu',
    failed: 'ilmoitus epäonnistui',
    held: 'pidätetty',
    suppressed: 'ei ilmoitettu'
  },
  deliveryReason: {
    fired: 'alkoi',
    worsened: 'paheni',
    unstable: 'epävakaa',
    repeat: 'jatkuu yhä',
    ended: 'ohi'
  },
  agentState: {
    READY: 'valmis',
    NOT_READY: 'ei valmis',
    ACTIVE: 'palvelee',
    AFTER_CONTACT_WORK: 'jälkityössä',
    LOGGED_OUT: 'kirjautunut ulos'
  },
  targetState: {
    untested: 'ei vielä testattu',
    inactive: 'ei käytössä',
    noVerdict: 'ei arviota',
    noValue: 'ei vielä laskettua',
    running: 'käynnissä',
    onPace: 'aikataulussa',
    atRisk: 'vaarassa',
    outOfReach: 'ei enää saavutettavissa',
    reached: 'saavutettu',
    exceeded: 'ylitetty',
    finalMet: 'lopputulos: täyttyi',
    finalMissed: 'lopputulos: jäi täyttymättä'
  },
  period: { P1D: 'päivä', P1W: 'viikko', P1M: 'kuukausi' },
  system: {
    avaya: 'Avaya Analytics',
    giosg: 'giosg',
    thoughtspot: 'ThoughtSpot'
  },
  secret: {
    appKey: 'sovellusavain',
    clientSecret: 'asiakassovelluksen salaisuus',
    token: 'tunniste',
    secretKey: 'salainen avain',
    password: 'salasana'
  },
  secretLabel: {
    appKey: 'Sovellusavain',
    clientSecret: 'Asiakassovelluksen salaisuus',
    token: 'Tunniste',
    secretKey: 'Salainen avain',
    password: 'Salasana'
  }
} satisfies Translated<typeof words>
