import { aTarget } from '../fakes/a-floor.ts'
import { aTargetDetail, aTargetLine } from '../fakes/a-reporting.ts'
import type { FakeBridge } from '../fakes/fake-bridge.ts'
import { moment } from './moment.tsx'
import type { Hands, Specimen } from './specimen.ts'

/** One target in detail. */

const over = {
  targets: [aTarget({ ...{ connectionId: 'c2', workflowId: 'w1', id: 't1' }, name: 'Chats handled today' })]
}
const answers =
  (detail: Parameters<typeof aTargetDetail>[0]) =>
  (bridge: FakeBridge): void =>
    bridge.answer('target:detail', async () => ({ ok: true, value: aTargetDetail(detail) }))
async function opened({ press, settle }: Hands): Promise<void> {
  await press('reporting.detailsNamed', 'name')
  await settle()
}
async function scrolled(hands: Hands): Promise<void> {
  await opened(hands)
  document.querySelector('[role=dialog] table')?.scrollIntoView()
}

export const TARGET_MOMENTS: readonly Specimen[] = [
  moment('targets', 'detail', 'A target in detail', { over, after: opened }),
  moment('targets', 'detail-results', 'Its results and its removal', { over, after: scrolled }),
  moment('targets', 'detail-off', 'A target without verdict, whose notifications are off', {
    over,
    prepare: answers({
      line: aTargetLine({
        ...{ state: 'noVerdict', reportingPeriod: 'P1M', notificationsActive: false },
        ...{ activeFromMs: 1_700_000_000_000, activeUntilMs: 1_800_000_000_000 }
      }),
      pace: null
    }),
    after: opened
  }),
  moment('targets', 'detail-unread', 'A target of which it could not be read who is told', {
    over,
    prepare: answers({
      settings: [],
      settingsFailure: { code: 'rateLimited', step: 'notifications', detail: 'slow down', retryAfterMs: 90_000 }
    }),
    after: opened
  }),
  moment('targets', 'detail-failed', 'A target that is not known any more', {
    over,
    prepare: (bridge) =>
      bridge.refuse('target:detail', { code: 'notFound', step: 'targets', detail: 'no such target' }),
    after: opened
  }),
  moment('targets', 'remove', 'What goes with a target', {
    over,
    after: async (hands) => {
      await opened(hands)
      await hands.press('reporting.remove')
      await hands.settle()
    }
  })
]
