import { describe, expect, test } from 'vitest'
import { createScene, WAITING, type Scene } from './scene.ts'

/** One second each: a value over or under the threshold, a value that can't be read, a row that is taken away. */
type Step = 'breach' | 'ok' | 'noData' | 'gone'
const STEPS: readonly Step[] = ['breach', 'ok', 'noData', 'gone']
const LONGEST = 5
const DRAIN_S = 5

interface Expected {
  readonly state: 'normal' | 'pending' | 'firing' | 'recovering'
  readonly fired: number
  readonly closed: number
}

/**
 * What must be seen at each second, told without states: from the seconds known about the row since it appeared. Unknown seconds
 * are cut out of time. It burns from the moment when the last `pending` known seconds were all breach (with 0: at a breach), until
 * the last `keep` known seconds were all ok (with 0: at an ok).
 */
function oracle(steps: readonly Step[], pending: number, keep: number): Expected[] {
  let known: Step[] = []
  let burns = false
  let fired = 0
  let closed = 0
  const lastAre = (step: Step, count: number): boolean =>
    count > 0 && known.length >= count && known.slice(-count).every((one) => one === step)
  return steps.map((step) => {
    const begin = (): void => {
      burns = true
      fired++
    }
    const finish = (): void => {
      burns = false
      closed++
    }
    if (!burns && lastAre('breach', pending)) begin()
    else if (burns && lastAre('ok', keep)) finish()
    if (step === 'gone') {
      known = []
      if (burns) finish()
      return { state: 'normal', fired, closed }
    }
    if (step !== 'noData') {
      known.push(step)
      if (step === 'breach' && !burns && pending === 0) begin()
      if (step === 'ok' && burns && keep === 0) finish()
    }
    const isBad = known.at(-1) === 'breach'
    const state = burns ? (isBad ? 'firing' : 'recovering') : isBad ? 'pending' : 'normal'
    return { state, fired, closed }
  })
}

/** After the last step the floor is quiet: what was last known stays so. */
function drained(steps: readonly Step[]): Step[] {
  const last = steps.at(-1) ?? 'gone'
  return [...steps, ...Array.from({ length: DRAIN_S }, () => last)]
}

function play(scene: Scene, step: Step): void {
  if (step === 'gone') scene.gone('Sales')
  else scene.row('Sales', { waiting: step === 'noData' ? null : step === 'breach' ? 9 : 1 })
}

function observed(scene: Scene): Expected {
  const episode = scene.open(true)[0]
  const count = (word: string): number => scene.log.filter((line) => line.includes(` ${word} `)).length
  const state = episode?.state ?? 'normal'
  if (state === 'closed' || state === 'noData') throw new Error(`open episode is ${state}`)
  return { state, fired: count('fired'), closed: count('closed') }
}

function run(steps: readonly Step[], pending: number, keep: number): Expected[] {
  const condition = { op: '>', threshold: 8 } as const
  const rule = { ...WAITING, condition, pendingForMs: pending * 1000, keepFiringForMs: keep * 1000 }
  const scene = createScene({ rules: [rule] })
  return drained(steps).map((step, second) => {
    if (second > 0) scene.wait(1)
    if (second < steps.length) play(scene, step)
    return observed(scene)
  })
}

function allSequences(): Step[][] {
  let longest: Step[][] = [[]]
  const all: Step[][] = []
  for (let length = 1; length <= LONGEST; length++) {
    longest = longest.flatMap((sequence) => STEPS.map((step) => [...sequence, step]))
    all.push(...longest)
  }
  return all
}

describe('the machine of one key against an oracle, over every sequence of up to five steps', () => {
  const sequences = allSequences()
  const durations = [0, 1, 2].flatMap((pending) => [0, 1, 2].map((keep) => ({ pending, keep })))

  test.each(durations)('pending $pending s, keep firing $keep s', ({ pending, keep }) => {
    for (const steps of sequences) {
      const label = steps.join(' ')
      expect({ label, seen: run(steps, pending, keep) }).toEqual({
        label,
        seen: oracle(drained(steps), pending, keep)
      })
    }
    expect(sequences).toHaveLength(4 + 16 + 64 + 256 + 1024)
  })
})
