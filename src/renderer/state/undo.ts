import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Answer, Bridge } from '../../contract/bridge.ts'
import type { RequestInput } from '../../contract/requests.ts'
import type { FailureView, StateView } from '../../contract/views.ts'
import { UNTIL_END_MS } from '../../core/alerts/until-end.ts'
import { AS_AT_FIRST } from '../../core/overview/layout.ts'
import { settingsByNow, takenAhead, type SettingsAhead } from './settings-ahead.ts'
import { snoozedUntilMs, snoozeTaken, type SnoozesAhead } from './snooze-ahead.ts'
import { createRuleUndo } from './undo-rules.ts'
import type { Deed, UndoStep } from './undo-step.ts'

type SettingsPatch = RequestInput<'settings:change'>
type Snooze = RequestInput<'alert:snooze'>

/** What was done or undone last, for the note that says so. `id` is another one each time. */
export interface UndoNews {
  readonly id: number
  readonly deed: Deed
  readonly state: 'done' | 'undone' | 'failed'
  /** Why it could not be undone. */
  readonly failure: FailureView | null
}

export interface UndoState {
  /** What `undo` would take back, null when there is nothing. */
  readonly next: Deed | null
  readonly news: UndoNews | null
  /** How often something was taken back. */
  readonly undoings: number
}

/** Remembers how to take back what was done in this window, the newest first. Gone with the window. */
export interface Undo {
  readonly store: StoreApi<UndoState>
  /** The bridge for the window's views: what can be taken back is remembered once main said yes. */
  readonly bridge: Bridge
  /** Takes back the last deed. One that main refuses to take back is forgotten, and its reason told. */
  undo(): Promise<void>
}

const STEPS_AT_MOST = 50
const MINUTE_MS = 60_000
const MINUTES_AT_MOST = 24 * 60

const keysOf = (patch: SettingsPatch) => Object.keys(patch) as (keyof SettingsPatch)[]

/** The same preferences as they were. Null where one of them was not set at all: main knows no way to unset it. */
function patchBack(patch: SettingsPatch, before: StateView['settings']): SettingsPatch | null {
  const keys = keysOf(patch)
  // What was never arranged has nothing in it.
  const was = { tables: {}, overview: AS_AT_FIRST, openingHours: [], ...before }
  if (keys.length === 0 || keys.some((key) => was[key] === undefined)) return null
  return Object.fromEntries(keys.map((key) => [key, was[key]]))
}

function settingsDeed(patch: SettingsPatch): Deed {
  const [key, ...others] = keysOf(patch)
  if (others.length === 0 && key === 'pinnedQueues') return { kind: 'pins' }
  if (others.length === 0 && (key === 'tables' || key === 'overview')) return { kind: key }
  return { kind: 'settings' }
}

function minutesLeft(untilMs: number | null, nowMs: number): Snooze['minutes'] {
  if (untilMs === null || untilMs <= nowMs) return null
  if (untilMs === UNTIL_END_MS) return 'untilEnd'
  return Math.min(MINUTES_AT_MOST, Math.ceil((untilMs - nowMs) / MINUTE_MS))
}

/** `nowMs` is the wall clock, ms. */
export function createUndo(deps: {
  readonly bridge: Bridge
  readonly view: () => StateView | null
  readonly nowMs: () => number
}): Undo {
  const { bridge, view, nowMs } = deps
  const rules = createRuleUndo(bridge, view)
  const steps: UndoStep[] = []
  const waiting = new Set<Promise<unknown>>()
  const store = createStore<UndoState>(() => ({ next: null, news: null, undoings: 0 }))
  let last = 0
  let ahead: SettingsAhead | null = null
  let snoozesAhead: SnoozesAhead | null = null

  async function change(patch: SettingsPatch): ReturnType<Bridge['changeSettings']> {
    const answer = await bridge.changeSettings(patch)
    const told = view()?.settings
    if (answer.ok && told) ahead = takenAhead(ahead, told, patch)
    return answer
  }

  async function snooze({ scope, minutes }: Snooze): ReturnType<Bridge['snooze']> {
    const lastsMs = (many: number): number => nowMs() + many * MINUTE_MS
    const untilMs = minutes === null ? null : minutes === 'untilEnd' ? UNTIL_END_MS : lastsMs(minutes)
    const answer = await bridge.snooze({ scope, minutes })
    const told = view()
    if (answer.ok && told) snoozesAhead = snoozeTaken(snoozesAhead, told, scope, untilMs)
    return answer
  }

  function tell(deed: Deed, state: UndoNews['state'], failure: FailureView | null = null): void {
    last += 1
    store.setState(({ undoings }) => ({
      next: steps.at(-1)?.deed ?? null,
      news: { id: last, deed, state, failure },
      undoings: state === 'undone' ? undoings + 1 : undoings
    }))
  }

  /** Runs what is asked, and remembers the way back if main said yes. */
  function doing<T>(ask: () => Promise<Answer<T>>, stepOf: (value: T) => UndoStep | null): Promise<Answer<T>> {
    const run = async (): Promise<Answer<T>> => {
      const answer = await ask()
      const step = answer.ok ? stepOf(answer.value) : null
      if (step) {
        steps.push(step)
        if (steps.length > STEPS_AT_MOST) steps.shift()
        tell(step.deed, 'done')
      }
      return answer
    }
    const running = run().finally(() => waiting.delete(running))
    waiting.add(running)
    return running
  }

  function settingsStep(patch: SettingsPatch): UndoStep | null {
    const told = view()?.settings
    const back = told && patchBack(patch, settingsByNow(told, ahead))
    return back ? { deed: settingsDeed(patch), back: () => change(back) } : null
  }

  function snoozeStep({ scope, minutes }: Snooze): UndoStep | null {
    const before = view()
    if (!before) return null
    const untilMs = snoozedUntilMs(before, snoozesAhead, scope)
    return {
      deed: { kind: minutes === null ? 'endSnooze' : 'snooze' },
      back: () => snooze({ scope, minutes: minutesLeft(untilMs, nowMs()) })
    }
  }

  return {
    store,
    bridge: {
      ...bridge,
      // What was there before must be looked at before main changes it.
      changeSettings(patch) {
        const step = settingsStep(patch)
        return doing(
          () => change(patch),
          () => step
        )
      },
      snooze(asked) {
        const step = snoozeStep(asked)
        return doing(
          () => snooze(asked),
          () => step
        )
      },
      saveRule(rule) {
        const step = rules.save(rule)
        return doing(
          () => bridge.saveRule(rule),
          () => step
        )
      },
      createRule: (input) =>
        doing(
          () => bridge.createRule(input),
          (made) => rules.create(input, made)
        ),
      removeRule(address) {
        const step = rules.remove(address, rules.nameOf(address.ruleId))
        return doing(
          () => bridge.removeRule(address),
          () => step
        )
      },
      restoreRule: (input) =>
        doing(
          () => bridge.restoreRule(input),
          (made) => rules.restore(input, made)
        ),
      importRules: (input) => doing(() => bridge.importRules(input), rules.import)
    },
    async undo() {
      // What main has not answered yet was done all the same: it is what is meant.
      await Promise.allSettled(waiting)
      const step = steps.pop()
      if (!step) return
      // A rule may name agents; called otherwise by now, it would be saved with names that nobody has.
      if (step.agentNames && step.agentNames !== view()?.settings.privacy.agentNames) {
        tell(step.deed, 'failed')
        return
      }
      const answer = await step.back()
      tell(step.deed, answer.ok ? 'undone' : 'failed', answer.ok ? null : answer.failure)
    }
  }
}
