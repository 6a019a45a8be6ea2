import { app, net, session } from 'electron'
import { openJournal } from '../adapters/storage/journal.ts'
import { createFetchHttp } from '../adapters/transport/fetch-http.ts'
import { parseProxyList } from '../adapters/transport/proxy-list.ts'
import { createTrustContext } from '../adapters/transport/trust-context.ts'
import { createWsOpener } from '../adapters/transport/ws-opener.ts'
import { start } from './lifecycle/start.ts'
import { createElectronFetch } from './platform/electron-http.ts'
import { createFreshFetch } from './platform/fresh-fetch.ts'
import { createProxyKnock } from './platform/proxy-knock.ts'

// Not awaited at top level: `whenReady` must not hold up the module that Electron waits for.
start({
  openJournal,
  // Chromium's network stack: the system's proxy and certificates.
  http({ clock, waysTo, proxyLogins }) {
    const knock = createProxyKnock({ net, clock, logins: proxyLogins })
    const fresh = createFreshFetch((name) => session.fromPartition(name, { cache: false }))
    return createFetchHttp({ fetch: createElectronFetch({ net, fresh, knock, waysTo }), clock })
  },
  // The same proxy decision and the same logins for the stack that can send protocol pings.
  sockets: ({ clock, waysTo, proxyLogins, certificates }) =>
    createWsOpener({
      clock,
      waysTo: async (url) => parseProxyList(await waysTo(url)),
      logins: proxyLogins,
      context: createTrustContext(certificates)
    })
}).catch((error: unknown) => {
  process.stderr.write(`Floorwatch could not start: ${error instanceof Error ? error.message : String(error)}\n`)
  app.exit(1)
})
