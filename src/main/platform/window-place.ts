export interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A display as windows are placed on it; units are those of the system's desktop. */
export interface DisplayPlace {
  /** The system's own; another one after some restarts. */
  readonly id: number
  /** As the system calls it; may be empty. */
  readonly label: string
  readonly primary: boolean
  readonly bounds: Bounds
  /** Without bars. */
  readonly workArea: Bounds
}

/** Room kept between the panel and the icon or an edge. */
const GAP = 8

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high))

function overlap(a: Bounds, b: Bounds): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return width > 0 && height > 0 ? width * height : 0
}

/**
 * Where a window goes that was at `place` before: wholly inside the work area it has most of, no larger than that; in the middle of
 * the primary display when none of it would be seen. Undefined where there is no display.
 */
export function clampPlace(place: Bounds, displays: readonly DisplayPlace[]): Bounds | undefined {
  const [most] = [...displays].sort((a, b) => overlap(place, b.workArea) - overlap(place, a.workArea))
  if (!most) return undefined
  const isSeen = overlap(place, most.workArea) > 0
  const area = (isSeen ? most : (primaryDisplay(displays) ?? most)).workArea
  const width = Math.min(place.width, area.width)
  const height = Math.min(place.height, area.height)
  const x = isSeen ? place.x : area.x + (area.width - width) / 2
  const y = isSeen ? place.y : area.y + (area.height - height) / 2
  return {
    x: Math.round(clamp(x, area.x, area.x + area.width - width)),
    y: Math.round(clamp(y, area.y, area.y + area.height - height)),
    width: Math.round(width),
    height: Math.round(height)
  }
}

/** A display that was chosen before, by its id, else by its name; undefined when it is not connected. */
export function findDisplay(
  displays: readonly DisplayPlace[],
  chosen: { readonly id: number; readonly label: string }
): DisplayPlace | undefined {
  const byId = displays.find(({ id, label }) => id === chosen.id && label === chosen.label)
  const byLabel = displays.find(({ label }) => label !== '' && label === chosen.label)
  return byId ?? byLabel ?? displays.find(({ id }) => id === chosen.id)
}

/** The first one where the system names no primary display. */
export function primaryDisplay(displays: readonly DisplayPlace[]): DisplayPlace | undefined {
  return displays.find(({ primary }) => primary) ?? displays[0]
}

/**
 * Where the panel goes: beside the tray icon on whichever edge its bar lies, centred on the icon, wholly inside the work area and
 * never taller than it.
 */
export function placePanel(
  tray: Bounds,
  work: Bounds,
  wanted: { readonly width: number; readonly height: number }
): Bounds {
  const width = Math.min(wanted.width, work.width)
  const height = Math.min(wanted.height, work.height)
  const middle = { x: tray.x + tray.width / 2, y: tray.y + tray.height / 2 }
  const distances = {
    top: middle.y - work.y,
    bottom: work.y + work.height - middle.y,
    left: middle.x - work.x,
    right: work.x + work.width - middle.x
  }
  const nearest = Math.min(...Object.values(distances))
  let x = middle.x - width / 2
  let y = middle.y - height / 2
  if (nearest === distances.bottom) y = Math.min(tray.y, work.y + work.height) - height - GAP
  else if (nearest === distances.top) y = Math.max(tray.y + tray.height, work.y) + GAP
  else if (nearest === distances.left) x = Math.max(tray.x + tray.width, work.x) + GAP
  else x = Math.min(tray.x, work.x + work.width) - width - GAP
  return {
    x: Math.round(clamp(x, work.x, work.x + work.width - width)),
    y: Math.round(clamp(y, work.y, work.y + work.height - height)),
    width: Math.round(width),
    height: Math.round(height)
  }
}
