import { expect, it } from 'vitest'
import type { Delivery } from '../../../../../src/core/alerts/delivery.ts'
import type { AlertStep } from '../../../../../src/core/ports/journal.ts'
import { fail } from '../../../../../src/core/result.ts'
import { createAlertLedger } from '../../../../../src/main/app/alert-ledger.ts'
import { createProblemDesk } from '../../../../../src/main/app/problem-desk.ts'
import { anEpisode } from '../../../../fakes/an-episode.ts'
import { silentLogger } from '../../../../fakes/silent-logger.ts'
import { createVirtualClock } from '../../../../fakes/virtual-clock.ts'

const line = (id: string, episodeId: string): Delivery => ({
  id, episodeId, reason: 'repeat', channel: 'native', state: 'held', detail: '', atMs: 1, possibleRepeat: false
})
function setUp() {
  let last: AlertStep | undefined
  let commits = 0
  const ledger = createAlertLedger({
    clock: createVirtualClock(),
    journal: {
      commit: (step) => {
        commits += 1
        last = step
        return fail({ code: 'storage' as const, step: 'journal' as const, detail: 'database is locked' })
      },
      deliveries: () => [],
      recentEpisodes: () => []
    },
    logger: silentLogger,
    problems: createProblemDesk({ wallMs: () => 0, changed: () => undefined })
  })
  return { ledger, last: () => last, commits: () => commits }
}

it('lines that wait for a journal that takes nothing are bounded, whatever alert they are of', () => {
  const { ledger, last } = setUp()
  let biggest = 0
  const one = anEpisode()
  ledger.commit({ episodes: [one], deliveries: [] })
  for (let i = 0; i < 200; i++) {
    ledger.commit({ episodes: [], deliveries: Array.from({ length: 100 }, (_, j) => line(`${i}-${j}`, one.id)) })
    biggest = Math.max(biggest, last()?.deliveries.length ?? 0)
  }
  // 2000 episodes may wait; 20 000 lines of one of them do.
  expect(biggest).toBeLessThanOrEqual(10_000)
})

it('a step does not ask a locked journal twenty times, each of which waits two seconds on the main thread', () => {
  const { ledger, commits } = setUp()
  for (let i = 0; i < 30; i++) ledger.commit({ episodes: [anEpisode()], deliveries: [] })
  const before = commits()
  ledger.commit({ episodes: [anEpisode()], deliveries: [] })
  expect(commits() - before).toBeLessThanOrEqual(2)
})
