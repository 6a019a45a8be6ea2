import { app, net } from 'electron'
import { openJournal } from '../adapters/storage/journal.ts'
import { createFetchHttp } from '../adapters/transport/fetch-http.ts'
import { createWsOpener } from '../adapters/transport/ws-opener.ts'
import { start } from './lifecycle/start.ts'
import { createElectronFetch } from './platform/electron-http.ts'

// Not awaited at top level: `whenReady` must not hold up the module that Electron waits for.
start({
  openJournal,
  // Chromium's network stack: the system's proxy and certificates.
  http: (clock) => createFetchHttp({ fetch: createElectronFetch(net), clock }),
  sockets: (clock) => createWsOpener({ clock })
}).catch((error: unknown) => {
  process.stderr.write(`Floorwatch could not start: ${error instanceof Error ? error.message : String(error)}\n`)
  app.exit(1)
})
