/** A cell of a grid. Line -1 is the head. */
export interface GridPlace {
  readonly line: number
  readonly column: number
}

export interface GridSize {
  readonly lines: number
  readonly columns: number
  /** Lines that one page down goes. */
  readonly page: number
}

const HEAD = -1

/** Where a key leads, undefined for a key that leads nowhere. As the grid pattern of WAI-ARIA says. */
export function moveInGrid(key: string, ctrl: boolean, from: GridPlace, size: GridSize): GridPlace | undefined {
  const last = size.lines - 1
  const line = (to: number): GridPlace => ({ ...from, line: Math.max(HEAD, Math.min(last, to)) })
  const column = (to: number): GridPlace => ({ ...from, column: Math.max(0, Math.min(size.columns - 1, to)) })
  switch (key) {
    case 'ArrowUp':
      return line(from.line - 1)
    case 'ArrowDown':
      return line(from.line + 1)
    case 'ArrowLeft':
      return column(from.column - 1)
    case 'ArrowRight':
      return column(from.column + 1)
    case 'PageUp':
      // Not into the head from the middle of a page.
      return from.line <= 0 ? line(HEAD) : line(Math.max(0, from.line - size.page))
    case 'PageDown':
      return line(from.line + size.page)
    case 'Home':
      return ctrl ? { line: Math.min(0, last), column: 0 } : column(0)
    case 'End':
      return ctrl ? { line: last, column: size.columns - 1 } : column(size.columns - 1)
    default:
      return undefined
  }
}
