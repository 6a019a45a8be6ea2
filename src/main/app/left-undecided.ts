import type { Delivery } from '../../core/alerts/delivery.ts'
import type { AlertEngine } from '../../core/alerts/engine-types.ts'
import type { DeliveryCause } from '../../core/delivery/causes.ts'
import { suppressed } from '../../core/delivery/lines.ts'
import type { DueNotice, HeldNotices } from './held-notices.ts'

export interface LeftUndecidedDeps {
  readonly engine: Pick<AlertEngine, 'open' | 'owes'>
  readonly held: Pick<HeldNotices, 'keeps'>
}

/**
 * What a crash left between the journal and the desktop: told again, marked as a possible repeat, or done with. What is snoozed is
 * left to the engine.
 */
export function decide(
  left: readonly Delivery[],
  { engine, held }: LeftUndecidedDeps
): { readonly due: readonly DueNotice[]; readonly done: readonly Delivery[] } {
  const open = new Map(engine.open().map((episode) => [episode.id, episode]))
  const due: DueNotice[] = []
  const done: Delivery[] = []
  for (const undecided of left) {
    const episode = open.get(undecided.episodeId)
    const again: Delivery = { ...undecided, possibleRepeat: true }
    const suppress = (cause: DeliveryCause): void => {
      done.push(suppressed(again, cause))
    }
    if (!episode || undecided.reason === 'ended') suppress('overBeforeRestart')
    else if (episode.acknowledgedAtMs !== null) suppress('acknowledgedBeforeRestart')
    else if (episode.snoozedUntilMs !== null || engine.owes(episode.id)) suppress('snoozed')
    else {
      const instead = held.keeps(episode, undecided.reason)
      if (instead) done.push({ ...again, ...instead })
      else due.push({ episode, intent: again })
    }
  }
  return { due, done }
}
