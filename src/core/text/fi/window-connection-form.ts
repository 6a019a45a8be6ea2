import type { Translated } from '../translated.ts'
import type { connectionFormWindow } from '../window-connection-form.ts'

export const connectionFormWindowFi = {
  refusal: {
    missing: 'Täytä tämä.',
    address: 'Anna https:-osoite, esimerkiksi https://host.example.com. Pelkkä http: on vain tätä tietokonetta varten.',
    addressTail: 'Lopeta ennen ?- tai #-merkkiä: jätä pois kaikki siitä eteenpäin.',
    accountId: 'Anna täsmälleen kuusi kirjainta.',
    organizationId: 'Anna tunnus, esimerkiksi 7f9e9580-095b-42c7-838c-c04e667b26f7.',
    orgId: 'Anna kokonaisluku tai jätä tyhjäksi.',
    producers: 'Yksi nimi riville, enintään 25.',
    tooLong: 'Tämä on liian pitkä.',
    characters: 'Sisältää merkkejä, joita kirjautumistiedossa ei ole, kuten rivinvaihdon. Kopioi uudelleen.',
    other: 'Tätä ei voi hyväksyä.',
    nameTaken: 'Tämä nimi on jo toisella yhteydellä. Valitse nimi, joka erottaa ne toisistaan.',
    twin: '”{{other}}” on jo yhteys samaan tiliin.',
    secretMissing: 'Tämä yhteys tarvitsee tämän.',
    secretForNewHost:
      'Osoite muuttui: anna tämä uudelleen. Tallennettu kirjautumistieto lähetetään vain palvelimelle, jota varten se annettiin.'
  },
  connectionForm: {
    add: 'Lisää yhteys',
    chooseTitle: 'Mihin järjestelmään haluat yhdistää?',
    about: {
      avaya: 'Jonot ja agentit reaaliajassa ja niiden hälytykset',
      giosg: 'Liiketoimintatavoitteet, testataan aikataulun mukaan',
      thoughtspot: 'Kirjautuminen ja kanava-asetukset tarkistetaan; ei vielä muuta'
    },
    titleNew: 'Uusi yhteys: {{system}}',
    titleEdit: 'Muokkaa: {{name}}',
    edit: 'Muokkaa',
    editNamed: 'Muokkaa: {{name}}',
    test: 'Testaa',
    testNamed: 'Testaa: {{name}}',
    testCancel: 'Peruuta testi',
    testClose: 'Sulje testi',
    remove: 'Poista',
    removeNamed: 'Poista: {{name}}',
    saveAnyway: 'Tallenna silti',
    wrong_one: '{{count}} kenttä vaatii huomiotasi.',
    wrong_other: '{{count}} kenttää vaatii huomiotasi.',
    saveFailed: 'Mitään ei tallennettu',
    testFailed: 'Testiä ei voitu aloittaa',
    removeFailed: 'Yhteyttä ei poistettu kokonaan',
    kept: 'Kirjoittamasi säilyy, kun katsot toista näkymää.',
    discardTitle: 'Hylätäänkö kirjoittamasi?',
    discardText: 'Yhteys jää ennalleen.',
    discardNew: 'Yhteyttä ei lisätä.',
    discard: 'Hylkää',
    goOn: 'Jatka muokkausta',
    removeTitle: 'Poistetaanko {{name}}?',
    removeText: 'Tämä poistuu sen mukana, eikä sitä voi palauttaa:',
    removeItems: {
      secrets: 'sen tallennetut kirjautumistiedot: {{names}}',
      allSecrets: 'kaikki sille tallennetut kirjautumistiedot',
      feeds_one: '{{count}} syöte lukuineen ja tilaus palvelimella',
      feeds_other: '{{count}} syötettä lukuineen ja tilaukset palvelimella',
      targets_one: '{{count}} liiketoimintatavoite ja sen historia täällä; giosgissa se säilyy',
      targets_other: '{{count}} liiketoimintatavoitetta ja niiden historia täällä; giosgissa ne säilyvät',
      alerts_one: '{{count}} avoin hälytys, joka päättyy ilman ilmoitusta',
      alerts_other: '{{count}} avointa hälytystä, jotka päättyvät ilman ilmoitusta',
      settings: 'yhteyden asetukset'
    },
    removeLast: 'Se on viimeinen: Floorwatch palaa demokeskukseen.',
    secrets: 'Kirjautumistiedot',
    secretsKept: {
      unasked:
        'Säilytetään tämän tietokoneen suojatussa säilössä; jos sitä ei ole, siitä kerrotaan ja asiasta kysytään.',
      os: 'Säilytetään tämän tietokoneen suojatussa säilössä.',
      weak: 'Tallennetaan heikosti, kuten sallit: tällä tietokoneella ei ole suojattua säilöä.',
      session: 'Säilytetään muistissa, kunnes Floorwatch lopetetaan: tällä tietokoneella ei ole suojattua säilöä.',
      locked: 'Tämän tietokoneen avainrengas on lukittu: avaa se ennen tallentamista.'
    },
    secretsHint: 'Niitä ei näytetä enää koskaan, ei täällä eikä muualla.',
    stored: 'tallennettu',
    replace: 'Korvaa',
    replaceNamed: 'Korvaa: {{name}}',
    keep: 'Säilytä tallennettu',
    keepNamed: 'Säilytä tallennettu: {{name}}',
    firstOwn: 'Ensimmäisen oman yhteyden myötä demokeskus päättyy.',
    progress: 'Testataan: {{done}}/{{all}} vaihetta',
    steps: 'Testin vaiheet',
    passed: 'Testi on ohi: kaikki toimii.',
    failed_one: 'Testi on ohi: {{count}} vaihe epäonnistui.',
    failed_other: 'Testi on ohi: {{count}} vaihetta epäonnistui.',
    cancelledTest: 'Testi peruttiin.',
    testLater: 'Odota palvelun ilmoittama aika ja testaa sitten uudelleen. Tämä testi ei jatku itsestään.'
  },
  field: {
    name: { label: 'Nimi', hint: 'Yhteyden nimi Floorwatchissa, esimerkiksi toimipaikan mukaan.' },
    restBaseUrl: {
      label: 'API-osoite',
      hint: 'Tilin alue ja sen perään .api.avayacloud.com. Tilin pääkäyttäjä tietää sen.'
    },
    accountId: { label: 'Tilin tunnus', hint: 'Kuusi kirjainta. Näkyy tilin hallinnassa.' },
    clientId: {
      label: 'Asiakassovelluksen tunnus',
      hint: 'Sen asiakassovelluksen tunnus, joka luotiin Floorwatchille tilin hallinnassa.'
    },
    producers: {
      label: 'Mittarilähteet',
      hint: 'Mitä seurataan, yksi kullekin riville. Testi kertoo, mitkä tilillä on.'
    },
    durationUnit: {
      label: 'Kestojen yksikkö',
      hint: 'Missä yksikössä tili lähettää kestot; yleensä millisekunteina. Vaihda, jos jokainen kesto on tuhat kertaa liian lyhyt.'
    },
    organizationId: {
      label: 'Organisaation tunnus',
      hint: 'giosgissa kohdassa Settings, Company; myös osana API-kutsujen osoitetta.'
    },
    apiBaseUrl: {
      label: 'Raportointi-API:n osoite',
      hint: 'Sama kaikille, ellei giosg ole kertonut muuta.'
    },
    serviceBaseUrl: {
      label: 'Palvelu-API:n osoite',
      hint: 'Sama kaikille, ellei giosg ole kertonut muuta.'
    },
    tokenKind: {
      label: 'Tunnisteen laji',
      hint: 'API-tunniste luodaan käsin giosgissa; bearer-tunniste tulee OAuthista.'
    },
    baseUrl: { label: 'ThoughtSpotin osoite', hint: 'Kuten selaimessa, ilman palvelimen jälkeistä osaa.' },
    username: { label: 'Käyttäjänimi', hint: 'Käyttäjä, jona Floorwatch kirjautuu.' },
    orgId: { label: 'Orgin tunnus', hint: 'Luku; 0 on ensisijainen Org. Jätä tyhjäksi, jos Orgeja ei ole.' },
    signInBy: { label: 'Kirjautumistapa', hint: 'Salasana ei toimi, jos kirjautumiseen vaaditaan toinen tekijä.' }
  },
  durationUnit: { ms: 'millisekuntia', s: 'sekuntia' },
  tokenKind: { token: 'API-tunniste', bearer: 'bearer-tunniste (OAuth)' },
  secretHint: {
    appKey: 'Sovellusavain Avayan kehittäjäportaalista. Se kulkee joka kutsun mukana käyttötunnisteen rinnalla.',
    clientSecret: 'Näytettiin kerran, kun asiakassovellus luotiin. Floorwatch saa sillä käyttötunnisteensa.',
    giosgToken:
      'Näytettiin kerran, kun se luotiin giosgissa. Sillä on käyttäjänsä oikeudet, ja se lakkaa toimimasta tämän mukana.',
    secretKey: 'Develop-välilehdeltä kohdasta Security settings, trusted authentication.',
    password: 'Yllä olevan käyttäjän salasana.',
    thoughtspotToken: 'Muualla luotu tunniste. Se vanhenee itsestään, ja silloin on annettava uusi.'
  }
} satisfies Translated<typeof connectionFormWindow>
