/** Words of the first start and of the demo centre's label. */
export const welcomeWindow = {
  welcome: {
    title: 'Welcome to Floorwatch',
    text: 'What you see below is the demo centre: a made-up contact centre on this computer, so that you can look around before anything is connected.',
    connect: 'Connect my systems',
    look: 'Look around in the demo centre',
    after:
      'You can connect at any time: the label of the demo centre leads there. Its numbers go as soon as the first connection of yours is saved.'
  }
} as const
