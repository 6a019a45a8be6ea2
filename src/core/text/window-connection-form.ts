import type { RefusalReason } from '../connections/draft.ts'

/** Words of adding, changing, testing and removing a connection. What each field is, and where to find it. */
export const connectionFormWindow = {
  refusal: {
    missing: 'Please fill this in.',
    address: 'Must be an https: address such as https://host.example.com. Plain http: is for this computer only.',
    addressTail: 'Must end before the ? or the #: leave out what comes from there on.',
    accountId: 'Must be exactly six letters.',
    organizationId: 'Must be an ID such as 7f9e9580-095b-42c7-838c-c04e667b26f7.',
    orgId: 'Must be a whole number, or empty.',
    producers: 'One name on each line, 25 at most.',
    tooLong: 'This is too long.',
    characters: 'Has characters that no credential has, such as a line break. Copy it again.',
    other: 'This cannot be taken.',
    nameTaken: 'Another connection has this name. Choose one that tells them apart.',
    twin: '“{{other}}” is a connection to the same account already.',
    secretMissing: 'Needed for this connection.',
    secretForNewHost:
      'The address changed: enter it again. A stored credential is only ever sent to the host it was entered for.'
  } satisfies Record<RefusalReason, string>,
  connectionForm: {
    add: 'Add connection',
    chooseTitle: 'Which system do you want to connect?',
    about: {
      avaya: 'Live queues and agents, and alerts on them',
      giosg: 'Business targets, tested on schedule',
      thoughtspot: 'Sign-in and channel preferences are checked; nothing more yet'
    },
    titleNew: 'New connection: {{system}}',
    titleEdit: 'Edit {{name}}',
    edit: 'Edit',
    editNamed: 'Edit {{name}}',
    test: 'Test',
    testNamed: 'Test {{name}}',
    testCancel: 'Cancel test',
    testClose: 'Close test',
    remove: 'Remove',
    removeNamed: 'Remove {{name}}',
    saveAnyway: 'Save anyway',
    wrong_one: '{{count}} field needs your attention.',
    wrong_other: '{{count}} fields need your attention.',
    saveFailed: 'Nothing was saved',
    testFailed: 'The test could not begin',
    removeFailed: 'It was not removed completely',
    kept: 'What you typed is kept when you look at another view.',
    discardTitle: 'Discard what you typed?',
    discardText: 'The connection stays as it was.',
    discardNew: 'No connection is added.',
    discard: 'Discard',
    goOn: 'Go on editing',
    removeTitle: 'Remove {{name}}?',
    removeText: 'This goes with it and cannot be brought back:',
    removeItems: {
      secrets: 'its stored credentials: {{names}}',
      allSecrets: 'all credentials that are stored for it',
      feeds_one: '{{count}} feed with its numbers, and the subscription on the server',
      feeds_other: '{{count}} feeds with their numbers, and the subscriptions on the server',
      targets_one: '{{count}} business target with its history here; in giosg it stays',
      targets_other: '{{count}} business targets with their history here; in giosg they stay',
      alerts_one: '{{count}} open alert, which closes without a notice',
      alerts_other: '{{count}} open alerts, which close without a notice',
      settings: 'how it is set up'
    },
    removeLast: 'It is the last one: Floorwatch goes back to the demo centre.',
    secrets: 'Credentials',
    secretsKept: {
      unasked: 'Kept by the protected storage of this computer; if it has none, you are told and asked.',
      os: 'Kept by the protected storage of this computer.',
      weak: 'Stored weakly, as you allowed: this computer has no protected storage.',
      session: 'Kept in memory until Floorwatch quits: this computer has no protected storage.',
      locked: 'The keyring of this computer is locked: unlock it before you save.'
    },
    secretsHint: 'They are never shown again, here or anywhere else.',
    stored: 'stored',
    replace: 'Replace',
    replaceNamed: 'Replace the {{name}}',
    keep: 'Keep the stored one',
    keepNamed: 'Keep the stored {{name}}',
    firstOwn: 'With the first connection of your own the demo centre ends.',
    progress: 'Testing: {{done}} of {{all}} steps',
    steps: 'Steps of the test',
    passed: 'The test is over: everything works.',
    failed_one: 'The test is over: {{count}} step failed.',
    failed_other: 'The test is over: {{count}} steps failed.',
    cancelledTest: 'The test was cancelled.',
    testLater: 'Wait as long as the service said, then test again. This test does not go on by itself.'
  },
  field: {
    name: { label: 'Name', hint: 'How it is called in Floorwatch, for example after the site.' },
    restBaseUrl: {
      label: 'Address of the API',
      hint: 'The region of the account, then .api.avayacloud.com. The administrator of the account knows it.'
    },
    accountId: { label: 'Account ID', hint: 'Six letters. Shown in the account’s administration.' },
    clientId: {
      label: 'Client ID',
      hint: 'Of the client that was made for Floorwatch in the account’s administration.'
    },
    producers: {
      label: 'Measure producers',
      hint: 'What to watch, one on each line. The test tells which ones the account has.'
    },
    durationUnit: {
      label: 'Unit of durations',
      hint: 'In which the account sends them; usually milliseconds. Change it when every duration is a thousand times too short.'
    },
    organizationId: {
      label: 'Organisation ID',
      hint: 'In giosg under Settings, Company; also part of the address of its API calls.'
    },
    apiBaseUrl: {
      label: 'Address of the reporting API',
      hint: 'The same for everybody, unless giosg told you another.'
    },
    serviceBaseUrl: {
      label: 'Address of the service API',
      hint: 'The same for everybody, unless giosg told you another.'
    },
    tokenKind: {
      label: 'Kind of token',
      hint: 'An API token is made by hand in giosg; a bearer token comes from OAuth.'
    },
    baseUrl: { label: 'Address of ThoughtSpot', hint: 'As in the browser, without what comes after the host.' },
    username: { label: 'User name', hint: 'The user that Floorwatch signs in as.' },
    orgId: { label: 'Org ID', hint: 'A number; 0 is the primary Org. Leave it empty where there are no Orgs.' },
    signInBy: { label: 'Sign in by', hint: 'A password does not work where a second factor is asked for.' }
  },
  durationUnit: { ms: 'milliseconds', s: 'seconds' },
  tokenKind: { token: 'API token', bearer: 'bearer token (OAuth)' },
  secretHint: {
    appKey: 'The application key from Avaya’s developer portal. It goes with every call, beside the access token.',
    clientSecret: 'Shown once when the client was made. Floorwatch gets its access tokens with it.',
    giosgToken: 'Shown once when it was made in giosg. It has the permissions of its user and dies with that user.',
    secretKey: 'From the Develop tab, Security settings, trusted authentication.',
    password: 'Of the user above.',
    thoughtspotToken: 'One that was made elsewhere. It ends by itself, and a new one must be entered then.'
  }
} as const
