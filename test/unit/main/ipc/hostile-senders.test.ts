import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { requests, type RequestName } from '../../../../src/contract/requests.ts'
import { ok } from '../../../../src/core/result.ts'
import type { Handlers } from '../../../../src/main/app/handlers.ts'
import { createAnswerer } from '../../../../src/main/ipc/answer.ts'
import type { SenderEvent } from '../../../../src/main/ipc/sender.ts'
import { createRecordingLogger } from '../recording-logger.ts'
import { HONEST } from './hostile-inputs.ts'

const ORIGIN = 'floorwatch-app://app'
const NAMES = Object.keys(requests) as RequestName[]

type Contents = SenderEvent['sender'] & { readonly known: boolean }
const contents = (known: boolean, destroyed: boolean): Contents => ({ known, isDestroyed: () => destroyed })
const main = { parent: null, origin: ORIGIN, url: `${ORIGIN}/main.html#alerts` }

/** Addresses that are not ours, many of which only look like it. */
const FOREIGN = [
  ['null', 'about:blank'],
  ['null', 'about:srcdoc'],
  ['null', 'data:text/html,<script>1</script>'],
  ['null', 'blob:floorwatch-app://app/0'],
  ['file://', 'file:///opt/floorwatch/main.html'],
  ['https://app', 'https://app/main.html'],
  ['floorwatch-app://app.attacker.example', 'floorwatch-app://app.attacker.example/main.html'],
  ['floorwatch-app://other', 'floorwatch-app://other/main.html'],
  ['floorwatch-app://APP', 'floorwatch-app://APP/main.html'],
  ['floorwatch-app', 'floorwatch-app:app/main.html'],
  ['floorwatch-app://app:1', 'floorwatch-app://app:1/main.html'],
  ['floorwatch-app://user@app', 'floorwatch-app://user@app/main.html'],
  ['devtools://devtools', 'devtools://devtools/bundled/inspector.html'],
  ['chrome-error://chromewebdata', 'chrome-error://chromewebdata/'],
  ['', '']
] as const

const foreign = fc.oneof(
  fc.constantFrom(...FOREIGN).map(([origin, url]) => ({ parent: null, origin, url })),
  fc.webUrl().map((url) => ({ parent: null, origin: new URL(url).origin, url })),
  fc.tuple(fc.string(), fc.string()).map(([origin, url]) => ({ parent: null, origin, url })),
  // One half right is still wrong: a frame that navigates tells two places at once.
  fc.constantFrom(...FOREIGN).map(([, url]) => ({ ...main, url })),
  fc.constantFrom(...FOREIGN).map(([origin]) => ({ ...main, origin }))
)
const inner = fc.constantFrom<SenderEvent['senderFrame']>({ ...main, parent: main }, { ...main, parent: {} })

const hostile: fc.Arbitrary<{ readonly sender: Contents; readonly senderFrame: SenderEvent['senderFrame'] }> = fc.oneof(
  fc.record({ sender: fc.constant(contents(true, false)), senderFrame: fc.constant(null) }),
  fc.record({ sender: fc.constant(contents(true, false)), senderFrame: inner }),
  fc.record({ sender: fc.constant(contents(true, false)), senderFrame: foreign }),
  fc.record({ sender: fc.constant(contents(false, false)), senderFrame: fc.constant(main) }),
  fc.record({ sender: fc.constant(contents(true, true)), senderFrame: fc.constant(main) }),
  fc.record({ sender: fc.constant(contents(false, true)), senderFrame: fc.oneof(inner, foreign, fc.constant(null)) })
)

function rig() {
  let ran = 0
  const handlers = Object.fromEntries(NAMES.map((name) => [name, () => ((ran += 1), ok(undefined))]))
  const logger = createRecordingLogger()
  const isOurs = (sender: Contents): boolean => sender.known
  const ask = createAnswerer<typeof honest>({
    handlers: handlers as unknown as Handlers,
    isOurs,
    origin: ORIGIN,
    logger
  })
  return { ask, logger, ran: () => ran }
}
const honest = { sender: contents(true, false), senderFrame: main as SenderEvent['senderFrame'] }

describe('whoever is not the main frame of one of our windows on a page of ours', () => {
  it('reaches no handler on any channel, with an input that would be taken', async () => {
    const { ask, logger, ran } = rig()
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...NAMES), hostile, async (name, event) => {
        const answer = await ask(name, event, HONEST[name])
        expect(answer).toEqual({ ok: false, failure: { code: 'forbidden', step: 'ask', detail: 'sender' } })
        expect(ran()).toBe(0)
      }),
      { numRuns: 10_000 }
    )
    expect(new Set(logger.lines.map(({ message }) => message))).toEqual(
      new Set(['request from an unknown sender refused'])
    )
  }, 60_000)

  it('and the same inputs do reach them from the right place', async () => {
    const { ask, ran } = rig()
    for (const name of NAMES) await ask(name, honest, HONEST[name])
    expect(ran()).toBe(NAMES.length)
  })

  it('is refused, not crashed on, when the frame is gone while it is looked at', async () => {
    const { ask, ran } = rig()
    const gone = {
      get parent(): null {
        throw new Error('Render frame was disposed before WebFrameMain could be accessed')
      },
      origin: ORIGIN,
      url: main.url
    }
    const answer = await ask('app:quit', { ...honest, senderFrame: gone }, undefined)
    expect([answer.ok, ran()]).toEqual([false, 0])
  })
})
