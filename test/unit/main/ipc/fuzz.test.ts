import { describe, expect, it } from 'vitest'
import { requests, type RequestName } from '../../../../src/contract/requests.ts'
import { ok } from '../../../../src/core/result.ts'
import type { Handlers } from '../../../../src/main/app/handlers.ts'
import { createAnswerer, INPUT_LIMIT } from '../../../../src/main/ipc/answer.ts'
import { isWithinBudget } from '../../../../src/main/ipc/budget.ts'
import type { SenderEvent } from '../../../../src/main/ipc/sender.ts'
import { createRecordingLogger } from '../recording-logger.ts'
import { HONEST, hostileInputs } from './hostile-inputs.ts'

const PER_CHANNEL = 10_000
const ORIGIN = 'floorwatch-app://app'
const NAMES = Object.keys(requests) as RequestName[]
const ours = { isDestroyed: () => false }
const page: SenderEvent = {
  sender: ours,
  senderFrame: { parent: null, origin: ORIGIN, url: `${ORIGIN}/main.html` }
}

/** Handlers that note what reached them: the only way from a request to any state. */
function rig() {
  const reached: unknown[] = []
  const logger = createRecordingLogger()
  const entries = NAMES.map((name) => [name, (input: unknown) => (reached.push(input), ok(undefined))])
  const handlers = Object.fromEntries(entries) as unknown as Handlers
  return { reached, logger, ask: createAnswerer({ handlers, isOurs: (one) => one === ours, origin: ORIGIN, logger }) }
}

describe.each(NAMES)('%s', (name) => {
  it(`takes an honest input, and of ${PER_CHANNEL} hostile ones none crashes it, is answered with inner words or slips past the schema`, async () => {
    const { reached, logger, ask } = rig()
    const asks = !requests[name].output.safeParse(undefined).success // what these answer is not made here
    expect((await ask(name, page, HONEST[name])).ok).toBe(!asks)
    expect(reached).toHaveLength(1)
    reached.length = 0
    logger.lines.length = 0

    const wrong: unknown[] = []
    const inputs = hostileInputs(name, PER_CHANNEL)
    let taken = 0
    for (const { value, never } of inputs) {
      const before = reached.length
      const answer = await ask(name, page, value)
      const ran = reached.length - before
      taken += ran
      if (ran > 0) {
        if (ran > 1 || never || !requests[name].input.safeParse(value).success) wrong.push(['slipped past', value])
      } else if (answer.ok || answer.failure.code !== 'rejected') wrong.push(['was not refused', answer, value])
      else if (answer.failure.detail.length > 500 || /\n\s*at |node:|\/src\//.test(answer.failure.detail))
        wrong.push(['tells inner words', answer.failure.detail])
    }
    expect(inputs.length).toBeGreaterThanOrEqual(PER_CHANNEL)
    expect(wrong.slice(0, 3)).toEqual([])
    expect(taken).toBeLessThan(inputs.length / 2)
    // What a request answers is made elsewhere; nothing else may have failed.
    expect(logger.lines.filter(({ message }) => !asks || message !== 'request failed')).toEqual([])
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
    expect(Object.keys(Object.prototype)).toEqual([])
  }, 60_000)
})

describe('the work for one input is bounded:', () => {
  /** Counts every look at it, and claims to be endless. */
  function endless(): { readonly value: object; looks: () => number } {
    let looks = 0
    const value: object = new Proxy(
      {},
      {
        ownKeys: () => Array.from({ length: INPUT_LIMIT * 2 }, (_, index) => `k${String(index)}`),
        getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: 0 }),
        get: () => {
          looks += 1
          return value
        }
      }
    )
    return { value, looks: () => looks }
  }

  it('not more values are looked at than the limit has room for', () => {
    const { value, looks } = endless()
    expect(isWithinBudget(value, INPUT_LIMIT)).toBe(false)
    expect(looks()).toBeGreaterThan(0)
    expect(looks()).toBeLessThanOrEqual(INPUT_LIMIT / 8)
  })

  it('an input at the limit is answered, whatever it is made of', async () => {
    const { ask, reached } = rig()
    const heaviest = [
      'x'.repeat(INPUT_LIMIT - 100),
      Array.from({ length: 10_000 }, () => ({})),
      { id: 'x'.repeat(2_001) }
    ]
    for (const name of NAMES) {
      for (const value of heaviest) expect((await ask(name, page, value)).ok).toBe(false)
    }
    expect(reached).toEqual([])
  })
})
