import { AvayaCloud } from '../../fakes/avaya-cloud.ts'
import { startAvayaServer, type AvayaServer } from '../../fakes/avaya-server.ts'
import { answer, bodyOf, startHttpServer } from '../../fakes/http-server.ts'

/** Signs that every encoding writes otherwise. Headers take no others. */
const IN_HEADERS = `"\\&%+/=<x>'`

/** Secrets that nothing else is called, each for one field of one connection. */
export const CANARIES = {
  appKey: `Appkey7Zq${IN_HEADERS}Canary`,
  clientSecret: `Client4Wb${IN_HEADERS}é🔑Canary`,
  avayaToken: `Avayatoken6Ve${IN_HEADERS}Canary`,
  giosgToken: `Giosg5Xc${IN_HEADERS}Canary`,
  thoughtspotPassword: `Thought8Yd${IN_HEADERS}ü🔑Canary`,
  typedAndTested: `Typed1Ma${IN_HEADERS}Canary`,
  typedAndSaved: `Typed2Nb${IN_HEADERS}Canary`,
  typedInPlace: `Typed3Oc${IN_HEADERS}Canary`,
  setFromWindow: `Typed4Pd${IN_HEADERS}Canary`,
  typedAppKey: `Typed5Qe${IN_HEADERS}Canary`,
  typedClientSecret: `Typed6Rf${IN_HEADERS}é🔑Canary`,
  refusedProxyPassword: `Proxy7Sg${IN_HEADERS}é🔑Canary`,
  proxyPassword: `Proxy8Th${IN_HEADERS}é🔑Canary`
} as const

/** The variable of the environment that the provisioning file names. */
export const NAMED_VARIABLE = 'FLOORWATCH_LEAKS_GIOSG_TOKEN'

export interface LeakyServers {
  readonly avaya: AvayaServer
  /** Where everything that is said is thrown back. */
  readonly echoUrl: string
  /** Connections to them, for a provisioning file. */
  readonly connections: readonly object[]
  /** How often the secrets were thrown back at the application. */
  echoes(): number
  close(): Promise<void>
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')

/**
 * Services that throw everything they are told back: in error pages, in the words of a problem, in headers, raw, escaped and encoded.
 */
export async function startLeakyServers(): Promise<LeakyServers> {
  let echoes = 0
  const cloud = new AvayaCloud()
  cloud.appKey = CANARIES.appKey
  cloud.clientSecret = CANARIES.clientSecret
  const avaya = await startAvayaServer(cloud)
  const echo = await startHttpServer((request, response) => {
    void bodyOf(request).then((body) => {
      echoes += 1
      const { authorization, cookie, appkey } = request.headers
      const told = [authorization, cookie, appkey, body].map((one) => one?.toString() ?? '').join(' ')
      const encoded = Buffer.from(`you said: ${told}`).toString('base64')
      if (/\/token$/.test(request.url ?? '') && appkey !== undefined) {
        answer(response, 200, { access_token: CANARIES.avayaToken, expires_in: 900 })
        return
      }
      if (echoes % 4 === 0) {
        answer(response, 400, { detail: `not understood: ${told}`, request: told, encoded }, { 'x-echo': encoded })
        return
      }
      const page = `<!doctype html><title>Error</title><pre>${told}</pre><p>${escaped(told)}</p><i>${encodeURIComponent(told)}</i>`
      if (echoes % 4 === 1) {
        answer(response, 200, { [told]: told, encoded }, { 'x-echo': encoded })
        return
      }
      answer(response, echoes % 4 === 2 ? 403 : 200, `${page}<code>${encoded}</code>`)
    })
  })
  return {
    avaya,
    echoUrl: echo.url,
    echoes: () => echoes,
    connections: [
      {
        ...{
          system: 'avaya',
          name: 'Floor that tells',
          restBaseUrl: avaya.url,
          accountId: 'EZCLTR',
          clientId: 'somebody'
        },
        ...{ appKey: CANARIES.appKey, clientSecret: CANARIES.clientSecret, producers: ['Queue_itd_1.0.0'] }
      },
      {
        ...{
          system: 'avaya',
          name: 'Floor that throws back',
          restBaseUrl: echo.url,
          accountId: 'EZCLTS',
          clientId: 'somebody'
        },
        ...{ appKey: CANARIES.appKey, clientSecret: CANARIES.clientSecret, producers: ['Queue_itd_1.0.0'] }
      },
      {
        ...{ system: 'giosg', name: 'Chat that tells', organizationId: '33333333-3333-4333-8333-333333333333' },
        ...{ apiBaseUrl: echo.url, serviceBaseUrl: echo.url, token: { env: NAMED_VARIABLE }, tokenKind: 'token' }
      },
      {
        ...{ system: 'thoughtspot', name: 'BI that tells', baseUrl: echo.url, username: 'somebody' },
        password: CANARIES.thoughtspotPassword
      }
    ],
    async close() {
      await avaya.kill()
      await echo.close()
    }
  }
}
