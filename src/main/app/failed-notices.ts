import type { Delivery } from '../../core/alerts/delivery.ts'
import type { Episode } from '../../core/alerts/episode.ts'
import { dueAgain, notices } from '../../core/delivery/lines.ts'
import type { DueNotice, HeldNotices } from './held-notices.ts'

export interface FailedNoticesDeps {
  readonly held: Pick<HeldNotices, 'keeps'>
  readonly deliveries: (episodeId: string) => readonly Delivery[]
}

/** Somebody knows of it, or it is not told for a reason of its own. */
const needsNobody = ({ acknowledgedAtMs, snoozedUntilMs, heldBy }: Episode): boolean =>
  acknowledgedAtMs !== null || snoozedUntilMs !== null || heldBy !== undefined

/** Of the open alerts: what could not be told and is to be told now; what is held instead; whether more of it may follow. */
export function failedNotices(
  open: readonly Episode[],
  atMs: number,
  { held, deliveries }: FailedNoticesDeps
): { readonly due: readonly DueNotice[]; readonly kept: readonly Delivery[]; readonly waiting: boolean } {
  const due: DueNotice[] = []
  const kept: Delivery[] = []
  let waiting = false
  for (const episode of open) {
    const last = notices(deliveries(episode.id)).at(-1)
    if (last?.state !== 'failed' || needsNobody(episode)) continue
    const again = dueAgain(last, atMs)
    const instead = held.keeps(episode, last.reason)
    if (episode.state === 'recovering') waiting = true
    else if (instead) kept.push({ ...again, ...instead })
    else due.push({ episode, intent: again })
  }
  return { due, kept, waiting }
}
