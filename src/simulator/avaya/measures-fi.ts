/** Finnish names and descriptions, by the measure's name. */
export const FINNISH: Readonly<Record<string, readonly [displayName: string, description: string]>> = {
  queueName: ['Jono', 'Jonon nimi'],
  isDefaultQueue: ['Oletusjono', 'Tulevatko tänne yhteydenotot, joilla ei ole muuta jonoa'],
  contactsQueueing: [
    'Yhteydenottoja jonossa',
    'Jonossa olevat yhteydenotot, joita ei ole vielä tarjottu asiakaspalvelijalle'
  ],
  active: ['Yhteydenottoja käynnissä', 'Yhteydenotot, joissa puhutaan asiakaspalvelijan kanssa'],
  activeEngagementsInACW: ['Yhteydenottoja jälkityössä', 'Jälkityössä olevat yhteydenotot'],
  activeAgentsInACW: ['Asiakaspalvelijoita jälkityössä', 'Asiakaspalvelijat, jotka tekevät tämän jonon jälkityötä'],
  Offered: ['Saapuneet', 'Tänään saapuneet yhteydenotot'],
  Answered: ['Vastatut', 'Tänään vastatut yhteydenotot'],
  Completed: ['Päättyneet', 'Tänään vastatut ja päättyneet yhteydenotot'],
  abandonedFromQueue: ['Jonossa luopuneet', 'Yhteydenotot, jotka luopuivat tänään jonossa'],
  abandonedFromAlerting: [
    'Hälytyksessä luopuneet',
    'Yhteydenotot, jotka luopuivat tänään asiakaspalvelijaa kutsuttaessa'
  ],
  activeDuration: ['Keskusteluaika', 'Tänään päättyneiden keskustelujen kesto'],
  alertDuration: ['Hälytysaika', 'Aika, jonka asiakaspalvelijoita kutsuttiin tänään'],
  coached: ['Ohjatut', 'Tänään ohjatut keskustelut'],
  coaching: ['Ohjaukset', 'Tämän päivän ohjaukset'],
  coachedDuration: ['Ohjattu aika', 'Tänään ohjattujen keskustelujen kesto'],
  coachingDuration: ['Ohjausaika', 'Tämän päivän ohjausten kesto'],
  agentDisplayName: ['Asiakaspalvelija', 'Nimi, joka näytetään'],
  agentLoginId: ['Kirjautumistunnus', 'Asiakaspalvelijan kirjautumistunnus'],
  agentFirstName: ['Etunimi', 'Asiakaspalvelijan etunimi'],
  agentLastName: ['Sukunimi', 'Asiakaspalvelijan sukunimi'],
  userStatus: ['Käyttäjän tila', 'Onko käyttäjätili käytössä'],
  agentState: ['Tila', 'Mitä asiakaspalvelija tekee nyt'],
  reasonCodeName: ['Syy', 'Miksi asiakaspalvelija ei ole valmis'],
  timeInState: ['Tilassa', 'Mistä lähtien nykyisessä tilassa'],
  timeActive: ['Keskustelussa', 'Mistä lähtien keskustelussa'],
  timeOnHold: ['Pidossa', 'Mistä lähtien yhteydenotto on pidossa'],
  timeInACW: ['Jälkityössä', 'Mistä lähtien jälkityössä'],
  timeLoggedIn: ['Kirjautuneena', 'Mistä lähtien kirjautuneena'],
  idleTimeDuration: ['Vapaa aika', 'Aika valmiina ilman yhteydenottoa tänään'],
  agentLogonDuration: ['Kirjautumisaika', 'Aika kirjautuneena tänään']
}
