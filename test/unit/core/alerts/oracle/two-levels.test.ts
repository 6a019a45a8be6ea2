import { describe, expect, test } from 'vitest'
import type { RealtimeRule } from '../../../../../src/core/alerts/rule.ts'
import { createScene, WAITING, type Scene } from '../scene.ts'

/** One second each: good, worse than the threshold, worse than the critical one, not readable, the row taken away. */
const STEPS = ['ok', 'warning', 'critical', 'noData', 'gone'] as const
type Step = (typeof STEPS)[number]
const VALUES = { ok: 1, warning: 9, critical: 20, noData: null } as const
const LONGEST = 5
const DRAIN_S = 4

/** One level by itself, told without states: it burns after `pending` known seconds of breach, until `keep` known seconds of none. */
function createLevel(isBreach: (step: Step) => boolean, pending: number, keep: number) {
  let known: boolean[] = []
  let burns = false
  const lastAre = (breach: boolean, count: number): boolean =>
    known.length >= count && known.slice(known.length - count).every((one) => one === breach)
  /** The second before is over. */
  const pass = (): void => {
    if (!burns && pending > 0 && lastAre(true, pending)) burns = true
    else if (burns && keep > 0 && lastAre(false, keep)) burns = false
  }
  return {
    pass,
    begin(step: Step): void {
      if (step === 'gone') {
        known = []
        burns = false
      } else if (step !== 'noData') {
        const breach = isBreach(step)
        known.push(breach)
        if (breach && pending === 0) burns = true
        if (!breach && keep === 0) burns = false
      }
    },
    burns: () => burns
  }
}

interface Seen {
  readonly severity: 'none' | 'warning' | 'critical'
  readonly fired: number
  readonly worsened: number
}

/**
 * One episode for both: it is there while the first level burns, and critical while the second does. Beginning is told once, with the
 * severity it then has; each time it gets critical later is told once; getting better is not told.
 */
function oracle(steps: readonly Step[], pending: number, keep: number): Seen[] {
  const first = createLevel((step) => step === 'warning' || step === 'critical', pending, keep)
  const second = createLevel((step) => step === 'critical', pending, keep)
  let fired = 0
  let worsened = 0
  return steps.map((step) => {
    const seeing = (happens: () => void): void => {
      const [was, wasCritical] = [first.burns(), second.burns()]
      happens()
      if (!was && first.burns()) fired++
      else if (was && !wasCritical && second.burns()) worsened++
    }
    seeing(() => {
      first.pass()
      second.pass()
    })
    seeing(() => {
      first.begin(step)
      second.begin(step)
    })
    return { severity: second.burns() ? 'critical' : first.burns() ? 'warning' : 'none', fired, worsened }
  })
}

const RULE: RealtimeRule = {
  ...WAITING,
  severity: 'warning',
  condition: { op: '>', threshold: 8 },
  critical: { threshold: 15 }
}

function seen(scene: Scene): Seen {
  const count = (word: string): number => scene.log.filter((line) => line.includes(` ${word} `)).length
  const severity = scene.open()[0]?.severity ?? 'none'
  if (severity === 'info') throw new Error('the rule has no such severity')
  return { severity, fired: count('tell(fired)'), worsened: count('tell(worsened)') }
}

function run(steps: readonly Step[], pending: number, keep: number): Seen[] {
  const scene = createScene({ rules: [{ ...RULE, pendingForMs: pending * 1000, keepFiringForMs: keep * 1000 }] })
  return steps.map((step, second) => {
    if (second > 0) scene.wait(1)
    if (second < LONGEST) {
      if (step === 'gone') scene.gone('Sales')
      else scene.row('Sales', { waiting: VALUES[step] })
    }
    return seen(scene)
  })
}

function sequences(): Step[][] {
  let all: Step[][] = [[]]
  for (let length = 1; length <= LONGEST; length++) all = all.flatMap((steps) => STEPS.map((step) => [...steps, step]))
  return all.map((steps) => [...steps, ...Array.from({ length: DRAIN_S }, () => steps.at(-1) ?? 'gone')])
}

describe('a rule with two levels, every course of five steps', () => {
  const all = sequences()
  const times = [0, 1, 2].flatMap((pending) => [0, 1, 2].map((keep) => ({ pending, keep })))

  test.each(times)('pending $pending s, keep firing $keep s', { timeout: 60_000 }, ({ pending, keep }) => {
    const wrong = all.flatMap((steps) => {
      const [found, expected] = [run(steps, pending, keep), oracle(steps, pending, keep)]
      return JSON.stringify(found) === JSON.stringify(expected) ? [] : [{ steps: steps.join(' '), found, expected }]
    })
    expect(wrong.slice(0, 2)).toEqual([])
    expect(all).toHaveLength(STEPS.length ** LONGEST)
  })
})
