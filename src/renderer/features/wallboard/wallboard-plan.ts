import { COLUMNS, type Tile, type TileName } from '../../../core/overview/layout.ts'

/** In units of the board, `--u` of `wallboard.module.css`, which has the same ones. */
const HEAD = 8
const HEADLINE = 17
/** Two rows of numbers. */
const HEADLINE_UPRIGHT = 31.4
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

/** Wider than high: the unit is a hundredth of the height. */
const LYING = { upright: false, units: 100 } as const

export interface WallboardShape {
  /** Higher than wide: each tile has a row of its own. */
  readonly upright: boolean
  /** How many units the screen is high. */
  readonly units: number
}

/** What `wallboard.module.css` makes of a screen of this size, in pixels. */
export function wallboardShape(width: number, height: number): WallboardShape {
  if (width > height || width === 0) return LYING
  return { upright: true, units: Math.max(height / (width * 0.011), 125) }
}

/**
 * The tiles of the overview on a screen that does not scroll: in their order, each row filled to its end, the rows sharing what height
 * there is.
 */
export function planWallboard(
  shown: readonly Tile<TileName>[],
  { upright, units }: WallboardShape = LYING
): WallboardPlan {
  const rows: { id: TileName; width: number }[][] = []
  let room = 0
  for (const { id, width } of shown) {
    if (id === 'headline') continue
    if (upright || width > room) {
      rows.push([])
      room = COLUMNS
    }
    // A whole row of an upright screen is as wide as two columns of a lying one.
    rows.at(-1)?.push({ id, width: upright ? Math.min(width, 2) : width })
    room -= width
  }
  // What is left of a row goes to its last tile: on a wall nothing stays empty.
  for (const row of upright ? [] : rows) {
    const last = row.at(-1)
    if (last) last.width += COLUMNS - row.reduce((sum, { width }) => sum + width, 0)
  }
  const isShort = (row: (typeof rows)[number]): boolean => row.every(({ id }) => id === 'agents')
  const withHeadline = shown.some(({ id }) => id === 'headline')
  const short = rows.filter(isShort).length
  const long = rows.length - short
  const gaps = GAP * (rows.length + (withHeadline ? 2 : 1) + 1)
  const headline = withHeadline ? (upright ? HEADLINE_UPRIGHT : HEADLINE) : 0
  const height = units - HEAD - headline - gaps - short * SHORT
  return {
    withHeadline,
    tiles: rows.flat(),
    rows: rows.map((row) => (isShort(row) ? `calc(${SHORT} * var(--u))` : 'minmax(0, 1fr)')),
    lines: long === 0 ? 1 : Math.max(1, Math.floor((height / long - TILE_HEAD) / LINE))
  }
}
