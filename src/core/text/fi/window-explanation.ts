import type { Translated } from '../translated.ts'
import type { explanationWindow } from '../window-explanation.ts'

export const explanationWindowFi = {
  explain: {
    heading: 'Mistä se syntyi',
    loading: 'Luetaan arvoja …',
    none: 'Tämän hälytyksen arvoja ei ole tallessa. Se alkoi, ennen kuin Floorwatch säilytti niitä.',
    noValues: 'Se koskee tilaa, joten piirrettäviä arvoja ei ole.',
    chart: 'Arvot {{from}}–{{to}}, välillä {{low}}–{{high}}.',
    value: 'arvo',
    threshold: 'raja {{value}}',
    clear: 'päättyy arvoon {{value}}',
    noLimit: 'ei mitään',
    limitFrom: '{{value}} kello {{time}} alkaen',
    critical: 'kriittinen {{value}}',
    criticalClear: 'ei enää kriittinen arvossa {{value}}',
    pending: 'odottaa, {{time}}',
    age: 'Laukesi arvosta kello {{time}}, joka oli silloin {{age}} vanha.',
    heard: 'Viimeksi kuultu kello {{time}}, {{age}} sitten.',
    same: 'Samat arvot säännön läpi uudelleen ajettuna antavat saman tuloksen.',
    differs:
      'Samat arvot säännön läpi uudelleen ajettuna antavat toisen tuloksen. Kirjattu: {{recorded}}. Nyt: {{again}}. Ilmoita tästä.',
    nothing: 'ei enempää',
    change: '{{what}} kello {{time}}',
    noRule: 'Säännön versiota {{version}} ei ole enää tallessa, joten arvoja ei voi ajaa sen läpi uudelleen.',
    version: 'Säännön version {{version}} mukaan, sellaisena kuin se silloin oli.',
    gap: 'Osasta arvoja luovuttiin: pitkästä hälytyksestä säilytetään kertovat.',
    list: 'Arvot taulukkona',
    time: 'Aika',
    happened: 'Mitä tapahtui',
    did: {
      fired: 'laukesi',
      raised: 'muuttui kriittiseksi',
      eased: 'ei enää kriittinen',
      recovering: 'taas kunnossa',
      firing: 'taas rikki',
      noData: 'ei tietoja',
      steady: 'vakaa',
      closed: 'ohi'
    }
  }
} satisfies Translated<typeof explanationWindow>
