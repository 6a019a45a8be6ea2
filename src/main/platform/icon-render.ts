import { join } from 'node:path'
import type { NativeImage, nativeImage } from 'electron'
import type { Logger } from '../../core/ports/logger.ts'
import type { TrayLook } from '../app/tray-model.ts'
import { createLeastRecentCache } from './icon-cache.ts'
import { trayIconSvg, type IconGround, type IconSpec } from './icon-svg.ts'
import type { System } from './system.ts'

/** What a system's tray wants: which file of a look, and at which scales of the display a drawn one is needed. */
export interface TrayForm {
  /** Side in device-independent pixels, as the system's bars are drawn for. */
  readonly sizePx: 16 | 22 | 24
  readonly scales: readonly number[]
  /** `ico` holds all sizes in one file, and the system takes the one that fits the display. */
  readonly file: 'png' | 'ico'
}

/** Sides in an ICO file: those of Windows at 100, 125, 150, 200 and 300 %. */
export const ICO_SIZES = [16, 20, 24, 32, 48] as const
/** Sides of PNG files; each has one of double size beside it. */
export const PNG_SIZES = [16, 22, 24] as const satisfies readonly TrayForm['sizePx'][]

/** `desktop`: what `XDG_CURRENT_DESKTOP` says, names divided by colons. GNOME's bar draws icons at 24 px, others at 22. */
export function trayForm(system: System, desktop: string): TrayForm {
  switch (system) {
    case 'windows':
      return { sizePx: 16, scales: ICO_SIZES.map((side) => side / 16), file: 'ico' }
    case 'macos':
      return { sizePx: 16, scales: [1, 2], file: 'png' }
    case 'linux': {
      const isGnome = desktop.split(':').some((name) => /^(?:gnome|ubuntu|unity)/i.test(name))
      return { sizePx: isGnome ? 24 : 22, scales: [1, 2], file: 'png' }
    }
  }
}

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
  readonly form: TrayForm
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

/** File below `resources/tray` of a look without a number. */
export function stockFile(look: TrayLook, ground: IconGround, { sizePx, file }: Omit<TrayForm, 'scales'>): string {
  return file === 'ico' ? join('ico', `${look}-${ground}.ico`) : join(String(sizePx), `${look}-${ground}.png`)
}

export function createTrayIcons({ images, form, stockDir, logger, ...deps }: TrayIconsDeps): TrayIcons {
  const load = deps.load ?? (() => import('./icon-raster.ts'))
  const stocked = createLeastRecentCache<NativeImage>(CACHED)
  const drawn = createLeastRecentCache<Promise<NativeImage>>(CACHED)

  const stock: TrayIcons['stock'] = (look, ground) =>
    stocked.get(`${look} ${ground}`, () =>
      // Electron finds the @2x file beside a PNG.
      marked(images.createFromPath(join(stockDir, stockFile(look, ground, form))), ground)
    )

  async function render(spec: IconSpec): Promise<NativeImage> {
    const raster = await load()
    const svg = trayIconSvg(spec)
    const at = (scaleFactor: number) => ({
      scaleFactor,
      buffer: raster.rasterise(svg, Math.round(form.sizePx * scaleFactor)).png
    })
    const [first = 1, ...others] = form.scales
    const { buffer } = at(first)
    const image = images.createFromBuffer(buffer, { scaleFactor: first })
    for (const scaleFactor of others) image.addRepresentation(at(scaleFactor))
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
