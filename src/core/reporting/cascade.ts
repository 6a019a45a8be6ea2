import type { ReportingSource } from '../connections/source.ts'
import type { Cancellation } from '../ports/http.ts'
import { ok, type Result } from '../result.ts'
import type { SettingKind, TargetDetails } from './objects.ts'

/** What goes with a workflow or a target when it is removed. There is no way back, so it is counted and named first. */
export interface Cascade {
  /** Names of the targets; empty for a target, which is named by whoever removes it. */
  readonly targets: readonly string[]
  readonly settings: Readonly<Record<SettingKind, number>>
}

/**
 * Reads it from the service, not from what was known: somebody else may have added to it. `targetId` is absent for the whole workflow.
 */
export async function readCascade(
  source: Pick<ReportingSource, 'targets' | 'settings'>,
  place: { readonly workflowId: string; readonly targetId?: string },
  cancellation?: Cancellation
): Promise<Result<Cascade>> {
  const { workflowId, targetId } = place
  let below: readonly TargetDetails[] = []
  if (targetId === undefined) {
    const listed = await source.targets(workflowId, cancellation)
    if (!listed.ok) return listed
    below = listed.value
  }
  const settings = { bar: 0, slack: 0, email: 0 }
  for (const id of targetId === undefined ? below.map((target) => target.id) : [targetId]) {
    const found = await source.settings({ workflowId, targetId: id }, cancellation)
    if (!found.ok) return found
    for (const { kind } of found.value) settings[kind] += 1
  }
  return ok({ targets: below.map(({ name }) => name), settings })
}
