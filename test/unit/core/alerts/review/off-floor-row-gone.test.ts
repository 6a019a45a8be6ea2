import { expect, test } from 'vitest'
import type { RealtimeRule } from '../../../../../src/core/alerts/rule.ts'
import { EVERYTHING, floorReader, type FloorScope } from '../../../../../src/core/floor/scope.ts'
import { rowId } from '../../../../../src/core/measures/row.ts'
import { createScene, QUEUES, WAITING } from '../scene.ts'

function queues(...keys: string[]): FloorScope {
  const idOf = (queueId: string): string => {
    const id = rowId([QUEUES.connectionId, 'account', 'source', QUEUES.producerId], { queueId })
    return floorReader(QUEUES, 'queues')?.id({ id, keys: { queueId }, values: {} }) ?? ''
  }
  return { ...EVERYTHING, queues: keys.map((key) => ({ id: idOf(key), name: key })) }
}
/** A rule that came with the product, to which the user added "alert when there is no data". */
const RULE: RealtimeRule = {
  ...WAITING,
  id: 'default-contacts-waiting',
  noData: { afterMs: 5_000, policy: 'alert' }
}

test('a queue that is not on my floor and is deleted is no alert', () => {
  const scene = createScene({ rules: [RULE], seed: { floor: queues('Sales') } })
  scene.row('Sales', { waiting: 1 })
  scene.row('Support', { waiting: 1 })
  scene.gone('Support')
  scene.wait(60)
  expect(scene.open().map(({ keyName }) => keyName)).toEqual([])
  expect(scene.log).toEqual([])
})

test('nor is one that a snapshot does not repeat', () => {
  const scene = createScene({ rules: [RULE], seed: { floor: queues('Sales') } })
  scene.row('Sales', { waiting: 1 })
  scene.row('Support', { waiting: 1 })
  scene.snapshot(() => scene.row('Sales', { waiting: 1 }))
  scene.wait(60)
  expect(scene.log).toEqual([])
})
