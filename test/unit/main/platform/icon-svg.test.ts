import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rasterise } from '../../../../src/main/platform/icon-raster.ts'
import { ICO_SIZES, PNG_SIZES, stockFile } from '../../../../src/main/platform/icon-render.ts'
import { appIconSvg, TRAY_LOOKS, trayIconSvg, type IconGround } from '../../../../src/main/platform/icon-svg.ts'
import type { TrayLook } from '../../../../src/main/app/tray-model.ts'

type Rgb = readonly [number, number, number]

const PANELS: Record<string, Rgb> = { light: [0xf4, 0xf5, 0xf7], mid: [0x8b, 0x91, 0x9c], dark: [0x20, 0x24, 0x2c] }
/** Every side in pixels that a tray asks for. */
const SIZES = [16, 20, 22, 24, 32, 48] as const
/** Mean difference in lightness, of 1, that makes two shapes different ones. */
const APART = 0.1
const COUNTS: readonly (readonly [TrayLook, string])[] = [
  ...TRAY_LOOKS.map((look) => [look, ''] as const),
  ...(['warning', 'critical'] as const).flatMap((look) =>
    ['1', '8', '27', '99', '99+', '480', '12k'].map((count) => [look, count] as const)
  )
]

const linear = (channel: number): number => {
  const share = channel / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}
const luminance = ([r, g, b]: Rgb): number => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
const contrast = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)

/** Luminance of each pixel of the icon laid over a panel. */
function over(svg: string, panel: Rgb, sizePx: number): number[] {
  const { pixels } = rasterise(svg, sizePx)
  return Array.from({ length: sizePx * sizePx }, (_none, index) => {
    const [r, g, b, a] = pixels.subarray(index * 4, index * 4 + 4) as unknown as [number, number, number, number]
    const mix = (front: number, back: number): number => (front * a + back * (255 - a)) / 255
    return luminance([mix(r, panel[0]), mix(g, panel[1]), mix(b, panel[2])])
  })
}

/** Perceived lightness, 0 to 1, so that a distance means the same in the dark and in the light. */
const lightness = (y: number): number => Math.cbrt(y)

/** Mean difference in lightness over the pixels that either icon covers. */
function greyDistance(a: readonly number[], b: readonly number[], ground: number): number {
  const touched = a.flatMap((y, index) => {
    const other = b[index]!
    const isGround = Math.abs(y - ground) < 1e-3 && Math.abs(other - ground) < 1e-3
    return isGround ? [] : [Math.abs(lightness(y) - lightness(other))]
  })
  return touched.reduce((sum, one) => sum + one, 0) / touched.length
}

describe('every look, with and without a number', () => {
  const cases = (['light', 'dark'] as const).flatMap((ground) =>
    Object.keys(PANELS).flatMap((panel) => COUNTS.map(([look, count]) => [look, count, ground, panel] as const))
  )

  it.each(cases)('%s %s drawn for %s is seen on a %s panel', (look, count, ground, panel) => {
    const back = luminance(PANELS[panel]!)
    for (const sizePx of SIZES) {
      const pixels = over(trayIconSvg({ look, count, ground }), PANELS[panel]!, sizePx)
      const strong = pixels.filter((y) => contrast(y, back) >= 3).length
      // 8 % of the square is about what the thin line around a sign covers by itself.
      expect(strong / pixels.length, `${sizePx} px`).toBeGreaterThan(0.08)
    }
  })

  it.each(SIZES)('is told from every other in greyscale at %i px, on every panel', (sizePx) => {
    for (const ground of ['light', 'dark'] as const) {
      for (const [name, panel] of Object.entries(PANELS)) {
        const drawn = TRAY_LOOKS.map(
          (look) => [look, over(trayIconSvg({ look, count: '', ground }), panel, sizePx)] as const
        )
        for (const [look, pixels] of drawn) {
          for (const [other, others] of drawn) {
            if (look >= other) continue
            const distance = greyDistance(pixels, others, luminance(panel))
            expect(distance, `${look} and ${other} for ${ground} on ${name}`).toBeGreaterThan(APART)
          }
        }
      }
    }
  })
})

describe('the number', () => {
  it.each(['warning', 'critical'] as const)('changes the picture of %s for each number there is room for', (look) => {
    const seen = new Set<string>()
    const texts = [...Array.from({ length: 100 }, (_none, count) => String(count)), '99+', '480', '1k', '12k']
    for (const count of texts) {
      seen.add(rasterise(trayIconSvg({ look, count, ground: 'dark' }), 22).pixels.toString('base64'))
    }
    expect(seen.size).toBe(texts.length)
  })

  it('has figures that differ clearly from each other at 22 px', () => {
    const figures = Array.from({ length: 9 }, (_none, index) =>
      over(trayIconSvg({ look: 'critical', count: String(index + 1), ground: 'dark' }), PANELS['dark']!, 22)
    )
    for (const [index, one] of figures.entries()) {
      for (const other of figures.slice(index + 1)) {
        const changed = one.filter((y, at) => Math.abs(lightness(y) - lightness(other[at]!)) > 0.25).length
        expect(changed).toBeGreaterThanOrEqual(6)
      }
    }
  })

  it('stands off its area by 4.5 : 1', () => {
    const hex = (text: string): Rgb => [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16)) as unknown as Rgb
    for (const look of ['warning', 'critical', 'ok'] as const) {
      const svg = trayIconSvg({ look, count: look === 'ok' ? '' : '5', ground: 'dark' })
      const area = /<g fill="(#[0-9a-f]{6})"/.exec(svg)![1]!
      const sign = /fill="none" stroke="(#[0-9a-f]{6})"/.exec(svg)![1]!
      expect(contrast(luminance(hex(area)), luminance(hex(sign))), look).toBeGreaterThanOrEqual(4.5)
    }
  })
})

describe('a template', () => {
  it.each(COUNTS)('of %s %s is black and clear only', (look, count) => {
    const { pixels } = rasterise(trayIconSvg({ look, count, ground: 'template' }), 32)
    let opaque = 0
    for (let at = 0; at < pixels.length; at += 4) {
      if (pixels[at + 3] === 0) continue
      opaque += 1
      expect([pixels[at], pixels[at + 1], pixels[at + 2]]).toEqual([0, 0, 0])
    }
    expect(opaque).toBeGreaterThan(100)
  })

  // The system paints it black or white, whichever its bar needs.
  it.each(SIZES)('is seen on every bar at %i px, and told from every other', (sizePx) => {
    for (const [name, panel] of Object.entries(PANELS)) {
      const back = luminance(panel)
      const ink = name === 'dark' ? 255 : 0
      const drawn = TRAY_LOOKS.map((look) => {
        const { pixels } = rasterise(trayIconSvg({ look, count: '', ground: 'template' }), sizePx)
        const tinted = Array.from({ length: sizePx * sizePx }, (_none, index) => {
          const alpha = (pixels[index * 4 + 3] ?? 0) / 255
          return luminance(panel.map((channel) => ink * alpha + channel * (1 - alpha)) as unknown as Rgb)
        })
        return [look, tinted] as const
      })
      for (const [look, pixels] of drawn) {
        const strong = pixels.filter((y) => contrast(y, back) >= 3).length
        expect(strong / pixels.length, `${look} on ${name}`).toBeGreaterThan(0.08)
        for (const [other, others] of drawn) {
          if (look >= other) continue
          expect(greyDistance(pixels, others, back), `${look} and ${other} on ${name}`).toBeGreaterThan(APART)
        }
      }
    }
  })
})

/** The pictures of an ICO file: side and pixels as red, green, blue, alpha. */
function readIco(file: Buffer): { readonly sizePx: number; readonly pixels: Buffer }[] {
  expect([file.readUInt16LE(0), file.readUInt16LE(2)]).toEqual([0, 1])
  let expected = 6 + 16 * file.readUInt16LE(4)
  const pictures = Array.from({ length: file.readUInt16LE(4) }, (_none, index) => {
    const entry = file.subarray(6 + 16 * index, 22 + 16 * index)
    const sizePx = entry.readUInt8(0)
    expect([entry.readUInt8(1), entry.readUInt16LE(4), entry.readUInt16LE(6)]).toEqual([sizePx, 1, 32])
    const [length, offset] = [entry.readUInt32LE(8), entry.readUInt32LE(12)]
    expect(offset).toBe(expected)
    expected += length
    const bitmap = file.subarray(offset, offset + length)
    // Header, side, twice the height since a mask follows, one plane, 32 bits, not compressed.
    expect([0, 4, 8].map((at) => bitmap.readInt32LE(at))).toEqual([40, sizePx, sizePx * 2])
    expect([bitmap.readUInt16LE(12), bitmap.readUInt16LE(14), bitmap.readUInt32LE(16)]).toEqual([1, 32, 0])
    expect(length).toBe(40 + sizePx * sizePx * 4 + sizePx * Math.ceil(sizePx / 32) * 4)
    const pixels = Buffer.alloc(sizePx * sizePx * 4)
    for (let y = 0; y < sizePx; y += 1) {
      for (let x = 0; x < sizePx; x += 1) {
        const [b, g, r, a] = bitmap.subarray(40 + ((sizePx - 1 - y) * sizePx + x) * 4) as unknown as number[]
        pixels.set([r!, g!, b!, a!], (y * sizePx + x) * 4)
      }
    }
    return { sizePx, pixels }
  })
  expect(file.length).toBe(expected)
  return pictures
}

describe('the stock pictures', () => {
  const grounds: readonly IconGround[] = ['light', 'dark', 'template']
  const resources = join(import.meta.dirname, '../../../../resources')
  const cases = TRAY_LOOKS.flatMap((look) => grounds.map((ground) => [look, ground] as const))
  const again = 'run: node scripts/make-icons.mjs'

  it.each(cases)('show %s for %s as it is drawn today, in single and double size', (look, ground) => {
    const svg = trayIconSvg({ look, count: '', ground })
    for (const sizePx of PNG_SIZES) {
      const file = join(resources, 'tray', stockFile(look, ground, { sizePx, file: 'png' }))
      expect(readFileSync(file).equals(rasterise(svg, sizePx).png), again).toBe(true)
      expect(readFileSync(file.replace('.png', '@2x.png')).equals(rasterise(svg, sizePx * 2).png), again).toBe(true)
    }
  })

  it.each(cases.filter(([, ground]) => ground !== 'template'))(
    'show %s for %s in one ICO file from 16 to 48 px, pixel for pixel',
    (look, ground) => {
      const svg = trayIconSvg({ look, count: '', ground })
      const file = join(resources, 'tray', stockFile(look, ground, { sizePx: 16, file: 'ico' }))
      const pictures = readIco(readFileSync(file))
      expect(pictures.map(({ sizePx }) => sizePx)).toEqual([...ICO_SIZES])
      for (const { sizePx, pixels } of pictures) {
        expect(pixels.equals(rasterise(svg, sizePx).pixels), `${again} (${sizePx} px)`).toBe(true)
      }
    }
  )

  it('hold the application icon as it is drawn today', () => {
    expect(readFileSync(join(resources, 'icon.png')).equals(rasterise(appIconSvg(), 512).png)).toBe(true)
  })
})
