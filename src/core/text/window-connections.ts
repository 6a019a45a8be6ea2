/** Words of connections and problems in the windows. */
export const connectionWindow = {
  connections: {
    title: 'Connections',
    emptyTitle: 'No connections',
    emptyNext: 'Add your systems here, or start Floorwatch with a provisioning file.',
    since: 'since {{time}}',
    retryIn: 'next try in {{time}}',
    retryNowSoon: 'trying again',
    attempt_one: '{{count}} try',
    attempt_other: '{{count}} tries',
    retry: 'Retry now',
    retryNamed: 'Retry {{name}} now',
    owner: 'token of {{owner}}',
    secrets: 'set: {{names}}',
    noSecrets: 'no credential set',
    demo: 'demo',
    feeds: 'Feeds of {{name}}',
    feed: 'feed',
    state: 'state',
    age: 'age',
    rows: 'rows',
    skipped: 'skipped',
    skippedHint: 'Messages that could not be used. They are left out, the rest goes on.',
    never: 'never'
  },
  proxyLogin: {
    title: 'Sign in to the proxy {{proxy}}',
    username: 'User name',
    password: 'Password',
    submit: 'Sign in',
    kept: 'Kept with the other credentials of Floorwatch, and shown to this proxy only.',
    wanted: 'Both are needed. The user name has no colon.'
  },
  proxyLogins: {
    title: 'Proxy logins',
    emptyTitle: 'No login for a proxy',
    emptyNext: 'When a proxy wants one, its connection asks for it.',
    list: 'Proxies with a login',
    kept: {
      stored: 'login stored',
      session: 'login in memory, forgotten at quit',
      superseded: 'an older login is stored and not used; the newer one was for a session that is over',
      forgotten: 'the login was kept for the last session only; it is asked for again',
      unreadable: 'its login was stored by {{backend}} and cannot be read now; it is asked for again'
    },
    forget: 'Delete',
    forgetNamed: 'Delete the login for {{proxy}}',
    forgetTitle: 'Delete the login for {{proxy}}?',
    forgetText:
      'User name and password are removed from this computer. When the proxy wants a login again, its connection asks for it.'
  },
  problems: {
    title: 'Problems',
    since: 'since {{time}}',
    dismiss: 'Dismiss',
    details: 'Details',
    dismissNamed: 'Dismiss: {{title}}',
    unnamed: 'a connection without a name',
    removeLast: 'If no other connection is stored, Floorwatch goes back to the demo centre.'
  },
  trust: {
    title: 'Certificates',
    caFile: 'File of certificate authorities (PEM)',
    caFileHint:
      'For live connections in a company with its own; empty for none. All other calls trust only what this computer trusts: IT must add the authority there too.',
    caFileSave: 'Use this file'
  }
} as const
