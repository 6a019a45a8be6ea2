import type { diagnosisWords } from '../diagnosis-words.ts'
import type { Translated } from '../translated.ts'

export const diagnosisWordsFi = {
  step: {
    proxy: 'Reitti ulos tästä verkosta, tarvittaessa välityspalvelimen kautta',
    lookup: 'Palvelimen nimi löytyy',
    connect: 'Palvelin vastaa',
    certificate: 'Palvelimen varmenteeseen luotetaan',
    token: 'Kirjautumistiedot hyväksytään',
    user: 'Kenen tunniste on',
    producers: 'Tili saa lukea mittarilähteensä',
    producer: 'Mittarilähde on olemassa',
    subscribe: 'Tilauksen voi tehdä',
    socket: 'Reaaliaikaisen virran voi avata',
    authenticate: 'Reaaliaikainen virta hyväksyy kirjautumistiedot',
    unsubscribe: 'Tämän testin tilaus poistetaan',
    workflows: 'Organisaation työnkulut voi lukea',
    targets: 'Niiden liiketoimintatavoitteet voi lukea',
    org: 'Kirjautumistiedot ovat oikeaan Orgiin',
    channels: 'Kanava-asetukset voi lukea'
  },
  state: {
    pending: 'odottaa',
    running: 'käynnissä',
    ok: 'kunnossa',
    failed: 'epäonnistui',
    skipped: 'ohitettiin'
  },
  note: {
    tokenOf: 'Tunniste kuuluu käyttäjälle {{owner}}.',
    tokenDies:
      'Sillä on tämän käyttäjän oikeudet, ja se lakkaa toimimasta käyttäjän mukana: kun käyttäjä poistetaan, Floorwatchin yhteys katkeaa. Käytä mieluummin tätä varten luodun käyttäjän tunnistetta.',
    ownerUnknown: 'Palvelu ei kerro tunnisteen käyttäjää.',
    noCertificateNeeded: 'Ei tarvita: osoite on tämä tietokone itse, http-yhteydellä.',
    coversMore: 'Verkko ei kerro, mihin asti päästiin: syy voi olla nimessä, yhteydessä tai varmenteessa.',
    writtenAs: 'Palvelu kirjoittaa sen muodossa {{name}}.',
    counted: 'Löytyi {{count}}.',
    nothingToRead: 'Ei ole mitään, millä kokeilla.',
    orgUnknown: 'Palvelu ei kerro, mikä Org on kyseessä.',
    afterFailure: 'Ei kokeiltu yllä olevan virheen jälkeen.',
    cancelled: 'Testi peruttiin.'
  },
  finding: {
    certificateOtherHost: {
      cause: 'Varmenne kuuluu toiselle palvelimelle',
      next: 'Tarkista osoite kirjoitusvirheiden varalta. Jos se on oikein, sen paikalla vastaa jokin muu: kysy IT-tuesta tai palvelun ylläpitäjältä.'
    },
    certificateOutOfDate: {
      cause: 'Varmenne on vanhentunut tai ei ole vielä voimassa',
      next: 'Tarkista tämän tietokoneen päivämäärä ja kellonaika. Jos ne ovat oikein, palvelun ylläpitäjän on uusittava varmenne.'
    },
    certificateSelfSigned: {
      cause: 'Palvelin on allekirjoittanut varmenteensa itse: kukaan ei vahvista sitä',
      next: 'Tarkista osoite. Jos se on oikein, pyydä palvelun ylläpitäjältä varmenne, jonka myöntäjään tämä tietokone luottaa.'
    },
    certificateUnknownAuthority: {
      cause: 'Varmenteeseen ei luoteta: tämä tietokone ei tunne sen myöntäjää',
      next: 'Jos yrityksellä on oma varmentaja, pyydä IT-tukea lisäämään se tämän tietokoneen varmenteisiin, lopeta sitten Floorwatch ja käynnistä se uudelleen. Reaaliaikainen virta ottaa sen myös tiedostosta: katso tämän näkymän asetukset. Muuten tarkista osoite.'
    },
    certificateLiveOnly: {
      cause: 'Reaaliaikaiset yhteydet luottavat tähän varmenteeseen, muut kutsut eivät',
      next: 'Asetusten varmentajatiedosto koskee vain reaaliaikaisia yhteyksiä. Pyydä IT-tukea lisäämään varmentaja myös tämän tietokoneen varmenteisiin, lopeta sitten Floorwatch ja käynnistä se uudelleen.'
    },
    liveAuthorityUnknown: {
      cause: 'Reaaliaikainen virta ei luota varmenteen myöntäjään, muut kutsut luottavat',
      next: 'Anna varmentajan tiedosto tämän näkymän asetuksissa: ”Varmentajatiedosto (PEM)”. Testaa sitten uudelleen.'
    },
    clientRefused: {
      cause: 'Asiakassovelluksen tunnus tai sen salaisuus hylättiin',
      next: 'Sovellusavain on oikein. Vertaa molempia tilin hallinnassa olevaan asiakassovellukseen ja anna salaisuus uudelleen.'
    },
    credentialsRefused: {
      cause: 'Kirjautuminen hylättiin',
      next: 'Palvelu ei kerro, mikä on väärin. Vertaa sovellusavainta, asiakassovelluksen tunnusta ja tilin tunnusta tilin hallintaan ja anna asiakassovelluksen salaisuus uudelleen.'
    },
    accountUnknown: {
      cause: 'Tiliä ei tunneta tässä osoitteessa',
      next: 'Tarkista tilin tunnuksen kuusi kirjainta ja se, että osoite on tilin alueen osoite.'
    },
    accountForbidden: {
      cause: 'Kirjautumistiedot kelpaavat, mutta niillä ei saa käyttää tämän tilin analytiikkaa',
      next: 'Pyydä tilin pääkäyttäjää antamaan tälle asiakassovellukselle oikeus Analytics-palveluun (mittarilähteet ja ilmoitukset).'
    },
    noProducers: {
      cause: 'Tilillä ei ole lainkaan reaaliaikaisia mittarilähteitä',
      next: 'Kysy Avayalta, onko Analytics Realtime tilattu ja otettu käyttöön tälle tilille.'
    },
    producerMissing: {
      cause: 'Tilillä ei ole tämännimistä reaaliaikaista mittarilähdettä',
      next: 'Käytä jotakin lisätiedoissa olevista nimistä täsmälleen siinä muodossa, jossa se on kirjoitettu.'
    },
    stillPending: {
      cause: 'Tilaus jää odottamaan',
      next: 'Palvelu hyväksyy tilauksen mutta ei lähetä tietoja. Kysy Avayalta, onko Analytics Realtime tilattu ja otettu käyttöön tälle tilille ja mittarilähteelle.'
    },
    subscribeForbidden: {
      cause: 'Näillä kirjautumistiedoilla ei saa tehdä tilauksia',
      next: 'Pyydä tilin pääkäyttäjää antamaan tälle asiakassovellukselle oikeus Notification API -rajapintaan.'
    },
    liveHostBlocked: {
      cause: 'Reaaliaikaisen virran palvelimeen ei saada yhteyttä',
      next: 'Se on eri palvelin kuin tilin osoitteessa: pyydä IT-tukea sallimaan myös lisätiedoissa mainittu palvelin, websocket-yhteydet mukaan lukien.'
    },
    liveTokenRefused: {
      cause: 'Reaaliaikainen virta hylkää tunnisteen, jonka muut kutsut hyväksyvät',
      next: 'Testaa uudelleen minuutin kuluttua. Jos vika jatkuu, kysy Avayalta: täällä ei voi muuttaa mitään.'
    },
    leftBehind: {
      cause: 'Tämän testin tilausta ei voitu poistaa',
      next: 'Mitään ei tarvitse tehdä: se päättyy itsestään muutamassa minuutissa.'
    },
    giosgTokenRefused: {
      cause: 'Tunniste hylättiin',
      next: 'Se on voitu perua tai sen käyttäjä on voitu poistaa. Luo uusi ja tarkista laji: API-tunniste ei ole OAuth-tunniste.'
    },
    giosgOtherOrganization: {
      cause: 'Tunniste kuuluu toisen organisaation käyttäjälle',
      next: 'Käyttäjä on lisätiedoissa mainitussa organisaatiossa. Korjaa organisaation tunnus tai käytä tämän organisaation käyttäjän tunnistetta.'
    },
    giosgForbidden: {
      cause: 'Tunniste kelpaa, mutta sillä ei saa lukea tämän organisaation työnkulkuja',
      next: 'Uusi tunniste ei auta. Joko käyttäjältä puuttuu raportoinnin ja asetusten oikeus, tai käyttäjällä ei ole pääsyä tähän organisaatioon: kysy sen pääkäyttäjältä.'
    },
    giosgNoWorkflows: {
      cause: 'Tämä asennus ei tunne työnkulkuja eikä liiketoimintatavoitteita',
      next: 'Tarkista organisaation tunnus ja API-osoite. Muuten kysy giosgilta, onko Conversational Reporting otettu käyttöön.'
    },
    thoughtspotLoginRefused: {
      cause: 'Käyttäjänimi tai kirjautumistieto hylättiin',
      next: 'Tarkista molemmat. Salasana hylätään, jos käyttäjä kirjautuu kahdella tekijällä: käytä silloin salaista avainta tai tunnistetta.'
    },
    thoughtspotTokenRefused: {
      cause: 'Tunniste hylättiin',
      next: 'Se on todennäköisesti vanhentunut. Salaisella avaimella (trusted authentication) Floorwatch saa uudet itse.'
    },
    thoughtspotOtherOrg: {
      cause: 'Kirjautumistiedot kirjautuvat toiseen Orgiin',
      next: 'Sen nimi on lisätiedoissa. Korjaa Orgin tunnus tai anna käyttäjälle pääsy tähän Orgiin.'
    },
    thoughtspotPrivilege: {
      cause: 'Käyttäjältä puuttuu oikeus kanava-asetuksiin',
      next: 'Pyydä oikeutta ADMINISTRATION tai DEVELOPER, ja jos rooleja käytetään, oikeutta APPLICATION_ADMINISTRATION. Itse kirjautuminen toimii.'
    }
  }
} satisfies Translated<typeof diagnosisWords>
