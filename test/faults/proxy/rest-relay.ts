import { request as ask } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { bodyOf } from '../../fakes/http-server.ts'
import type { EventLog } from './event-log.ts'
import type { HttpAction, RuleBook } from './rules.ts'

export interface RestRelayDeps {
  readonly log: EventLog
  readonly rules: RuleBook
  readonly upstreamPort: number
  /** Sees each answer of the far side and may change its text. */
  readonly rewrite: (asked: string, body: string, answer: string) => string
}

function forward(deps: RestRelayDeps, request: IncomingMessage, response: ServerResponse, body: string): void {
  const asked = `${request.method ?? ''} ${request.url ?? ''}`
  const cut = (): void => {
    deps.log.note('http', `${asked} -> no answer`)
    request.socket.resetAndDestroy()
  }
  const onward = ask({
    host: '127.0.0.1',
    port: deps.upstreamPort,
    method: request.method,
    path: request.url,
    headers: { ...request.headers, 'content-length': Buffer.byteLength(body) },
    agent: false
  })
  onward.on('error', cut)
  onward.on('response', (answer) => {
    bodyOf(answer).then((text) => {
      const status = answer.statusCode ?? 0
      deps.log.note('http', `${asked} -> ${status}`)
      const changed = deps.rewrite(asked, body, text)
      const headers = {
        ...answer.headers,
        ...(text !== '' && { 'content-length': String(Buffer.byteLength(changed)) })
      }
      response.writeHead(status, headers)
      response.end(changed)
    }, cut)
  })
  onward.end(body)
}

/** Carries the requests of the REST side, under the rules of the moment. */
export function createRestRelay(deps: RestRelayDeps): (request: IncomingMessage, response: ServerResponse) => void {
  function treat(action: HttpAction, request: IncomingMessage, response: ServerResponse, body: string): void {
    const asked = `${request.method ?? ''} ${request.url ?? ''}`
    deps.log.note('rule', `${action.do} ${asked}`)
    switch (action.do) {
      case 'respond': {
        const { status, headers, body: text = '' } = action.answer
        deps.log.note('http', `${asked} -> ${status}`)
        response.writeHead(status, headers)
        response.end(text)
        break
      }
      case 'delay':
        setTimeout(() => forward(deps, request, response, body), action.ms)
        break
      case 'drop':
        request.socket.resetAndDestroy()
        break
      case 'hold':
        break
    }
  }

  return (request, response) => {
    bodyOf(request).then(
      (body) => {
        const action = deps.rules.http(`${request.method ?? ''} ${request.url ?? ''}`)
        if (action) treat(action, request, response, body)
        else forward(deps, request, response, body)
      },
      () => undefined
    )
  }
}
