import { join } from 'node:path'
import type { NativeImage, nativeImage } from 'electron'
import type { Logger } from '../../core/ports/logger.ts'
import type { TrayLook } from '../app/tray-model.ts'
import { createLeastRecentCache } from './icon-cache.ts'
import { trayIconSvg, type IconGround, type IconSpec } from './icon-svg.ts'

/** Side of a tray icon in device-independent pixels, as the system's bars are drawn for. */
export type IconSize = 16 | 22

/** About 2 looks with a number in 2 themes; each entry holds a few kilobytes. */
const CACHED = 64

export interface TrayIcons {
  /** Ready at once: the look without a number, out of a file made at build time. */
  stock(look: TrayLook, ground: IconGround): NativeImage
  /** With its number. Falls back to `stock` when drawing does not work on this machine. */
  draw(spec: IconSpec): Promise<NativeImage>
}

export interface TrayIconsDeps {
  readonly images: Pick<typeof nativeImage, 'createFromPath' | 'createFromBuffer'>
  readonly sizePx: IconSize
  /** `resources/tray`. */
  readonly stockDir: string
  readonly logger: Logger
  /** Loads the renderer at the first number, not before. */
  readonly load?: () => Promise<{ rasterise(svg: string, sizePx: number): { readonly png: Buffer } }>
}

const marked = (image: NativeImage, ground: IconGround): NativeImage => {
  if (ground === 'template') image.setTemplateImage(true)
  return image
}

export function stockFile(look: TrayLook, ground: IconGround, sizePx: IconSize, scale: 1 | 2): string {
  return join(String(sizePx), `${look}-${ground}${scale === 2 ? '@2x' : ''}.png`)
}

export function createTrayIcons({ images, sizePx, stockDir, logger, ...deps }: TrayIconsDeps): TrayIcons {
  const load = deps.load ?? (() => import('./icon-raster.ts'))
  const stocked = createLeastRecentCache<NativeImage>(CACHED)
  const drawn = createLeastRecentCache<Promise<NativeImage>>(CACHED)

  const stock: TrayIcons['stock'] = (look, ground) =>
    stocked.get(`${look} ${ground}`, () =>
      // Electron finds the @2x file beside it.
      marked(images.createFromPath(join(stockDir, stockFile(look, ground, sizePx, 1))), ground)
    )

  async function render(spec: IconSpec): Promise<NativeImage> {
    const raster = await load()
    const svg = trayIconSvg(spec)
    const image = images.createFromBuffer(raster.rasterise(svg, sizePx).png, { scaleFactor: 1 })
    image.addRepresentation({ scaleFactor: 2, buffer: raster.rasterise(svg, sizePx * 2).png })
    return marked(image, spec.ground)
  }

  return {
    stock,
    draw(spec) {
      const numbered = spec.look === 'warning' || spec.look === 'critical'
      if (spec.count === '' || !numbered) return Promise.resolve(stock(spec.look, spec.ground))
      const key = `${spec.look} ${spec.ground} ${spec.count}`
      return drawn.get(key, () =>
        render(spec).catch((error: unknown) => {
          logger.error('tray icon not drawn, shown without its number', { error })
          drawn.drop(key)
          return stock(spec.look, spec.ground)
        })
      )
    }
  }
}
