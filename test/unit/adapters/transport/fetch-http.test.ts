import type { RequestListener } from 'node:http'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createCancellation } from '../../../../src/core/cancellation.ts'
import { createFetchHttp } from '../../../../src/adapters/transport/fetch-http.ts'
import type { Fetch } from '../../../../src/adapters/transport/fetch-http.ts'
import type { HttpRequest } from '../../../../src/core/ports/http.ts'
import { answer, bodyOf, startHttpServer } from '../../../fakes/http-server.ts'
import type { HttpServer } from '../../../fakes/http-server.ts'
import { createTickingClock } from '../../../fakes/ticking-clock.ts'

let server: HttpServer | undefined
afterEach(async () => {
  await server?.close()
  server = undefined
})

const clock = createTickingClock()
const http = createFetchHttp({ fetch, clock, maxBodyBytes: 1000 })

async function ask(handle: RequestListener, request: Partial<HttpRequest> = {}) {
  server = await startHttpServer(handle)
  return http.send({ method: 'GET', url: `${server.url}/x`, headers: {}, timeoutMs: 5_000, ...request })
}

describe('HTTP over fetch', () => {
  it('sends method, headers and body, and answers with status, headers in lower case and text', async () => {
    const result = await ask(
      (request, response) => {
        void bodyOf(request).then((body) =>
          answer(
            response,
            418,
            { method: request.method, appkey: request.headers['appkey'], body },
            { 'X-Thing': 'Yes' }
          )
        )
      },
      { method: 'POST', headers: { appkey: 'k' }, body: 'päivää' }
    )
    expect(result).toMatchObject({ ok: true, value: { status: 418, headers: { 'x-thing': 'Yes' } } })
    expect(result.ok && JSON.parse(result.value.text)).toEqual({ method: 'POST', appkey: 'k', body: 'päivää' })
    expect(clock.pendingTimers()).toBe(0)
  })

  it('sends no cookies back', async () => {
    const cookies: (string | undefined)[] = []
    const handle: RequestListener = (request, response) => {
      cookies.push(request.headers.cookie)
      answer(response, 200, {}, { 'set-cookie': 'session=1' })
    }
    await ask(handle)
    await http.send({ method: 'GET', url: server?.url ?? '', headers: {}, timeoutMs: 5_000 })
    expect(cookies).toEqual([undefined, undefined])
  })

  it('refuses a redirect and never shows the credential to its target', async () => {
    const seen: string[] = []
    const other = await startHttpServer((request, response) => {
      seen.push(request.headers.authorization ?? '')
      answer(response, 200, {})
    })
    const result = await ask(
      (_, response) => answer(response, 302, undefined, { location: `${other.url}/steal?token=1` }),
      {
        headers: { authorization: 'Bearer secret' }
      }
    )
    await other.close()
    expect(result).toMatchObject({ failure: { code: 'redirected', httpStatus: 302 } })
    expect(JSON.stringify(result)).toContain(other.url)
    expect(JSON.stringify(result)).not.toContain('steal')
    expect(seen).toEqual([])
  })

  it('reads a rejection by redirect, as Electron does it, the same way', async () => {
    const electronLike: Fetch = () => Promise.reject(new Error('Redirect was cancelled'))
    const result = await createFetchHttp({ fetch: electronLike, clock }).send({
      method: 'GET',
      url: 'https://api.example.com/',
      headers: {},
      timeoutMs: 1_000
    })
    expect(result).toMatchObject({ failure: { code: 'redirected' } })
  })

  it('names a proxy that wants a login, which only Electron shows as an answer', async () => {
    const electronLike: Fetch = () => Promise.resolve(new Response('<p>Who are you?</p>', { status: 407 }))
    const result = await createFetchHttp({ fetch: electronLike, clock }).send({
      method: 'GET',
      url: 'https://api.example.com/',
      headers: {},
      timeoutMs: 1_000
    })
    expect(result).toMatchObject({ failure: { code: 'proxyLogin' } })
  })

  it('stops reading a body beyond the limit', async () => {
    expect(await ask((_, response) => answer(response, 200, 'x'.repeat(1001)))).toMatchObject({
      failure: { code: 'unexpectedAnswer', detail: 'the answer is too long' }
    })
  })

  it.each([
    ['headers', false],
    ['the body', true]
  ])('times out when %s never come', async (_, sendsHeaders) => {
    const result = await ask(
      (__, response) => {
        if (!sendsHeaders) return
        response.writeHead(200)
        response.write('{')
      },
      { timeoutMs: 60 }
    )
    expect(result).toMatchObject({ failure: { code: 'timeout' } })
    expect(clock.pendingTimers()).toBe(0)
  })

  it('answers at once when cancelled, and drops the connection', async () => {
    const owner = createCancellation()
    const dropped = new Promise<void>((resolve) => {
      void ask(
        (request) => {
          request.socket.once('close', () => resolve())
          owner.cancel()
        },
        { cancellation: owner.cancellation }
      ).then((result) => expect(result).toMatchObject({ failure: { code: 'cancelled' } }))
    })
    await dropped
    expect(clock.pendingTimers()).toBe(0)
  })

  it('does not even begin when cancelled before', async () => {
    const owner = createCancellation()
    owner.cancel()
    let asked = 0
    const result = await ask(() => asked++, { cancellation: owner.cancellation })
    expect(result).toMatchObject({ failure: { code: 'cancelled' } })
    expect(asked).toBe(0)
  })

  it('names a closed port', async () => {
    const closed = await startHttpServer(() => undefined)
    await closed.close()
    const result = await http.send({ method: 'GET', url: closed.url, headers: {}, timeoutMs: 5_000 })
    expect(result).toMatchObject({ failure: { code: 'unreachable' } })
  })

  it('names something that does not speak HTTP', async () => {
    const odd = createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'))
    await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve))
    const { port } = odd.address() as AddressInfo
    const result = await http.send({ method: 'GET', url: `http://127.0.0.1:${port}/`, headers: {}, timeoutMs: 5_000 })
    odd.close()
    expect(result).toMatchObject({ failure: { code: 'unexpectedAnswer' } })
  })

  it('refuses plain http to another computer without asking it', async () => {
    let asked = 0
    const counting: Fetch = () => Promise.reject(new Error(String(asked++)))
    const result = await createFetchHttp({ fetch: counting, clock }).send({
      method: 'GET',
      url: 'http://api.example.com/',
      headers: {},
      timeoutMs: 1_000
    })
    expect(result).toMatchObject({ failure: { code: 'unexpectedAnswer' } })
    expect(asked).toBe(0)
  })
})
