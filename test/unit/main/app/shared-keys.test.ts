import { expect, it } from 'vitest'
import { createProblemDesk } from '../../../../src/main/app/problem-desk.ts'
import { createSharedKeys } from '../../../../src/main/app/shared-keys.ts'
import type { FeedDescriptor, Subject } from '../../../../src/core/measures/feed.ts'
import { createMeasureTable } from '../../../../src/core/measures/table.ts'
import { silentLogger } from '../../../fakes/silent-logger.ts'

function deskFor(subject: Subject) {
  const table = createMeasureTable()
  const feed: FeedDescriptor = {
    ...{ id: 'a/q', connectionId: 'a', producerId: 'q', subject },
    ...{ keyNames: ['channelId'], measures: [] }
  }
  table.describe(feed)
  const problems = createProblemDesk({ wallMs: () => 1, changed: () => undefined })
  return { problems, tell: createSharedKeys({ problems, table, logger: silentLogger }) }
}
const SHARED = { connection: 'Floor', keys: { channelId: 'VOICE' }, names: ['Sales', 'Billing'] }

it('rows that share their keys are a problem of that feed until they do not any more', () => {
  const { problems, tell } = deskFor('queue')
  tell('a/q', SHARED)
  tell('a/q', SHARED)
  const params = { connection: 'Floor', producer: 'q', keys: 'channelId VOICE', names: 'Sales, Billing' }
  expect(problems.list()).toEqual([{ id: 'keys-shared/a/q', code: 'keysShared', params, sinceMs: 1 }])
  tell('a/other', null)
  expect(problems.list()).toHaveLength(1)
  tell('a/q', null)
  expect(problems.list()).toEqual([])
})

it('an agent is not named in it', () => {
  const { problems, tell } = deskFor('agent')
  tell('a/q', { ...SHARED, names: ['Ada Berg', 'Bo Dahl'] })
  expect(JSON.stringify(problems.list())).not.toMatch(/Ada|Bo|VOICE/)
})
