import type { problemWords, recordWords, unknownProblemWords } from '../problem-words.ts'
import type { Translated } from '../translated.ts'

export const problemWordsFi = {
  settingsDamaged: {
    title: 'Asetustiedostoa ei voitu lukea',
    next: 'Se siirrettiin sivuun muuttamattomana, ja oletusasetukset ovat käytössä. Katso lisätiedoissa nimettyä tiedostoa tai tee asetukset uudelleen.'
  },
  journalDamaged: {
    title: 'Päiväkirjaa ei voitu lukea',
    next: 'Se siirrettiin sivuun muuttamattomana, ja uusi aloitettiin. Aiempi hälytyshistoria ja muutetut säännöt ovat lisätiedoissa nimetyssä tiedostossa.'
  },
  journalNewer: {
    title: 'Päiväkirjan on kirjoittanut uudempi Floorwatch',
    next: 'Siihen ei tehty muutoksia. Päivitä Floorwatch; siihen asti mitään ei tallenneta, ja hälytykset voivat toistua uudelleenkäynnistyksen jälkeen.'
  },
  journalUnwritable: {
    title: 'Päiväkirjaan ei voi kirjoittaa',
    next: 'Hälytykset näytetään silti, mutta niistä voidaan ilmoittaa uudelleen käynnistyksen jälkeen. Vapauta levytilaa tai tarkista profiilikansion oikeudet.'
  },
  connectionCut: {
    title: 'Tallennettu yhteys on vaurioitunut',
    next: 'Sitä ei voi lukea, ja se jätettiin ennalleen. Poista se tästä ja lisää se uudelleen kohdassa Yhteydet.'
  },
  connectionAddressRefused: {
    title: 'Tallennetun yhteyden osoitetta ei voi käyttää',
    next: 'Yhteys jätettiin ennalleen. Poista se tästä ja lisää se uudelleen kohdassa Yhteydet https:-osoitteella, joka päättyy ennen ?- tai #-merkkiä.'
  },
  connectionUnreadable: {
    title: 'Tallennettua yhteyttä ei voi käyttää',
    next: 'Se jätettiin ennalleen. Jos se on tehty uudemmalla Floorwatchilla, päivitä Floorwatch; muuten poista se tästä ja lisää se uudelleen kohdassa Yhteydet.'
  },
  recordsUnreadable: {
    title: 'Joitakin päiväkirjan merkintöjä ei voi lukea',
    next: 'Ne jätetään ennalleen eikä niitä käytetä; muu jatkuu. Jos ne on kirjoittanut uudempi Floorwatch, päivitä se: se, minkä se silloin pystyy lukemaan, on taas käytössä.'
  },
  profileReadOnly: {
    title: 'Profiilikansioon ei voi kirjoittaa',
    next: 'Floorwatch toimii, mutta ei säilytä mitään lopetuksen jälkeen. Anna tälle käyttäjälle kirjoitusoikeus tai käynnistä toisella profiilikansiolla.'
  },
  logUnwritable: {
    title: 'Lokia ei voi kirjoittaa',
    next: 'Tämän käyttökerran tapahtumat eivät ole missään lokissa. Vapauta levytilaa tai anna tälle käyttäjälle kirjoitusoikeus profiilikansioon ja käynnistä sitten uudelleen.'
  },
  noTrayHost: {
    title: 'Tämä työpöytä ei näytä ilmoitusalueen kuvakkeita',
    next: 'Floorwatch toimii sen sijaan ikkunana. GNOMEssa ilmoitusalueen laajennus tuo kuvakkeen takaisin.'
  },
  noSound: {
    title: 'Hälytyksen ääntä ei voitu soittaa',
    next: 'Itse ilmoitus näytettiin. Katso, onko tässä tietokoneessa äänilaite, tai valitse asetuksista toinen ääni kohdasta Ilmoitukset ja äänet.'
  },
  noNotifications: {
    title: 'Ilmoituksia ei voi näyttää',
    next: 'Järjestelmä estää ne. Hälytykset näkyvät vain tässä ikkunassa ja ilmoitusalueella. Salli Floorwatchin ilmoitukset järjestelmän asetuksissa.'
  },
  noNotificationServer: {
    title: 'Ilmoituksia ei voi näyttää',
    next: 'Mikään tällä työpöydällä ei näytä niitä. Hälytykset näkyvät vain tässä ikkunassa ja ilmoitusalueella. Asenna tai käynnistä ilmoituspalvelu.'
  },
  notificationServerSilent: {
    title: 'Ilmoituksia ei voi näyttää',
    next: 'Tämän työpöydän ilmoituspalvelu ei vastaa. Hälytykset näkyvät vain tässä ikkunassa ja ilmoitusalueella. Käynnistä se uudelleen tai kirjaudu ulos ja takaisin sisään.'
  },
  keyringLocked: {
    title: 'Avainrengas on lukittu',
    next: 'Avaa se: yhteydet kirjautuvat sitten itsestään. Siihen asti niiden kirjautumistietoja ei voi lukea.'
  },
  keyringMissing: {
    title: 'Tällä työpöydällä ei ole vielä avainrengasta',
    next: 'Luo oletusavainrengas työpöydän salasanaohjelmassa ja anna sitten kirjautumistiedot uudelleen kohdassa Yhteydet. Siihen asti ne säilyvät, kunnes Floorwatch lopetetaan.'
  },
  weakSecretStorage: {
    title: 'Kirjautumistiedot on tallennettu heikosti tälle tietokoneelle',
    next: 'Järjestelmä ei tarjoa todellista suojaa, ja sallit silti tallennuksen. Avainrengas, kuten GNOME Keyring tai KWallet, korjaa asian.'
  },
  weakSecretsLeft: {
    title: 'Heikosti tallennettuja kirjautumistietoja ei voitu lukea, ja ne jätettiin ennalleen',
    next: 'Anna ne uudelleen tai poista niiden yhteydet: silloin ne poistuvat tältä tietokoneelta. Mitkä ne ovat, näkyy kohdassa Tallennetut kirjautumistiedot.'
  },
  weakStorageQuestion: {
    title: 'Miten kirjautumistiedot säilytetään?',
    next: 'Tällä tietokoneella ei ole suojattua säilöä. Kunnes valitset alla kohdassa Tallennetut kirjautumistiedot, ne säilytetään vain tämän istunnon ajan.'
  },
  secretsInMemoryOnly: {
    title: 'Kirjautumistiedot säilytetään vain tämän istunnon ajan',
    next: 'Järjestelmällä ei ole suojattua säilöä, joten ne unohdetaan lopetettaessa. Asenna avainrengas ja avaa se, jotta ne säilyvät.'
  },
  vaultUnavailable: {
    title: 'Tämän tietokoneen suojattu säilö ei vastaa',
    next: 'Floorwatch kysyy uudelleen itse, eikä mitään tallennettua katoa. Jos järjestelmän valintaikkuna odottaa, vastaa siihen; jos vika jatkuu, varmista, että avainrengas on käynnissä.'
  },
  vaultRefused: {
    title: 'Tämän tietokoneen suojattu säilö ei ottanut kirjautumistietoa vastaan',
    next: 'Se säilytetään tämän istunnon ajan, ja Floorwatch yrittää itse uudelleen. Jos vika jatkuu, katso työpöydän salasanaohjelmaa.'
  },
  vaultUnwritable: {
    title: 'Kirjautumistietoja ei voi tallentaa',
    next: 'Ne säilytetään tämän istunnon ajan ja tallennetaan heti, kun se onnistuu. Vapauta levytilaa tai tarkista profiilikansion oikeudet.'
  },
  vaultDamaged: {
    title: 'Tallennettujen kirjautumistietojen tiedostoa ei voitu tulkita',
    next: 'Se siirrettiin sivuun muuttamattomana lisätiedoissa olevalla nimellä. Anna kirjautumistiedot uudelleen tai palauta tiedoston aiempi kopio.'
  },
  vaultFileUnreadable: {
    title: 'Tallennettujen kirjautumistietojen tiedostoa ei voi lukea',
    next: 'Se jätettiin ennalleen. Anna tälle käyttäjälle lukuoikeus ja käynnistä uudelleen; siihen asti kirjautumistiedot säilytetään vain tämän istunnon ajan.'
  },
  vaultNewer: {
    title: 'Tallennetut kirjautumistiedot on kirjoittanut uudempi Floorwatch',
    next: 'Niihin ei tehty muutoksia. Päivitä Floorwatch; siihen asti kirjautumistiedot säilytetään vain tämän istunnon ajan.'
  },
  provisioningRefused: {
    title: 'Käyttöönottotiedostoa ei tuotu',
    next: 'Siitä ei otettu mitään käyttöön. Korjaa lisätiedoissa mainitut kohdat ja käynnistä uudelleen samalla tiedostolla.'
  },
  startNotUnderstood: {
    title: 'Floorwatchin toista käynnistystä ei ymmärretty',
    next: 'Mitään sen pyytämää ei tehty. Lopeta Floorwatch ja käynnistä se sitten uudelleen samalla tavalla.'
  },
  linkNotUnderstood: {
    title: 'Floorwatchiin johtavaa linkkiä ei ymmärretty',
    next: 'Mitään ei tehty. Se voi olla katkennut tai tehty toiselle versiolle: kopioi se uudelleen sieltä, mistä se tuli.'
  },
  shortcutTaken: {
    title: 'Paneelin pikanäppäin on varattu',
    next: 'Toinen ohjelma käyttää sitä, tai tämä työpöytä ei anna pikanäppäimiä ohjelmille. Valitse toinen asetuksista, kohdasta Yleiset.'
  },
  demoCentreDown: {
    title: 'Demokeskus ei ole käynnissä',
    next: 'Se käynnistetään uudelleen itsestään. Sen luvut eivät ole tuoreita, ennen kuin se on palannut.'
  },
  legacyRuntime: {
    title: 'Käytössä on vanha Electron',
    next: 'Tämä on kehityksen ja testien varavaihtoehto, eikä se saa tietoturvapäivityksiä. Käytä oikeille tiedoille julkaistua versiota.'
  },
  caFileUnusable: {
    title: 'Varmentajatiedosto ei ole käytössä',
    next: 'Lisätiedoissa on tiedoston nimi ja se, mikä siinä on vialla. Kunnes se on kunnossa, reaaliaikaiset yhteydet luottavat vain siihen, mihin tämä tietokone luottaa.'
  },
  keysShared: {
    title: 'Kaksi jonoa tai agenttia tulee yhtenä rivinä',
    next: 'Niiden luvut sekoittuvat siinä, joten sitä koskevat hälytykset voivat olla vääriä. Valitse kohdassa Yhteydet mittarilähde, joka erottaa ne, kuten QueueByChannel, ja kysy avaimista tilin ylläpitäjältä.'
  },
  sandboxOff: {
    title: 'Hiekkalaatikko on pois päältä',
    next: 'Floorwatch käynnistettiin pääkäyttäjänä ilman hiekkalaatikkoa. Käynnistä se oikeille tiedoille tavallisena käyttäjänä.'
  }
} satisfies Translated<typeof problemWords>

export const recordWordsFi = {
  rule: 'sääntöjä: {{number}}',
  alert: 'hälytyksiä: {{number}}',
  delivery: 'ilmoituksia: {{number}}',
  workflow: 'työnkulkuja: {{number}}',
  target: 'tavoitteita: {{number}}',
  targetTest: 'tavoitteiden testejä: {{number}}',
  other: 'muita: {{number}}',
  lost: 'pois jätettyjä merkintöjä, koska odottavia oli liikaa: {{number}}'
} satisfies Translated<typeof recordWords>

export const unknownProblemWordsFi = {
  title: 'Floorwatchissa on ongelma',
  next: 'Lisätiedot voivat kertoa enemmän.'
} satisfies Translated<typeof unknownProblemWords>
