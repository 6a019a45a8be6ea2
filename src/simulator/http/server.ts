import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Clock } from '../../core/ports/clock.ts'
import type { Recorder } from '../recorder.ts'
import type { Call, Reply } from './reply.ts'

const BODY_MAX_BYTES = 1_000_000

export type Answer = (call: Call) => Reply

/** Undefined when the body is too long to be meant. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > BODY_MAX_BYTES) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function header(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value
}

function write(response: ServerResponse, reply: Reply, recorder: Recorder): void {
  const { body } = reply
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
  recorder.sent('http', `${reply.status} ${text}`)
  response.writeHead(reply.status, {
    ...(body !== undefined && { 'content-type': reply.contentType ?? 'application/json' }),
    'content-length': Buffer.byteLength(text),
    ...reply.headers
  })
  response.end(text)
}

/** One HTTP server for everything; not listening yet. What breaks inside `answer` is a bug and becomes a 500 that says so. */
export function createHttpServer(answer: Answer, recorder: Recorder, clock: Clock): Server {
  function finish(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
    if (reply.cut) {
      recorder.sent('http', 'nothing')
      request.socket.destroy()
    } else write(response, reply, recorder)
  }

  function answerWith(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
    if (reply.afterMs === undefined) {
      finish(request, response, reply)
      return
    }
    const timer = clock.after(reply.afterMs, () => finish(request, response, reply))
    response.once('close', () => timer.dispose())
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const body = await readBody(request)
    if (body === undefined) {
      write(response, { status: 413, headers: { connection: 'close' } }, recorder)
      return
    }
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, header(value)]))
    const { pathname: path, searchParams: query } = url
    answerWith(request, response, answer({ method: request.method ?? 'GET', path, query, headers, body }))
  }

  return createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy()
      else write(response, { status: 500, body: String(error), contentType: 'text/plain' }, recorder)
    })
  })
}
