import type { FloorChange } from '../floor/membership.ts'
import type { Row, RowDelta } from '../measures/row.ts'
import type { FeedState } from './feed-state.ts'
import type { Turn } from './machine.ts'
import type { Asked } from './watch-group.ts'

/** Tells those whom it concerns that rows changed, or that their time came. */
export interface RowTelling {
  /** One change of a feed that is judged. */
  tell(feed: FeedState, delta: RowDelta, onFloor: FloorChange, turn: Turn): void
  runDue(feeds: readonly FeedState[], turn: Turn): void
}

/** A row came on my floor, or left it. */
function tellMoved(feed: FeedState, row: Row, moved: 'added' | 'removed', turn: Turn): void {
  for (const watch of feed.watches) {
    if (!watch.followsFloor) continue
    if (moved === 'added') watch.rowChanged(row, turn)
    else watch.rowRemoved(row, 'offFloor', turn)
  }
}

export function createRowTelling(): RowTelling {
  // One for all: there are a few thousand a second.
  const asked: Asked = { delta: 0, monoMs: 0, isBusy: false }

  function tellChanged(feed: FeedState, { row, measures }: RowDelta, onFloor: FloorChange, turn: Turn): void {
    if (onFloor === 'added' || onFloor === 'removed') tellMoved(feed, row, onFloor, turn)
    const isOff = onFloor !== 'changed'
    asked.delta++
    asked.monoMs = turn.now.monoMs
    asked.isBusy = feed.busy.size > 0 && feed.busy.has(row.id)
    const { delta } = asked
    for (const name of measures) {
      const groups = feed.readers.get(name)
      if (!groups) continue
      for (const group of groups) {
        if ((isOff && group.followsFloor) || group.isCalm(row, asked)) continue
        for (const watch of group.watches) {
          if (watch.seen === delta || (watch.followsFloor && isOff)) continue
          watch.seen = delta
          watch.rowChanged(row, turn)
        }
      }
    }
  }

  return {
    tell(feed, delta, onFloor, turn) {
      const { row, kind } = delta
      if (kind === 'changed') tellChanged(feed, delta, onFloor, turn)
      else if (kind === 'removed') {
        const reason = feed.allRows.has(row.id) ? 'queueClosed' : 'rowGone'
        for (const watch of feed.watches)
          if (!watch.followsFloor || onFloor === 'removed') watch.rowRemoved(row, reason, turn)
      } else
        for (const watch of feed.watches) if (!watch.followsFloor || onFloor === 'added') watch.rowChanged(row, turn)
    },
    runDue(feeds, turn) {
      for (const feed of feeds) {
        for (const group of feed.elapsed) group.runDue(turn, ({ id }) => !feed.floor.rows.has(id))
      }
    }
  }
}
