import { rasterise } from '../../../src/main/platform/icon-raster.ts'
import { trayIconSvg } from '../../../src/main/platform/icon-svg.ts'
import type { TrayPicture } from './tray-item.ts'

/** What a person sees of a tray icon without any colour. */
export type Shape = 'disc' | 'triangle' | 'octagon' | 'hourglass' | 'something else'

const OPAQUE = 128

/** How much of the square's width is covered at this height, both from 0 to 1. */
function coveredAt({ rgba, width, height }: TrayPicture, share: number): number {
  const first = Math.round(share * (height - 1)) * width
  let covered = 0
  for (let x = 0; x < width; x += 1) if ((rgba[(first + x) * 4 + 3] ?? 0) >= OPAQUE) covered += 1
  return covered / width
}

/** Told by the outline alone. */
export function shapeOf(picture: TrayPicture): Shape {
  const [top, middle, bottom] = [0.12, 0.5, 0.85].map((share) => coveredAt(picture, share)) as [number, number, number]
  if (middle < top * 0.7 && middle < bottom * 0.7) return 'hourglass'
  if (top + 0.15 < middle && middle + 0.15 < bottom) return 'triangle'
  if (top < middle && bottom < middle) return middle > 0.92 ? 'octagon' : 'disc'
  return 'something else'
}

function distance(a: Buffer, b: Buffer): number {
  let sum = 0
  for (let at = 0; at < a.length; at += 1) sum += Math.abs((a[at] ?? 0) - (b[at] ?? 0))
  return sum
}

/** The number from 1 to 99 that is drawn in the picture, read by comparing it with each; null: it looks more like the one without. */
export function numberIn(picture: TrayPicture, look: 'warning' | 'critical'): number | null {
  const away = (count: number | null): number =>
    distance(
      picture.rgba,
      rasterise(trayIconSvg({ look, count: count === null ? '' : String(count), ground: 'dark' }), picture.width).pixels
    )
  let best = { count: null as number | null, away: away(null) }
  for (let count = 1; count < 100; count += 1) {
    const next = { count, away: away(count) }
    if (next.away < best.away) best = next
  }
  return best.count
}
