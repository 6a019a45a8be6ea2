export const QUEUE_NAMES = ['Sales', 'Support', 'Claims'] as const
export type QueueName = (typeof QUEUE_NAMES)[number]
export type World = Readonly<Record<QueueName, number>>

export const STEPS = 10
/** Between two steps: longer than the rule's pending time, so that a breach that stays has fired by the next. */
export const STEP_MS = 15_000
const CALM = 1
export const BREACH = 20

/** What is told of a queue: its end too, and that it goes on, so often at most. */
export const REPEAT_AT_MOST = 2
export const TELLING = {
  severity: 'warning',
  announceEnd: true,
  keepFiringForMs: 10_000,
  repeatEveryMs: 30_000,
  repeatAtMost: REPEAT_AT_MOST
} as const

export type Action =
  | { readonly kind: 'acknowledge' | 'snooze' }
  | { readonly kind: 'set'; readonly queue: QueueName; readonly waiting: number }

/** The same numbers for the same seed and step, in whichever process (mulberry32). */
function random(seed: number, step: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(step + 1, 0x85ebca6b)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** What happens at a step of a run: nearly always a queue gets into trouble or out of it. */
export function actionOf(seed: number, step: number): Action {
  const next = random(seed, step)
  const what = next()
  if (what < 0.1) return { kind: 'acknowledge' }
  if (what < 0.2) return { kind: 'snooze' }
  const queue = QUEUE_NAMES[Math.floor(next() * QUEUE_NAMES.length)] ?? 'Sales'
  return { kind: 'set', queue, waiting: next() < 0.6 ? BREACH : CALM }
}

/** How the floor is after these steps: it goes on, whether anybody watches or not. */
export function worldAfter(seed: number, steps: number): World {
  const world = { Sales: CALM, Support: CALM, Claims: CALM }
  for (let step = 0; step < steps; step++) {
    const action = actionOf(seed, step)
    if (action.kind === 'set') world[action.queue] = action.waiting
  }
  return world
}

/** In every second run notices are held back for a while, and are not any more when it ends. */
export function isQuietAt(seed: number, step: number): boolean {
  return seed % 2 === 1 && step >= 3 && step < 6
}

/** The ledger of such a run is as full at each start as that of years: only what is still owed stays. No repeat makes up for what is lost. */
export const isCrowded = (seed: number): boolean => seed % 4 === 3
