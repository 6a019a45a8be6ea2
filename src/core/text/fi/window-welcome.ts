import type { Translated } from '../translated.ts'
import type { welcomeWindow } from '../window-welcome.ts'

export const welcomeWindowFi = {
  welcome: {
    title: 'Tervetuloa Floorwatchiin',
    text: 'Alla näkyy demokeskus: tässä tietokoneessa toimiva keksitty asiakaspalvelukeskus, jossa voit katsella ympärillesi ennen kuin mitään on yhdistetty.',
    connect: 'Yhdistä omat järjestelmäni',
    look: 'Tutustu demokeskukseen',
    after:
      'Voit yhdistää milloin tahansa: demokeskuksen merkintä johtaa sinne. Sen luvut poistuvat heti, kun ensimmäinen oma yhteytesi on tallennettu.'
  }
} satisfies Translated<typeof welcomeWindow>
