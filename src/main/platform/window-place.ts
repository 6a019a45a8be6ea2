export interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Room kept between the panel and the icon or an edge. */
const GAP = 8

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high))

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
