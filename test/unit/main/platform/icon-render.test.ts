import type { NativeImage } from 'electron'
import { describe, expect, it } from 'vitest'
import { createLeastRecentCache } from '../../../../src/main/platform/icon-cache.ts'
import { rasterise } from '../../../../src/main/platform/icon-raster.ts'
import { createTrayIcons, trayForm, type TrayIconsDeps } from '../../../../src/main/platform/icon-render.ts'
import { createRecordingLogger } from '../recording-logger.ts'

interface FakeImage {
  readonly from: string
  template: boolean
  readonly widths: number[]
}

/** Width as the PNG's header tells it. */
const widthOf = (png: Buffer): number => png.readUInt32BE(16)

function createFakeImages() {
  const make = (from: string, widths: number[]): NativeImage => {
    const image: FakeImage & Record<string, unknown> = {
      from,
      widths,
      template: false,
      setTemplateImage: (on: boolean) => (image.template = on),
      addRepresentation: ({ buffer }: { buffer: Buffer }) => widths.push(widthOf(buffer))
    }
    return image as unknown as NativeImage
  }
  return {
    createFromPath: (path: string) => make(path, []),
    createFromBuffer: (png: Buffer) => make('drawn', [widthOf(png)])
  }
}

function setUp(extra: Partial<TrayIconsDeps> = {}) {
  const logger = createRecordingLogger()
  const loads: string[] = []
  const load = () => {
    loads.push('raster')
    return Promise.resolve({ rasterise })
  }
  const icons = createTrayIcons({
    ...{ images: createFakeImages(), form: trayForm('linux', 'KDE'), stockDir: '/tray', logger, load },
    ...extra
  })
  return { icons, logger, loads }
}
const seen = (image: NativeImage): FakeImage => image as unknown as FakeImage

describe('tray icons', () => {
  it('are at hand without a number and without loading the renderer', async () => {
    const { icons, loads } = setUp()
    expect(seen(icons.stock('ok', 'dark')).from).toBe('/tray/22/ok-dark.png')
    expect(icons.stock('ok', 'dark')).toBe(icons.stock('ok', 'dark'))
    expect(await icons.draw({ look: 'ok', count: '12', ground: 'dark' })).toBe(icons.stock('ok', 'dark'))
    expect(await icons.draw({ look: 'warning', count: '', ground: 'dark' })).toBe(icons.stock('warning', 'dark'))
    expect(await icons.draw({ look: 'critical', count: '', ground: 'dark' })).toBe(icons.stock('critical', 'dark'))
    expect(loads).toEqual([])
  })

  it('are drawn once per number in normal and double size', async () => {
    const { icons, loads } = setUp()
    const image = await icons.draw({ look: 'warning', count: '7', ground: 'light' })
    expect(seen(image)).toMatchObject({ from: 'drawn', widths: [22, 44], template: false })
    expect(await icons.draw({ look: 'warning', count: '7', ground: 'light' })).toBe(image)
    expect(loads).toHaveLength(1)
    const many = await icons.draw({ look: 'warning', count: '99+', ground: 'light' })
    expect(await icons.draw({ look: 'warning', count: '99+', ground: 'light' })).toBe(many)
  })

  it('come to Windows as one file of all sizes, and with a number at every scale of its displays', async () => {
    const { icons } = setUp({ form: trayForm('windows', '') })
    expect(seen(icons.stock('critical', 'light')).from).toBe('/tray/ico/critical-light.ico')
    const image = await icons.draw({ look: 'critical', count: '7', ground: 'light' })
    expect(seen(image)).toMatchObject({ from: 'drawn', widths: [16, 20, 24, 32, 48] })
  })

  it.each([
    ['ubuntu:GNOME', 24],
    ['GNOME', 24],
    ['KDE', 22],
    ['XFCE', 22],
    ['', 22]
  ])('are drawn on Linux as the bar of "%s" has room: %i px', async (desktop, sizePx) => {
    const { icons } = setUp({ form: trayForm('linux', desktop) })
    expect(seen(icons.stock('ok', 'dark')).from).toBe(`/tray/${sizePx}/ok-dark.png`)
    const image = await icons.draw({ look: 'warning', count: '7', ground: 'dark' })
    expect(seen(image).widths).toEqual([sizePx, sizePx * 2])
  })

  it('are marked as templates where the system colours them', async () => {
    const { icons } = setUp({ form: trayForm('macos', '') })
    expect(seen(icons.stock('stale', 'template')).template).toBe(true)
    const image = seen(await icons.draw({ look: 'critical', count: '3', ground: 'template' }))
    expect(image).toMatchObject({ widths: [16, 32], template: true })
  })

  it('go without their number where drawing does not work, and say so', async () => {
    let broken = true
    const load = () => (broken ? Promise.reject(new Error('no native module')) : Promise.resolve({ rasterise }))
    const { icons, logger } = setUp({ load })
    expect(await icons.draw({ look: 'critical', count: '3', ground: 'dark' })).toBe(icons.stock('critical', 'dark'))
    expect(logger.lines).toHaveLength(1)
    broken = false
    expect(seen(await icons.draw({ look: 'critical', count: '3', ground: 'dark' })).from).toBe('drawn')
  })
})

describe('the cache', () => {
  it('keeps what was wanted last and forgets the rest', () => {
    const made: string[] = []
    const cache = createLeastRecentCache<string>(2)
    const get = (key: string) => cache.get(key, () => (made.push(key), key.toUpperCase()))
    expect(['a', 'b', 'a', 'c', 'a', 'b'].map(get)).toEqual(['A', 'B', 'A', 'C', 'A', 'B'])
    expect(made).toEqual(['a', 'b', 'c', 'b'])
  })
})
