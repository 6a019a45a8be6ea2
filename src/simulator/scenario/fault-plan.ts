import { disposable, type Disposable } from '../../core/disposable.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { FaultPanel } from '../faults.ts'
import { SCENARIOS, type ScenarioId } from './scenario.ts'

/** Switches a scenario's faults by its own plan, from now on until disposed. */
export function runFaultPlan(clock: Clock, panel: FaultPanel, scenarioId: ScenarioId): Disposable {
  const { faults, faultsRepeatMs } = SCENARIOS[scenarioId]
  let timers: Disposable[] = []

  function begin(): void {
    timers = faults.map(({ afterMs, change }) => clock.after(afterMs, () => panel.change(change)))
    if (faultsRepeatMs !== null) timers.push(clock.after(faultsRepeatMs, begin))
  }
  begin()
  return disposable(() => {
    for (const timer of timers) timer.dispose()
  })
}
