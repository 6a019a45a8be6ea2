/** What the overview can show, in the order and width (columns of three) of the beginning. */
const AT_FIRST = {
  headline: 3,
  queues: 2,
  alerts: 1,
  agents: 3,
  agentList: 2,
  targets: 1
} as const

export type TileName = keyof typeof AT_FIRST
export const COLUMNS = 3
/** More than any version has tiles for. */
export const TILES_AT_MOST = 24

export interface Tile<Id extends string = string> {
  readonly id: Id
  /** Columns of the three that it takes. */
  readonly width: number
  readonly hidden: boolean
}

/** As it is kept. No tiles: as at the beginning. Tiles of another version may be among them. */
export interface OverviewLayout {
  readonly tiles: readonly Tile[]
}

export const AS_AT_FIRST: OverviewLayout = { tiles: [] }

const isTileName = (id: string): id is TileName => Object.hasOwn(AT_FIRST, id)
const isKnown = (tile: Tile): tile is Tile<TileName> => isTileName(tile.id)
export const TILE_NAMES: readonly TileName[] = Object.keys(AT_FIRST).filter(isTileName)
/** There is always room for the tiles of this version. */
const FOREIGN_AT_MOST = TILES_AT_MOST - TILE_NAMES.length

const clampWidth = (width: number): number => Math.max(1, Math.min(Math.round(width), COLUMNS))

/**
 * The whole arrangement: each tile of this version exactly once, those of another version where they stood. A tile that is not in
 * `kept` comes behind the one it follows at the beginning.
 */
export function completeLayout(kept: OverviewLayout): readonly Tile[] {
  const seen = new Set<string>()
  const tiles: Tile[] = []
  let foreign = 0
  for (const tile of kept.tiles) {
    if (seen.has(tile.id) || (!isKnown(tile) && foreign === FOREIGN_AT_MOST)) continue
    seen.add(tile.id)
    if (!isKnown(tile)) foreign += 1
    tiles.push(isKnown(tile) ? { ...tile, width: clampWidth(tile.width) } : tile)
  }
  for (const [index, id] of TILE_NAMES.entries()) {
    if (seen.has(id)) continue
    const before = tiles.findIndex((tile) => tile.id === TILE_NAMES[index - 1])
    tiles.splice(before + 1, 0, { id, width: AT_FIRST[id], hidden: false })
  }
  return tiles
}

/** Tiles to show, in their order. */
export function shownTiles(layout: OverviewLayout): readonly Tile<TileName>[] {
  return completeLayout(layout)
    .filter(isKnown)
    .filter(({ hidden }) => !hidden)
}

/** Tiles of this version that were hidden. */
export function hiddenTiles(layout: OverviewLayout): readonly TileName[] {
  return completeLayout(layout)
    .filter(isKnown)
    .filter(({ hidden }) => hidden)
    .map(({ id }) => id)
}

/** Puts a shown tile at a place among the shown ones, counted from 0; beyond either end is that end. */
export function moveTile(layout: OverviewLayout, id: TileName, place: number): OverviewLayout {
  const tiles = completeLayout(layout)
  const moved = tiles.find((tile) => tile.id === id)
  const others = shownTiles(layout).filter((tile) => tile.id !== id)
  if (!moved || moved.hidden) return layout
  const next = others[Math.max(0, place)]
  const rest = tiles.filter((tile) => tile.id !== id)
  const last = others.at(-1)
  // Behind the last shown one, not behind hidden ones that follow it: they stay where they were.
  const at = next
    ? rest.findIndex((tile) => tile.id === next.id)
    : last
      ? rest.findIndex((tile) => tile.id === last.id) + 1
      : 0
  return { tiles: [...rest.slice(0, at), moved, ...rest.slice(at)] }
}

function changeTile(layout: OverviewLayout, id: TileName, change: (tile: Tile) => Tile): OverviewLayout {
  return { tiles: completeLayout(layout).map((tile) => (tile.id === id ? change(tile) : tile)) }
}

/** Wider (1) or narrower (-1) by so many columns, within what there is. */
export function widenTile(layout: OverviewLayout, id: TileName, by: number): OverviewLayout {
  return changeTile(layout, id, (tile) => ({ ...tile, width: clampWidth(tile.width + by) }))
}

export function hideTile(layout: OverviewLayout, id: TileName, hidden: boolean): OverviewLayout {
  return changeTile(layout, id, (tile) => ({ ...tile, hidden }))
}
