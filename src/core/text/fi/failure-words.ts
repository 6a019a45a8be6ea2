import type { failureWords, unknownFailureWords } from '../failure-words.ts'
import type { Translated } from '../translated.ts'

export const failureWordsFi = {
  dns: {
    cause: 'Palvelimen nimeä ei löytynyt',
    next: 'Tarkista osoite kirjoitusvirheiden varalta ja se, että tämä tietokone on verkossa, joka tuntee nimen.'
  },
  file: {
    cause: 'Tiedostoa ei voitu lukea tai kirjoittaa',
    next: 'Tarkista, että se on olemassa ja että tällä käyttäjällä on siihen luku- ja kirjoitusoikeus, ja yritä uudelleen. Mikään muu ei muuttunut.'
  },
  autostart: {
    cause: 'Kirjauduttaessa käynnistyvien luetteloa ei voitu lukea tai muuttaa',
    next: 'Tarkista, että tämä käyttäjä saa kirjoittaa lisätiedoissa mainittuun tiedostoon ja sen kansioon, ja yritä uudelleen. Mitään muuta ei muutettu.'
  },
  unreachable: {
    cause: 'Palvelin ei vastaa',
    next: 'Tarkista verkko, VPN ja osoite. Floorwatch yrittää edelleen.'
  },
  timeout: {
    cause: 'Vastaus kesti liian kauan',
    next: 'Palvelu tai verkko on hidas. Floorwatch yrittää itse uudelleen.'
  },
  tlsUntrusted: {
    cause: 'Palvelimen varmenteeseen ei luoteta',
    next: 'Testaa yhteys nähdäksesi, mikä varmenteessa on vialla. Pyydä IT-tukea lisäämään varmentaja tälle tietokoneelle tai tarkista, että osoite on oikea. Yritä sitten uudelleen.'
  },
  tlsOutdated: {
    cause: 'Palvelin tarjoaa vain vanhentunutta salausta',
    next: 'Floorwatch vaatii vähintään TLS 1.2:n. Kysy palvelun ylläpitäjältä tai IT-tuesta, jos välissä on välityspalvelin. Yritä sitten uudelleen.'
  },
  tlsClientCertificate: {
    cause: 'Palvelin pyytää asiakasvarmennetta, jota Floorwatchilla ei ole',
    next: 'Floorwatchin palvelut eivät pyydä sellaista: tarkista osoite ja kysy IT-tuesta, vaatiiko jokin välissä oleva yhdyskäytävä sitä ja voiko se päästää tämän osoitteen läpi ilman. Yritä sitten uudelleen.'
  },
  proxyLogin: {
    cause: 'Välityspalvelin vaatii kirjautumisen',
    next: 'Kirjaudu välityspalvelimeen tai pyydä IT-tukea sallimaan tämä osoite. Yritä sitten uudelleen.'
  },
  proxyLoginRefused: {
    cause: 'Välityspalvelin hylkäsi kirjautumisen',
    next: 'Anna välityspalvelimen käyttäjänimi ja salasana uudelleen. Hylättyjä ei kokeilla toiste, jotta mikään tili ei lukkiudu.'
  },
  proxyUnreachable: {
    cause: 'Välityspalvelin ei vastaa',
    next: 'Tarkista välityspalvelin järjestelmän asetuksista ja se, että tämä tietokone on oikeassa verkossa.'
  },
  proxyRefused: {
    cause: 'Välityspalvelin ei päästä tätä yhteyttä läpi',
    next: 'Pyydä IT-tukea sallimaan tämä osoite ja portti lisätiedoissa mainitussa välityspalvelimessa, myös websocket-yhteydet. Floorwatch yrittää edelleen.'
  },
  unexpectedAnswer: {
    cause: 'Palvelin vastasi jotakin, mikä ei ole tämä palvelu',
    next: 'Tarkista osoite. Välissä voi olla verkon kirjautumissivu tai välityspalvelin.'
  },
  redirected: {
    cause: 'Palvelin ohjaa Floorwatchin toiseen osoitteeseen',
    next: 'Sinne ei lähetetty mitään. Tarkista palvelun osoite. Välissä voi olla verkon kirjautumissivu.'
  },
  badCredential: {
    cause: 'Kirjautumistieto hylättiin',
    next: 'Anna tälle yhteydelle kelvollinen tunniste, asiakassovelluksen salaisuus tai salasana. Yritä sitten uudelleen.'
  },
  badAppKey: {
    cause: 'Sovellusavain hylättiin',
    next: 'Tarkista sovellusavain tilin kehittäjäportaalista ja anna se uudelleen. Yritä sitten uudelleen.'
  },
  forbidden: {
    cause: 'Kirjautumistieto kelpaa, mutta siltä puuttuu oikeus tähän',
    next: 'Pyydä palvelun pääkäyttäjältä lisätiedoissa mainittu oikeus. Yritä sitten uudelleen.'
  },
  noSubscription: {
    cause: 'Organisaatiolla ei ole tähän tilausta, tai se on päättynyt',
    next: 'Toinen kirjautumistieto ei auta. Kysy siltä, joka hoitaa palvelun sopimusta. Yritä sitten uudelleen.'
  },
  notEnabled: {
    cause: 'Tätä ei ole otettu käyttöön tässä asennuksessa',
    next: 'Pyydä palvelun pääkäyttäjää tai toimittajaa ottamaan se käyttöön. Yhteyden muut osat toimivat edelleen.'
  },
  notFound: {
    cause: 'Palvelu ei tunne sitä, mitä pyydettiin',
    next: 'Tarkista yhteyden tili, organisaatio ja nimet. Tätä ei ehkä ole otettu käyttöön tässä asennuksessa.'
  },
  newerEdition: {
    cause: 'Palvelu käyttää rajapintansa uudempaa laitosta',
    next: 'Tämä Floorwatchin versio tuntee vain vanhemman laitoksen työnkulut ja tavoitteet. Päivitä Floorwatch; siihen asti niitä hallitaan palvelussa itsessään.'
  },
  rejected: {
    cause: 'Pyyntö hylättiin',
    next: 'Lue syy lisätiedoista, muuta siinä mainittu kohta ja yritä uudelleen.'
  },
  rateLimited: {
    cause: 'Palvelu pyytää vähemmän pyyntöjä',
    next: 'Mitään ei tarvitse tehdä: Floorwatch odottaa palvelun ilmoittaman ajan ja jatkaa.'
  },
  serverError: {
    cause: 'Palvelussa on sen oma vika',
    next: 'Täällä ei tarvitse tehdä mitään: Floorwatch yrittää uudelleen. Jos vika jatkuu, kysy palvelun ylläpitäjältä.'
  },
  protocol: {
    cause: 'Viestiä ei voitu ymmärtää',
    next: 'Floorwatch jatkaa ilman sitä. Jos vika jatkuu, palvelussa voi olla uudempi versio kuin tämä tuntee.'
  },
  subscriptionPending: {
    cause: 'Tilaus ei ole vielä valmis',
    next: 'Mitään ei tarvitse tehdä: palvelu valmistelee vielä tietoja. Floorwatch kysyy uudelleen.'
  },
  subscriptionGone: {
    cause: 'Tilaus on päättynyt palvelimella',
    next: 'Mitään ei tarvitse tehdä: Floorwatch tekee uuden.'
  },
  heartbeatLost: {
    cause: 'Yhteys hiljeni',
    next: 'Mitään ei tarvitse tehdä: Floorwatch yhdistää uudelleen. Jos näin käy usein, verkko ehkä katkaisee hiljaiset yhteydet.'
  },
  closedByServer: {
    cause: 'Palvelin sulki yhteyden',
    next: 'Mitään ei tarvitse tehdä: Floorwatch yhdistää uudelleen.'
  },
  offline: {
    cause: 'Tällä tietokoneella ei ole verkkoyhteyttä',
    next: 'Yhdistä verkkoon. Floorwatch jatkaa itsestään.'
  },
  noSecret: {
    cause: 'Tälle yhteydelle ei ole tallennettu kirjautumistietoa',
    next: 'Anna se kohdassa Yhteydet: muokkaa yhteyttä tai tuo se uudelleen salaisuuksineen.'
  },
  vaultLocked: {
    cause: 'Tämän tietokoneen avainrengas on lukittu',
    next: 'Avaa avainrengas ja yritä sitten uudelleen.'
  },
  vaultUnavailable: {
    cause: 'Tämän tietokoneen suojattu säilö ei vastaa',
    next: 'Floorwatch kysyy uudelleen itse. Jos järjestelmän valintaikkuna odottaa, vastaa siihen; jos vika jatkuu, varmista, että avainrengas on käynnissä.'
  },
  vaultUnreadable: {
    cause: 'Tallennettua kirjautumistietoa ei voitu lukea',
    next: 'Anna se uudelleen: sen on tallentanut toinen säilö, käyttäjä tai asennus. Se säilytetään ja toimii taas siellä, missä se tallennettiin.'
  },
  secretForgotten: {
    cause: 'Kirjautumistieto säilytettiin vain edellisen istunnon ajan',
    next: 'Anna se uudelleen: muokkaa yhteyttä. Puuttuvat näkyvät kohdassa Tallennetut kirjautumistiedot.'
  },
  secretSuperseded: {
    cause: 'Uusin kirjautumistieto säilytettiin vain aiemman istunnon ajan',
    next: 'Anna se uudelleen. Vanhempi on yhä tallessa; sitä käytetään vain, jos niin sanot kohdassa Tallennetut kirjautumistiedot.'
  },
  storage: {
    cause: 'Levylle kirjoittaminen epäonnistui',
    next: 'Vapauta levytilaa tai tarkista, että profiilikansioon saa kirjoittaa.'
  },
  portTaken: {
    cause: 'Portti on toisen ohjelman käytössä',
    next: 'Lopeta toinen ohjelma tai käynnistä uudelleen: mahdollisuuksien mukaan valitaan toinen portti.'
  },
  cancelled: {
    cause: 'Toiminto peruttiin',
    next: 'Mikään ei ole vialla. Yritä uudelleen, kun haluat.'
  },
  unknownOutcome: {
    cause: 'Muutos lähetettiin, mutta vastausta ei tullut: se on voitu toteuttaa tai ei',
    next: 'Lue luettelo uudelleen ja katso, onko muutos siellä, ennen kuin teet sen toisen kerran. Floorwatch ei toista sitä itse.'
  }
} satisfies Translated<typeof failureWords>

export const unknownFailureWordsFi = {
  cause: 'Jokin meni vikaan',
  next: 'Yritä uudelleen. Lisätiedot voivat kertoa enemmän.'
} satisfies Translated<typeof unknownFailureWords>
