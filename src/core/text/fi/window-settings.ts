import type { Translated } from '../translated.ts'
import type { settingsWindow } from '../window-settings.ts'

export const settingsWindowFi = {
  settings: {
    sections: 'Asetusten osat',
    section: {
      general: 'Yleiset',
      floor: 'Oma vuoro',
      freshness: 'Tuoreus',
      tray: 'Ilmoitusalue',
      notices: 'Ilmoitukset ja äänet',
      quiet: 'Hiljaiset tunnit',
      hours: 'Aukioloajat',
      appearance: 'Ulkoasu',
      secrets: 'Salaisuudet',
      privacy: 'Tiedot ja tietosuoja',
      log: 'Loki',
      about: 'Tietoja ja vianmääritys'
    },
    targetTestInterval: 'Tavoitteiden testausväli',
    targetTestIntervalHint: 'Tavoitteet testataan myös, kun pyydät sitä.',
    targetTestByPeriod: 'jakson lopussa',
    minutes: '{{count}} min',
    hours_one: '{{count}} tunti',
    hours_other: '{{count}} tuntia'
  },
  autostart: {
    label: 'Käynnistä Floorwatch kirjauduttaessa',
    hint: 'Se käynnistyy piilossa ilmoitusalueelle. Se näkyy järjestelmän omassa luettelossa, ja sen voi poistaa käytöstä sielläkin.',
    file: 'Tallennettu tiedostoon {{file}}',
    reading: 'Luetaan järjestelmän tietoja'
  },
  globalShortcut: {
    label: 'Pikanäppäin, joka avaa paneelin',
    hint: 'Toimii kaikissa ohjelmissa. Paina näppäimiä tässä tai kirjoita ne, esimerkiksi Control+Alt+F. Tyhjä: ei pikanäppäintä.',
    hintOn: 'Toimii kaikissa ohjelmissa. Vaihda se painamalla tässä muita näppäimiä tai kirjoittamalla ne.',
    none: 'ei ole',
    on: '{{shortcut}} avaa paneelin.',
    taken:
      '{{shortcut}} on varattu: toinen ohjelma käyttää sitä, tai tämä työpöytä ei anna pikanäppäimiä ohjelmille. Valitse toinen.',
    remove: 'Poista pikanäppäin',
    refused: {
      keys: 'Näistä näppäimistä ei tule pikanäppäintä: ensin Control, Alt, Shift tai Super, sitten yksi kirjain, numero, nuoli tai toimintonäppäin.',
      modifier: 'Pidä lisäksi pohjassa Control, Alt tai Super: muuten et voisi enää kirjoittaa tällä näppäimellä.',
      editing: 'Kaikki ohjelmat tarvitsevat sitä tekstin muokkaamiseen. Valitse toinen.'
    }
  },
  noticeSettings: {
    sounds: 'Ääni',
    soundsHint:
      'Työpöydän oma ääni, jos se soittaa sellaisia, tai jokin meidän. Pois päältä ilmoitus näkyy mutta ei kuulu. Ei koskaan kahta yhtä aikaa: vakavampi syrjäyttää.',
    tone: { desktop: 'Työpöydän oma', drop: 'Pisara', bell: 'Kello', alarm: 'Hälytin' },
    toneOf: {
      info: 'Miltä tiedot kuulostavat',
      warning: 'Miltä varoitukset kuulostavat',
      critical: 'Miltä kriittiset hälytykset kuulostavat'
    },
    volume: 'Ääniemme voimakkuus',
    volumeValue: '{{value}} %',
    sound: { info: 'Ääni tiedoille', warning: 'Ääni varoituksille', critical: 'Ääni kriittisille hälytyksille' },
    announceEnds: 'Kerro, kun hälytys on ohi',
    announceEndsHint: 'Säännöille, jotka sitä pyytävät. Pois päältä ilmoitus poistuu sanomatta mitään.',
    try: 'Kokeile ilmoitusta',
    tryHint: 'Kukin lähettää oikean ilmoituksen tämän työpöydän kautta ja kertoo, miten sen kävi.',
    trySeverity: { info: 'Kokeile tietoa', warning: 'Kokeile varoitusta', critical: 'Kokeile kriittistä' },
    shown: '{{severity}}: työpöytä otti ilmoituksen vastaan (tapa: {{via}}).',
    shownUnseen:
      'Jos et nähnyt sitä, työpöytä pidättää ilmoituksia: tarkista Älä häiritse -tila ja työpöydän Floorwatchia koskevat asetukset.',
    notShown: '{{severity}}: ilmoitusta ei voitu näyttää.',
    noServer:
      'Mikään tällä työpöydällä ei näytä ilmoituksia. Asenna tai käynnistä ilmoituspalvelin ja yritä uudelleen.',
    silent:
      'Ilmoituspalvelin otti ilmoituksen vastaan mutta ei vastaa. Käynnistä se uudelleen tai kirjaudu uudelleen sisään.',
    refused: 'Työpöytä kieltäytyi. Salli Floorwatchin ilmoitukset järjestelmän asetuksissa.'
  },
  quiet: {
    enabled: 'Pidätä ilmoitukset hiljaisina tunteina',
    enabledHint:
      'Hälytykset jatkuvat ja näkyvät Hälytykset-näkymässä. Hiljaisten tuntien päättyessä yksi ilmoitus kertoo, mikä vielä vaatii sinua.',
    days: 'Alkavat',
    day: { mon: 'ma', tue: 'ti', wed: 'ke', thu: 'to', fri: 'pe', sat: 'la', sun: 'su' },
    daysWanted: 'Vähintään yksi päivä: jos et halua hiljaisia tunteja, ota ne pois päältä.',
    from: 'Alkaen',
    to: 'Päättyen',
    timeWanted: 'Kellonaika, esimerkiksi 20:00.',
    nextDay: 'Päättyy seuraavana päivänä.',
    allDay: 'Alkaa ja päättyy samaan aikaan: kestää koko vuorokauden.',
    critical: 'Kriittiset hälytykset saavat tulla läpi',
    criticalHint: 'Niistä ilmoitetaan heti kellonajasta riippumatta.',
    desktop: {
      on: 'Työpöydän Älä häiritse -tila: päällä',
      off: 'Työpöydän Älä häiritse -tila: pois päältä',
      unknown: 'Työpöydän Älä häiritse -tila: ei voida lukea',
      system: 'Työpöydän Älä häiritse -tila: järjestelmä huolehtii siitä'
    },
    desktopHint: {
      on: 'Ilmoitukset pidätetään, kunnes se otetaan pois päältä, kuten hiljaisina tunteina.',
      off: 'Kun se on päällä, ilmoitukset pidätetään kuten hiljaisina tunteina.',
      unknown: 'Ilmoitukset annetaan työpöydälle, joka voi pidättää ne itse.',
      system: 'Ilmoitukset annetaan järjestelmälle, joka pidättää ne tilan ollessa päällä.'
    },
    now: 'Nyt on hiljaista, kunnes kello on {{time}}',
    nowAlways: 'Nyt on hiljaista ilman päättymisaikaa',
    next: 'Seuraavat hiljaiset tunnit alkavat: {{time}}'
  },
  freshness: {
    note: 'Rauhallinen tilanne ei lähetä mitään. Siksi jokaiselta syötteeltä kysytään, onko se yhä olemassa, ja sen luvut himmenevät, jos se ei vastaa.',
    pingAfterMs: 'Kysy hiljaisuuden jälkeen (sekuntia)',
    pingAfterMsHint: 'Syötteeltä, joka ei ole lähettänyt mitään näin pitkään, kysytään.',
    pongWithinMs: 'Odota vastausta (sekuntia)',
    pongWithinMsHint: 'Ilman vastausta yhteys muodostetaan uudelleen.',
    staleAfterMs: 'Luvut himmenevät (sekunnin jälkeen)',
    staleAfterMsHint: 'Mikään vanhempi ei näytä tuoreelta, ja säännöt odottavat.',
    limits: '{{least}}–{{most}} sekuntia, kokonaisina sekunteina.',
    order:
      'Oltava pidempi kuin hiljaisuus, jonka jälkeen syötteeltä kysytään: muuten jokainen hiljainen syöte näyttäisi vanhentuneelta.'
  },
  appearance: {
    language: 'Kieli',
    languages: { system: 'kuten järjestelmässä', en: 'English', fi: 'Suomi' },
    colourScheme: 'Värit',
    scheme: { system: 'kuten järjestelmässä', light: 'vaalea', dark: 'tumma' },
    contrast: 'Kontrasti',
    contrasts: { system: 'kuten järjestelmässä', more: 'suurempi' },
    contrastHint: 'Suurempi kontrasti piirtää viivat ja toissijaisen tekstin yhtä vahvoina kuin varsinaisen tekstin.'
  },
  traySettings: {
    measure: 'Kuvakkeen ja vihjeen luku',
    measures: {
      contactsWaiting: 'odottavat yhteydenotot',
      agentsReady: 'valmiit agentit',
      openAlerts: 'avoimet hälytykset',
      none: 'ei lukua'
    },
    measureHint: 'Kuvake näyttää sen varoituksen tai vakavamman aikana, vihje aina.',
    numbers: 'Suuret luvut',
    numberForms: { full: 'tarkka: 1 240', short: 'lyhyt: 1,2 t', capped: 'rajattu: 99+' },
    numbersHint: 'Kuvakkeeseen mahtuu kolme merkkiä: tarkka ja lyhyt ovat siinä muodossa 1k.',
    theme: 'Kuvake piirretään',
    themes: { auto: 'löytyvälle paneelille', light: 'vaalealle paneelille', dark: 'tummalle paneelille' },
    pinned: 'Jonot ilmoitusalueen valikossa',
    pinnedNone: 'Yhtään jonoa ei ole kiinnitetty, joten valikko näyttää vilkkaimmat. Kiinnitä jonoja yleisnäkymässä.',
    unpin: 'Irrota',
    unpinNamed: 'Irrota {{name}}',
    away: 'jono, jota ei ole nyt luettelossa'
  },
  secretSettings: {
    policy: 'Kun tässä tietokoneessa ei ole suojattua tallennuspaikkaa',
    policies: {
      ask: 'kysy minulta',
      refuse: 'älä ota kirjautumistietoja vastaan',
      session: 'säilytä, kunnes Floorwatch lopetetaan',
      allow: 'tallenna heikosti'
    },
    policyHint: {
      ask: 'Ne säilytetään muistissa, kunnes vastaat.',
      refuse: 'Kirjautumistietoja, joita ei voi suojata, ei oteta vastaan. Niitä tarvitsevat yhteydet kertovat siitä.',
      session: 'Mitään ei kirjoiteta levylle. Syötät ne uudelleen aina, kun Floorwatch käynnistyy.',
      allow: 'Kuka tahansa, joka voi lukea tiedostojasi, myös varmuuskopiosta, voi lukea ne.'
    }
  },
  about: {
    version: 'Versio',
    electron: 'Electron',
    runtime: 'Ajoympäristö',
    profile: 'Tietokansio',
    system: 'Järjestelmä',
    keyring: 'Avainnippu',
    tray: 'Ilmoitusalue',
    trayShown: 'näyttää kuvakkeen',
    trayMissing: 'tällä työpöydällä ei ole: Floorwatch toimii ikkunana',
    notices: 'Ilmoitukset',
    noticesMissing: 'mikään tällä työpöydällä ei näytä niitä',
    abilities: '{{server}}: {{abilities}}',
    copy: 'Kopioi vianmääritystiedot',
    copied: 'Kopioitu. Mukana on lukumääriä, koodeja ja versioita, ei nimiä, osoitteita eikä salaisuuksia.'
  }
} satisfies Translated<typeof settingsWindow>
