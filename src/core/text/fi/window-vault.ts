import type { Translated } from '../translated.ts'
import type { vaultWindow } from '../window-vault.ts'

export const vaultWindowFi = {
  vault: {
    title: 'Tallennetut kirjautumistiedot',
    backend: {
      keychain: 'tämän Macin avainnippu',
      dpapi: 'Windowsin tietosuojaus',
      gnome_libsecret: 'tämän työpöydän avainrengas',
      kwallet: 'KWallet',
      kwallet5: 'KWallet 5',
      kwallet6: 'KWallet 6',
      basic_text: 'ei suojattua säilöä',
      unknown: 'nimetön säilö'
    },
    kept: {
      unasked: 'Kirjautumistietoja ei ole vielä tarvittu, joten tämän tietokoneen suojatulta säilöltä ei ole kysytty.',
      forgotten: 'Edellistä istuntoa varten annetut tiedot olivat vain muistissa ja ovat poissa.',
      os: 'Salattu: {{backend}}.',
      weak: 'Tallennettu heikosti: tällä tietokoneella ei ole suojattua säilöä, ja kirjautumistiedot voi lukea kuka tahansa, joka voi lukea tiedoston.',
      session: 'Antamasi tiedot säilyvät muistissa, kunnes Floorwatch lopetetaan, eivät levyllä.'
    },
    limit: {
      dpapi: 'Tämän tietokoneen muut käyttäjät eivät voi lukea niitä; muut sinun ohjelmasi voivat.'
    },
    sessionOnly: 'vain tämä istunto',
    weak: 'heikko',
    locked: 'Avainrengas on lukittu.',
    lockedNext: 'Avaa se työpöydän salasanaohjelmassa. Yhteydet jatkavat sitten itsestään.',
    unavailable: 'Suojattu säilö ei vastaa.',
    unavailableNext:
      'Jos järjestelmän valintaikkuna odottaa, vastaa siihen. Floorwatch kysyy uudelleen itse; mitään ei katoa.',
    weakNext:
      'Suojaa ne asentamalla avainrengas, kuten GNOME Keyring tai KWallet, avaa se ja käynnistä Floorwatch uudelleen.',
    noKeyringNext:
      'Jotta ne säilyvät, asenna avainrengas, kuten GNOME Keyring tai KWallet, avaa se ja käynnistä Floorwatch uudelleen.',
    question: 'Tällä tietokoneella ei ole suojattua säilöä. Miten kirjautumistiedot säilytetään?',
    allow: 'Tallenna ne heikosti',
    allowMeans:
      'Niitä ei tarvitse antaa uudelleen käynnistyksen jälkeen. Ne voi lukea kuka tahansa, joka voi lukea tiedostosi, myös varmuuskopiosta.',
    session: 'Säilytä vain tämän istunnon ajan',
    sessionMeans: 'Mitään ei kirjoiteta levylle. Annat ne uudelleen joka kerta, kun Floorwatch käynnistyy.',
    withdraw: 'Lopeta niiden tallentaminen',
    withdrawMeans: 'Poistaa tallennetut kopiot. Ne säilyvät muistissa, kunnes Floorwatch lopetetaan.',
    unusual: 'Kirjautumistiedot, jotka on syytä tarkistaa',
    inMemory: 'muistissa, unohdetaan lopetettaessa',
    superseded: 'vanhempi on tallennettu; uudempi oli istuntoa varten, joka on päättynyt',
    unreadable: 'tallentaja: {{backend}}, ei voi lukea nyt; anna uudelleen tai palaa tuohon säilöön',
    credential: '{{field}}, {{name}}',
    goneConnection: 'poistettu yhteys',
    forgotten: 'säilytettiin vain edellisen istunnon ajan; anna uudelleen',
    forgottenNext: 'Muokkaa tässä nimettyjä yhteyksiä ja anna niiden kirjautumistiedot uudelleen.',
    restore: 'Käytä vanhempaa',
    restoreNamed: 'Käytä vanhempaa: {{credential}}'
  }
} satisfies Translated<typeof vaultWindow>
