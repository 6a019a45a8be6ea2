import { Resvg } from '@resvg/resvg-js'

export interface Raster {
  readonly png: Buffer
  /** Four bytes a pixel: red, green, blue, alpha; not premultiplied. */
  readonly pixels: Buffer
}

/** Draws SVG text `sizePx` wide. Load this module only when needed: the native renderer costs start-up time and memory. */
export function rasterise(svg: string, sizePx: number): Raster {
  const image = new Resvg(svg, { fitTo: { mode: 'width', value: sizePx }, font: { loadSystemFonts: false } }).render()
  return { png: image.asPng(), pixels: image.pixels }
}
