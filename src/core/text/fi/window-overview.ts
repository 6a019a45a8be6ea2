import type { Translated } from '../translated.ts'
import type { overviewWindow } from '../window-overview.ts'

export const overviewWindowFi = {
  wallboard: {
    title: 'Seinätaulu',
    open: 'Koko näyttö',
    openHint: 'Seinätaulu koko näytölle (F11)',
    choose: 'Mille näytölle',
    display: '{{label}} · {{width}} × {{height}}',
    unnamed: 'Näyttö {{place}}',
    command: 'Seinätaulu koko näytölle',
    commandOn: 'Seinätaulu: {{display}}',
    leave: 'Poistu',
    leaveHint: 'Poistu koko näytöstä (Esc)',
    waiting: 'odottavia yhteydenottoja',
    trouble: 'Agentit vaikeuksissa',
    noneShownNext: 'Tuo niitä takaisin näkyviin yleisnäkymän valinnalla ”Järjestä”.'
  },
  overview: {
    tools: 'Yleisnäkymän järjestely',
    arrange: 'Järjestä',
    done: 'Valmis',
    reset: 'Kuten alussa',
    tiles: 'Yleisnäkymän ruudut',
    hint: 'Vedä ruutua sen nimestä. Näppäimistöllä: välilyönti poimii, nuolinäppäimet siirtävät, välilyönti tai Enter laskee, Esc palauttaa paikalleen.',
    handle: 'Siirrä: {{name}}',
    wider: 'Levennä: {{name}}',
    narrower: 'Kavenna: {{name}}',
    hide: 'Piilota: {{name}}',
    show: 'Näytä: {{name}}',
    noneShown: 'Kaikki ruudut on piilotettu',
    noneShownNext: 'Valitse ”Järjestä”, niin saat niitä takaisin näkyviin.',
    tile: {
      headline: 'Pääluvut',
      queues: 'Jonot',
      alerts: 'Hälytykset',
      agents: 'Agentit tiloittain',
      agentList: 'Huomiota vaativat agentit',
      targets: 'Tavoitteet'
    },
    said: {
      pickedUp: '{{name}} poimittu, paikka {{place}}/{{all}}',
      moved: '{{name}}: paikka {{place}}/{{all}}',
      dropped: '{{name}} laskettu, paikka {{place}}/{{all}}',
      cancelled: '{{name}} palautettu, paikka {{place}}/{{all}}',
      sized_one: '{{name}}: leveys {{count}} sarake',
      sized_other: '{{name}}: leveys {{count}} saraketta',
      hidden: '{{name}} on piilotettu',
      shown: '{{name}} on näkyvissä',
      reset: 'Yleisnäkymä on kuten alussa'
    }
  }
} satisfies Translated<typeof overviewWindow>
