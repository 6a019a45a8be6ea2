import { valueAt, type Sample } from './condition.ts'
import { isBurning, isShadow, isUnstable, type Machine } from './machine.ts'
import { presentLimit } from './present-limit.ts'
import type { WhyNow, WhyReason } from './why.ts'

/** What keeps a machine from being told now; null where its condition is simply not met. Of several the first. */
export function machineReason(machine: Machine, isSnoozed: (machine: Machine) => boolean): WhyReason | null {
  const { state, episode, heldSinceMs } = machine
  if (state === 'normal' || !episode) return null
  if (heldSinceMs !== undefined || (state === 'noData' && !episode.noData)) return 'noValue'
  if (!isBurning(machine)) return 'pending'
  if (isShadow(machine.rule)) return 'shadow'
  if (state === 'recovering') return 'recovering'
  if (episode.acknowledgedAtMs !== null) return 'acknowledged'
  if (isSnoozed(machine)) return 'snoozed'
  if (episode.heldBy !== undefined) return 'heldByCause'
  return isUnstable(machine) ? 'unstable' : 'beforeRepeat'
}

/** Of a key that is not asked about at present. */
export const plainly = (reason: WhyReason): WhyNow => ({ reason, value: null, threshold: null, episodeId: null })

/** How a key stands; `sample`: what its metric is, where that is known. */
export function whyNow(
  reason: WhyReason,
  of: Machine | undefined,
  sample: Sample,
  monoMs: number,
  limit: number | null
): WhyNow {
  const episode = of?.episode
  return {
    reason,
    value: valueAt(sample, monoMs),
    threshold: episode ? presentLimit(episode).threshold : limit,
    episodeId: episode && isBurning(of) ? episode.id : null
  }
}
