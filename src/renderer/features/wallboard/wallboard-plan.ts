import { COLUMNS, type Tile, type TileName } from '../../../core/overview/layout.ts'

/** Shares of the screen's height, in hundredths. `wallboard.module.css` has the same ones. */
const HEAD = 8
const HEADLINE = 17
const GAP = 1.4
/** A row of tiles that show no list. */
const SHORT = 12
const TILE_HEAD = 6
const LINE = 4.6

export interface WallboardPlan {
  readonly withHeadline: boolean
  /** Without the headline, which always has a row of its own at the top. */
  readonly tiles: readonly { readonly id: TileName; readonly width: number }[]
  /** Heights of the rows below the headline, as a grid has them. */
  readonly rows: readonly string[]
  /** How many lines stand below each other in a tile with a list. */
  readonly lines: number
}

/**
 * The tiles of the overview on a screen that does not scroll: in their order, each row filled to its end, the rows sharing what height
 * there is.
 */
export function planWallboard(shown: readonly Tile<TileName>[]): WallboardPlan {
  const rows: { id: TileName; width: number }[][] = []
  let room = 0
  for (const { id, width } of shown) {
    if (id === 'headline') continue
    if (width > room) {
      rows.push([])
      room = COLUMNS
    }
    rows.at(-1)?.push({ id, width })
    room -= width
  }
  // What is left of a row goes to its last tile: on a wall nothing stays empty.
  for (const row of rows) {
    const last = row.at(-1)
    if (last) last.width += COLUMNS - row.reduce((sum, { width }) => sum + width, 0)
  }
  const isShort = (row: (typeof rows)[number]): boolean => row.every(({ id }) => id === 'agents')
  const withHeadline = shown.some(({ id }) => id === 'headline')
  const short = rows.filter(isShort).length
  const long = rows.length - short
  const gaps = GAP * (rows.length + (withHeadline ? 2 : 1) + 1)
  const height = 100 - HEAD - (withHeadline ? HEADLINE : 0) - gaps - short * SHORT
  return {
    withHeadline,
    tiles: rows.flat(),
    rows: rows.map((row) => (isShort(row) ? `${SHORT}vh` : 'minmax(0, 1fr)')),
    lines: long === 0 ? 1 : Math.max(1, Math.floor((height / long - TILE_HEAD) / LINE))
  }
}
