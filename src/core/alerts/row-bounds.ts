import { createFloorRows, floorTest } from '../floor/membership.ts'
import type { FloorScope } from '../floor/scope.ts'
import type { Row } from '../measures/row.ts'
import { AGGREGATE_KEY } from './aggregate-watch.ts'
import { boundRows, type FeedState } from './feed-state.ts'
import type { Machine, Turn } from './machine.ts'
import { bareRow } from './place.ts'
import type { Watch } from './watch.ts'

/** Whether what the machine is about belongs to a closed queue, listed or not. */
export function subjectIsClosed(feed: FeedState, { subject }: Machine): boolean {
  return subject.key !== AGGREGATE_KEY && feed.whyOut(subject.key) === 'queueClosed'
}

type Rows = ReadonlyMap<string, Row>

function only(some: Rows, others: Rows): Row[] {
  return some === others ? [] : [...some.values()].filter(({ id }) => !others.has(id))
}

function tell(watch: Watch, feed: FeedState, [before, after]: readonly [Rows, Rows], turn: Turn): void {
  for (const row of only(before, after)) watch.rowRemoved(row, 'queueClosed', turn)
  // Those of rows that are not listed any more.
  for (const machine of [...watch.machines()]) {
    const { key } = machine.subject
    if (!after.has(key) && subjectIsClosed(feed, machine)) watch.rowRemoved(bareRow(key, feed.id), 'queueClosed', turn)
  }
  if (before.size > 0 && after.size === 0) watch.endAggregate('queueClosed', turn)
}

/**
 * Other queues of the feed are closed from now on. Held keys end, too: that their queue is closed is certain, whatever their feed says
 * next. What opens is judged as if it came now. Answers the rows that moved.
 */
export function moveClosed(
  feed: FeedState,
  closed: ReadonlySet<string>,
  scope: FloorScope,
  isJudged: boolean,
  turn: Turn
): readonly string[] {
  const [wereOpen, wereOnFloor] = [feed.rows, feed.floor.rows]
  boundRows(feed, closed, scope)
  for (const watch of feed.watches) {
    const [before, after] = watch.followsFloor ? [wereOnFloor, feed.floor.rows] : [wereOpen, feed.rows]
    tell(watch, feed, [before, after], turn)
    if (!isJudged) continue
    for (const row of only(after, before)) watch.rowChanged(row, turn)
    watch.settle(turn)
  }
  return [...only(wereOpen, feed.rows), ...only(feed.rows, wereOpen)].map(({ id }) => id)
}

/**
 * Another floor was chosen: what was said of the rest ends. Held keys, too: that they are off my floor is certain, whatever their feed says
 * next.
 */
export function moveFloor(feed: FeedState, scope: FloorScope, isJudged: boolean, turn: Turn): void {
  const before = feed.floor.rows
  const test = floorTest(feed.descriptor, scope)
  feed.floor = createFloorRows(test, feed.rows)
  if (test.covers === 'none') {
    for (const watch of feed.watches) if (watch.followsFloor) watch.endAll('offFloor', turn)
  }
  const after = feed.floor.rows
  const isSame = before.size === after.size && [...before.keys()].every((id) => after.has(id))
  if (isSame) return
  for (const watch of feed.watches) {
    if (!watch.followsFloor) continue
    for (const [id, row] of before) if (!after.has(id)) watch.rowRemoved(row, 'offFloor', turn)
    watch.endAggregate('offFloor', turn)
    if (isJudged) watch.resume(turn)
  }
}
