import { app, net, session } from 'electron'
import { parseProxyList } from '../../../src/adapters/transport/proxy-list.ts'
import { createFetchHttp } from '../../../src/adapters/transport/fetch-http.ts'
import { createTrustContext } from '../../../src/adapters/transport/trust-context.ts'
import { createWsOpener } from '../../../src/adapters/transport/ws-opener.ts'
import type { SecretName } from '../../../src/core/ports/vault.ts'
import { fail, ok } from '../../../src/core/result.ts'
import { createProxyLogins } from '../../../src/main/app/proxy-logins.ts'
import { systemClock } from '../../../src/main/app/system-clock.ts'
import { createElectronFetch } from '../../../src/main/platform/electron-http.ts'
import { createFreshFetch } from '../../../src/main/platform/fresh-fetch.ts'
import { createProxyKnock } from '../../../src/main/platform/proxy-knock.ts'
import { createTrustStore, systemCertificates } from '../../../src/main/platform/trust-store.ts'
import { guardSession } from '../../../src/main/platform/window-guard.ts'
import { silentLogger } from '../../fakes/silent-logger.ts'
import type { BenchAnswer, BenchQuestion } from './bench-questions.ts'

/** The application's two ways to the network in a real Electron, wired as `src/main/index.ts` does it, under a test's command. */

const secrets = new Map<SecretName, string>()
const setting: { caFile: string | null } = { caFile: null }
const waysTo = (url: string): Promise<string> => session.defaultSession.resolveProxy(url)
const clock = systemClock
const logins = createProxyLogins({
  vault: {
    get: async (name) => {
      const secret = secrets.get(name)
      return secret === undefined ? fail({ code: 'noSecret', step: 'secret', detail: name }) : ok(secret)
    },
    put: async (name, secret) => {
      secrets.set(name, secret)
      return ok(undefined)
    },
    remove: async (name) => {
      secrets.delete(name)
      return ok(undefined)
    }
  },
  know: () => undefined,
  replaced: () => session.defaultSession.clearAuthCache()
})
const trust = createTrustStore({
  caFile: () => setting.caFile,
  system: systemCertificates,
  problems: { raise: () => undefined, clear: () => undefined },
  logger: silentLogger
})
/** What the system says of proxies, to every session. */
let proxies: Electron.ProxyConfig = { mode: 'direct' }
const once: Electron.Session[] = []
const fresh = createFreshFetch((name) => {
  const own = session.fromPartition(name, { cache: false })
  once.push(own)
  void own.setProxy(proxies)
  return own
})
const fetch = createElectronFetch({ net, fresh, waysTo, knock: createProxyKnock({ net, clock, logins }) })
const http = createFetchHttp({ fetch, clock })
const sockets = createWsOpener({
  clock,
  waysTo: async (url) => parseProxyList(await waysTo(url)),
  logins,
  context: createTrustContext(() => trust.certificates())
})
const aborts = new Map<number, AbortController>()

async function fetchAll(id: number, url: string, init: RequestInit): Promise<BenchAnswer> {
  const abort = new AbortController()
  aborts.set(id, abort)
  try {
    const response = await fetch(url, { ...init, signal: abort.signal })
    const body = Buffer.from(await response.arrayBuffer()).toString('base64')
    return { status: response.status, headers: [...response.headers], body }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  } finally {
    aborts.delete(id)
    abort.abort()
  }
}

/** Opens, says one thing, hears one thing, ends. */
function talk(url: string, text: string): Promise<BenchAnswer> {
  return new Promise((resolve) => {
    const socket = sockets.open(
      url,
      { handshakeTimeoutMs: 5_000, maxPayloadBytes: 10_000 },
      {
        opened: () => socket.send(text),
        message(heard) {
          socket.terminate()
          resolve({ heard })
        },
        drained: () => undefined,
        pong: () => undefined,
        closed: (_, failure) => resolve({ failure })
      }
    )
  })
}

async function answer(id: number, question: BenchQuestion): Promise<BenchAnswer> {
  switch (question.ask) {
    case 'fetch':
      return fetchAll(id, question.url, question.init)
    case 'http': {
      const result = await http.send(question.request)
      return result.ok ? { status: result.value.status, body: result.value.text } : { failure: result.failure }
    }
    case 'socket':
      return talk(question.url, question.text)
    case 'begin':
      secrets.clear()
      setting.caFile = question.caFile
      proxies =
        question.pac === null
          ? { mode: 'direct' }
          : {
              mode: 'pac_script',
              pacScript: `data:application/x-ns-proxy-autoconfig;base64,${Buffer.from(question.pac).toString('base64')}`
            }
      for (const one of [session.defaultSession, ...once]) await one.setProxy(proxies)
      await session.defaultSession.clearAuthCache()
      await session.defaultSession.closeAllConnections()
      return { done: true }
    case 'login':
      await logins.save(question.proxy, question.login)
      return { done: true }
  }
}

process.on('message', (message: { readonly id: number; readonly question: BenchQuestion | null }) => {
  const { id, question } = message
  if (question === null) aborts.get(id)?.abort()
  else void answer(id, question).then((said) => process.send?.({ id, said }))
})
process.on('disconnect', () => {
  app.exit(0)
})
app.on('window-all-closed', () => undefined)
void app.whenReady().then(() => {
  guardSession(session.defaultSession, silentLogger)
  process.send?.({ id: 0, said: { done: true } })
})
