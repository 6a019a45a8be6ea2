import { useState, type KeyboardEvent, type MouseEvent } from 'react'
import type { TableLine } from '../../core/table/table-index.ts'
import type { LiveIndex } from '../state/live-index.ts'
import { moveInGrid, type GridPlace, type GridSize } from './grid-keys.ts'

/** What the keyboard is at: it stays with its row or group when that moves, and at its line when it goes. */
interface Held {
  readonly line: TableLine | null
  readonly place: GridPlace
  /** Grows with every key that moved, so that the cell is brought into sight then and not whenever its row moves. */
  readonly moves: number
}

interface GridKeysInput {
  readonly live: LiveIndex
  readonly size: GridSize
  readonly onHead: (column: number) => void
  readonly onGroup: (group: string) => void
  readonly onRow?: ((id: string) => void) | undefined
  readonly show: (place: GridPlace) => void
}

export interface GridKeys {
  /** Null until the grid had the focus once. */
  readonly active: GridPlace | null
  readonly moves: number
  readonly onFocus: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onMouseDown: (event: MouseEvent) => void
}

function placeNow({ line, place }: Held, live: LiveIndex, size: GridSize): GridPlace {
  const column = Math.min(place.column, size.columns - 1)
  if (place.line < 0) return { line: -1, column }
  const found = line?.kind === 'row' ? live.lineOf(line.id) : line ? live.lineOfGroup(line.group) : -1
  return { line: found >= 0 ? found : Math.min(place.line, size.lines - 1), column }
}

/** The keyboard in a grid of which only a part is drawn: one tab stop, and the place kept here instead of by the browser. */
export function useGridKeys({ live, size, onHead, onGroup, onRow, show }: GridKeysInput): GridKeys {
  const [held, setHeld] = useState<Held | null>(null)
  const active = held && placeNow(held, live, size)

  function hold(place: GridPlace, moved = 0): void {
    setHeld({ place, moves: (held?.moves ?? 0) + moved, line: live.lines(place.line, place.line + 1)[0] ?? null })
  }
  return {
    active,
    moves: held?.moves ?? 0,
    onFocus() {
      if (!held) hold({ line: size.lines > 0 ? 0 : -1, column: 0 })
    },
    onKeyDown(event) {
      if (event.altKey || event.shiftKey) return
      const at = active ?? { line: -1, column: 0 }
      const next = moveInGrid(event.key, event.ctrlKey || event.metaKey, at, size)
      if (next) {
        event.preventDefault()
        hold(next, 1)
        show(next)
        return
      }
      if (event.key !== 'Enter' && event.key !== ' ') return
      event.preventDefault()
      if (at.line < 0) onHead(at.column)
      else if (held?.line?.kind === 'group') onGroup(held.line.group)
      else if (held?.line?.kind === 'row') onRow?.(held.line.id)
    },
    onMouseDown(event) {
      const cell = event.target instanceof Element ? event.target.closest('[data-column]') : null
      const row = cell?.closest('tr')
      if (!cell || !row) return
      const column = Number(cell.getAttribute('data-column'))
      const [id, group] = [row.getAttribute('data-row'), row.getAttribute('data-group')]
      const line = id !== null ? live.lineOf(id) : group !== null ? live.lineOfGroup(group) : -1
      hold({ line, column })
    }
  }
}
