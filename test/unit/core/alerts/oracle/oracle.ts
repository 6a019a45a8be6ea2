/**
 * What one key of one rule must do, told from the words of the product and the rule's form alone. Slow and simple: the whole history is
 * gone through anew for every question.
 *
 * One step a second: a value on the good or the bad side, a measure without a value, a feed that is not live, a row that is deleted.
 */
export const STEPS = ['ok', 'breach', 'noData', 'error', 'gone'] as const
export type Step = (typeof STEPS)[number]

export interface Policy {
  /** `none`: the rule says nothing about missing data. */
  readonly kind: 'none' | 'alert' | 'keepLast' | 'ok'
  readonly afterS: number
}

export interface Times {
  readonly pendingS: number
  readonly keepS: number
}

export interface Expected {
  readonly state: 'normal' | 'pending' | 'firing' | 'recovering' | 'noData'
  /** Each opening that is told, in order. */
  readonly told: readonly ('fired' | 'noData')[]
  /** Why each told episode ended, in order. */
  readonly ends: readonly ('cleared' | 'rowGone' | 'dataBack')[]
}

interface Course {
  told: ('fired' | 'noData')[]
  ends: ('cleared' | 'rowGone' | 'dataBack')[]
  /** What burns: a breach, or only that there is no data. */
  burns: 'breach' | 'noData' | null
  /** A burning breach about which nothing is known for too long. */
  isBlind: boolean
  /** The last known side, and for how many known seconds it held without the other in between. */
  run: { side: 'ok' | 'breach' | null; seconds: number }
  /** Seconds without data since there last was any, those of a dead feed not counted; null for a key nobody ever heard of. */
  blindS: number | null
}

function end(course: Course, reason: Course['ends'][number]): void {
  course.burns = null
  course.isBlind = false
  course.ends.push(reason)
}

/** The value is on that side from now on, or is taken to be. */
function turnTo(side: 'ok' | 'breach', course: Course, { pendingS, keepS }: Times): void {
  if (course.burns === 'noData') end(course, 'dataBack')
  course.isBlind = false
  if (course.run.side !== side) course.run = { side, seconds: 0 }
  if (side === 'breach' && course.burns === null && course.run.seconds >= pendingS) fire(course)
  if (side === 'ok' && course.burns !== null && course.run.seconds >= keepS) end(course, 'cleared')
}

function fire(course: Course): void {
  course.burns = 'breach'
  course.told.push('fired')
}

/** There is no data now; what that means depends on how long, and on the policy. */
function lack(course: Course, times: Times, policy: Policy): void {
  if (course.blindS === null || course.blindS < policy.afterS) return
  if (policy.kind === 'ok') turnTo('ok', course, times)
  if (policy.kind !== 'alert' || course.isBlind || course.burns === 'noData') return
  course.run = { side: null, seconds: 0 }
  if (course.burns === 'breach') course.isBlind = true
  else {
    course.burns = 'noData'
    course.told.push('noData')
  }
}

/** A second has passed in which `step` was the case. */
function pass(step: Step, course: Course, times: Times, policy: Policy): void {
  if (step === 'error') return
  if (step === 'noData' || step === 'gone') {
    const isTakenForOk = policy.kind === 'ok' && course.blindS !== null && course.blindS >= policy.afterS
    if (course.blindS !== null) course.blindS++
    if (isTakenForOk) course.run.seconds++
    lack(course, times, policy)
    return
  }
  course.run.seconds++
  turnTo(step, course, times)
}

function begin(step: Step, course: Course, times: Times, policy: Policy): void {
  if (step === 'error') return
  if (step === 'ok' || step === 'breach') {
    course.blindS = 0
    turnTo(step, course, times)
    return
  }
  if (step === 'gone' && policy.kind === 'none') {
    course.run = { side: null, seconds: 0 }
    course.blindS = null
    if (course.burns !== null) end(course, 'rowGone')
    return
  }
  if (step === 'noData') course.blindS ??= 0
  lack(course, times, policy)
}

function stateOf({ burns, isBlind, run }: Course): Expected['state'] {
  if (burns === 'noData' || isBlind) return 'noData'
  if (burns === 'breach') return run.side === 'ok' ? 'recovering' : 'firing'
  return run.side === 'breach' ? 'pending' : 'normal'
}

/** How things stand right after the last step of the history. */
export function judge(history: readonly Step[], times: Times, policy: Policy): Expected {
  const run: Course['run'] = { side: null, seconds: 0 }
  const course: Course = { told: [], ends: [], burns: null, isBlind: false, run, blindS: null }
  history.forEach((step, second) => {
    const before = history[second - 1]
    if (before !== undefined) pass(before, course, times, policy)
    begin(step, course, times, policy)
  })
  return { state: stateOf(course), told: course.told, ends: course.ends }
}
