import type { Translated } from '../translated.ts'
import type { connectionWindow } from '../window-connections.ts'

export const connectionWindowFi = {
  connections: {
    title: 'Yhteydet',
    emptyTitle: 'Ei yhteyksiä',
    emptyNext: 'Lisää järjestelmäsi tässä tai käynnistä Floorwatch käyttöönottotiedostolla.',
    since: 'alkaen {{time}}',
    retryIn: 'seuraava yritys {{time}} kuluttua',
    retryNowSoon: 'yritetään uudelleen',
    attempt_one: '{{count}} yritys',
    attempt_other: '{{count}} yritystä',
    retry: 'Yritä uudelleen nyt',
    retryNamed: 'Yritä yhteyttä {{name}} uudelleen nyt',
    owner: 'tunnisteen omistaja {{owner}}',
    secrets: 'annettu: {{names}}',
    noSecrets: 'kirjautumistietoja ei annettu',
    demo: 'demo',
    feeds: 'Yhteyden {{name}} syötteet',
    feed: 'syöte',
    state: 'tila',
    age: 'ikä',
    rows: 'rivit',
    skipped: 'ohitetut',
    skippedHint: 'Viestit, joita ei voitu käyttää. Ne jätetään pois, muu jatkuu.',
    never: 'ei koskaan'
  },
  proxyLogin: {
    title: 'Kirjaudu välityspalvelimeen {{proxy}}',
    username: 'Käyttäjänimi',
    password: 'Salasana',
    submit: 'Kirjaudu',
    kept: 'Säilytetään Floorwatchin muiden kirjautumistietojen kanssa ja näytetään vain tälle välityspalvelimelle.',
    wanted: 'Molemmat tarvitaan. Käyttäjänimessä ei ole kaksoispistettä.'
  },
  proxyLogins: {
    title: 'Välityspalvelinten kirjautumiset',
    emptyTitle: 'Ei kirjautumista välityspalvelimeen',
    emptyNext: 'Kun välityspalvelin vaatii sellaisen, sen yhteys pyytää sitä.',
    list: 'Välityspalvelimet, joihin on kirjautuminen',
    kept: {
      stored: 'kirjautuminen tallennettu',
      session: 'kirjautuminen muistissa, unohdetaan lopetettaessa',
      superseded: 'vanhempi kirjautuminen on tallessa eikä käytössä; uudempi oli istuntoa varten, joka on päättynyt',
      forgotten: 'kirjautuminen säilytettiin vain edellisen istunnon ajan; sitä pyydetään uudelleen',
      unreadable: 'kirjautumisen tallentaja: {{backend}}, ei voi lukea nyt; sitä pyydetään uudelleen'
    },
    forget: 'Poista',
    forgetNamed: 'Poista kirjautuminen välityspalvelimeen {{proxy}}',
    forgetTitle: 'Poistetaanko kirjautuminen välityspalvelimeen {{proxy}}?',
    forgetText:
      'Käyttäjänimi ja salasana poistetaan tältä tietokoneelta. Kun välityspalvelin taas vaatii kirjautumisen, sen yhteys pyytää sitä.'
  },
  problems: {
    title: 'Ongelmat',
    since: 'alkaen {{time}}',
    dismiss: 'Piilota',
    details: 'Lisätiedot',
    dismissNamed: 'Piilota: {{title}}',
    unnamed: 'nimetön yhteys',
    removeLast: 'Jos muita yhteyksiä ei ole tallennettu, Floorwatch palaa demokeskukseen.'
  },
  trust: {
    title: 'Varmenteet',
    caFile: 'Varmentajatiedosto (PEM)',
    caFileHint:
      'Reaaliaikaisille yhteyksille yrityksessä, jolla on oma varmentaja; tyhjä, jos ei ole. Kaikki muut kutsut luottavat vain siihen, mihin tämä tietokone luottaa: IT-tuen on lisättävä varmentaja myös sinne.',
    caFileSave: 'Käytä tätä tiedostoa'
  }
} satisfies Translated<typeof connectionWindow>
