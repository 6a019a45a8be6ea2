import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { requests, type RequestName } from '../../../../src/contract/requests.ts'
import type { Handlers } from '../../../../src/main/app/handlers.ts'
import { createAnswerer, INPUT_LIMIT } from '../../../../src/main/ipc/answer.ts'
import { ok } from '../../../../src/core/result.ts'
import { createRecordingLogger } from '../recording-logger.ts'
import type { SenderEvent } from '../../../../src/main/ipc/sender.ts'

const ORIGIN = 'floorwatch-app://app'
const NAMES = Object.keys(requests) as RequestName[]
const ours = { isDestroyed: () => false }
const page = { parent: null, origin: ORIGIN, url: `${ORIGIN}/main.html#alerts` }
const goodEvent: SenderEvent = { sender: ours, senderFrame: page }

let ran: { name: string; input: unknown }[]
let rows: unknown
const logger = createRecordingLogger()

function handlers(): Handlers {
  const note = (name: string) => (input: unknown) => {
    ran.push({ name, input })
    return ok(undefined)
  }
  const entries = NAMES.map((name) => [name, note(name)])
  return {
    ...(Object.fromEntries(entries) as unknown as Handlers),
    'rows:get': () => {
      ran.push({ name: 'rows:get', input: undefined })
      return ok(rows as never)
    },
    'app:quit': () => {
      throw new Error('secret inner words /home/someone')
    },
    'panel:close': () => Promise.reject(new Error('also inner'))
  }
}

const answerer = () => createAnswerer({ handlers: handlers(), isOurs: (one) => one === ours, origin: ORIGIN, logger })

beforeEach(() => {
  ran = []
  rows = { revision: 1, rows: [] }
  logger.lines.length = 0
})

describe('a request from our own page', () => {
  it('reaches its handler with the parsed input and answers with data', async () => {
    const answer = await answerer()('alert:acknowledge', goodEvent, { episodeId: 'e1', note: 'seen' })
    expect(answer).toEqual({ ok: true, value: undefined })
    expect(ran).toEqual([{ name: 'alert:acknowledge', input: { episodeId: 'e1', note: 'seen' } }])
  })

  it.each([
    ['alert:acknowledge', { episodeId: '' }, 'input.episodeId'],
    ['alert:acknowledge', { episodeId: 'e1', extra: 1 }, 'input'],
    ['alert:snooze', { scope: { kind: 'rule' }, minutes: 5 }, 'input.scope.ruleId'],
    ['alert:snooze', { scope: { kind: 'all' }, minutes: 0 }, 'input.minutes'],
    // Everything never ends.
    ['alert:snooze', { scope: { kind: 'all' }, minutes: 'untilEnd' }, 'input.minutes'],
    ['alert:acknowledge', { episodeId: 'e1', minutes: null }, 'input.minutes'],
    ['window:open', { view: 'elsewhere' }, 'input.view'],
    ['state:get', {}, 'input']
  ] as const)('is refused as `rejected` with the path when %s gets %j', async (name, input, path) => {
    const answer = await answerer()(name, goodEvent, input)
    expect(answer).toMatchObject({ ok: false, failure: { code: 'rejected', step: 'ask' } })
    expect(answer.ok ? '' : answer.failure.detail).toMatch(new RegExp(`^${path.replaceAll('.', '\\.')}: `))
    expect(ran).toEqual([])
  })

  it('is refused when it is larger than any honest input', async () => {
    const answer = await answerer()('alert:acknowledge', goodEvent, { episodeId: 'x'.repeat(INPUT_LIMIT) })
    expect(answer).toMatchObject({ ok: false, failure: { code: 'rejected', detail: 'input: is too large' } })
  })

  it('never shows an exception of its handler, but logs it', async () => {
    for (const name of ['app:quit', 'panel:close'] as const) {
      const answer = await answerer()(name, goodEvent, undefined)
      expect(answer).toEqual({ ok: false, failure: { code: 'protocol', step: 'ask', detail: 'internal error' } })
    }
    expect(logger.lines.map((line) => line.level)).toEqual(['error', 'error'])
  })

  it('gets no answer that breaks the contract, so nothing unlisted can leak', async () => {
    rows = { revision: 1, rows: [], appKey: 'canary' }
    const answer = await answerer()('rows:get', goodEvent, undefined)
    expect(JSON.stringify(answer)).not.toContain('canary')
    expect(answer).toMatchObject({ ok: false, failure: { code: 'protocol' } })
  })

  it('survives any input on any channel without an exception or an unknown code', async () => {
    const ask = answerer()
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...NAMES),
        fc.anything({ withBigInt: true, withDate: true }),
        async (name, raw) => {
          const answer = await ask(name, goodEvent, raw)
          return answer.ok || ['rejected', 'protocol'].includes(answer.failure.code)
        }
      ),
      { numRuns: 10_000 }
    )
  })
})

describe('a request from anywhere else', () => {
  const strangers: Record<string, SenderEvent> = {
    'no frame': { sender: ours, senderFrame: null },
    'a frame inside our page': { sender: ours, senderFrame: { ...page, parent: page } },
    'another origin': { sender: ours, senderFrame: { ...page, origin: 'https://app' } },
    'an origin that begins like ours': {
      sender: ours,
      senderFrame: { ...page, origin: ORIGIN, url: 'floorwatch-app://app.attacker.example/main.html' }
    },
    'about:blank': { sender: ours, senderFrame: { parent: null, origin: 'null', url: 'about:blank' } },
    'a data: page': { sender: ours, senderFrame: { parent: null, origin: 'null', url: 'data:text/html,x' } },
    'contents we did not make': { sender: { isDestroyed: () => false }, senderFrame: page },
    'destroyed contents': { sender: { isDestroyed: () => true }, senderFrame: page }
  }

  it.each(Object.entries(strangers))('is refused without running its handler: %s', async (_what, event) => {
    for (const name of NAMES) {
      const answer = await answerer()(name, event, undefined)
      expect(answer).toMatchObject({ ok: false, failure: { code: 'forbidden' } })
    }
    expect(ran).toEqual([])
  })
})
