import type { DisplayPlace } from '../../../../src/main/platform/window-place.ts'

const BAR = 40

/** A display of full HD at this place, with a bar at its foot. The first one is the primary. */
export function aDisplay(id: number, label: string, x: number, primary = id === 1): DisplayPlace {
  const bounds = { x, y: 0, width: 1920, height: 1080 }
  return { id, label, primary, bounds, workArea: { ...bounds, height: bounds.height - BAR } }
}
