import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { rasterise } from '../../../../src/main/platform/icon-raster.ts'
import { stockFile } from '../../../../src/main/platform/icon-render.ts'
import { appIconSvg, TRAY_LOOKS, trayIconSvg, type IconGround } from '../../../../src/main/platform/icon-svg.ts'
import type { TrayLook } from '../../../../src/main/app/tray-model.ts'

type Rgb = readonly [number, number, number]

const PANELS: Record<string, Rgb> = { light: [0xf4, 0xf5, 0xf7], mid: [0x8b, 0x91, 0x9c], dark: [0x20, 0x24, 0x2c] }
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
    for (const sizePx of [16, 22]) {
      const pixels = over(trayIconSvg({ look, count, ground }), PANELS[panel]!, sizePx)
      const strong = pixels.filter((y) => contrast(y, back) >= 3).length
      // 8 % of the square is about what the thin line around a sign covers by itself.
      expect(strong / pixels.length, `${sizePx} px`).toBeGreaterThan(0.08)
    }
  })

  it('is told from every other in greyscale at 16 px, on every panel', () => {
    for (const ground of ['light', 'dark'] as const) {
      for (const [name, panel] of Object.entries(PANELS)) {
        const drawn = TRAY_LOOKS.map(
          (look) => [look, over(trayIconSvg({ look, count: '', ground }), panel, 16)] as const
        )
        for (const [look, pixels] of drawn) {
          for (const [other, others] of drawn) {
            if (look >= other) continue
            const distance = greyDistance(pixels, others, luminance(panel))
            expect(distance, `${look} and ${other} for ${ground} on ${name}`).toBeGreaterThan(0.1)
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
})

describe('the stock pictures', () => {
  const grounds: readonly IconGround[] = ['light', 'dark', 'template']
  const resources = join(import.meta.dirname, '../../../../resources')

  it.each(TRAY_LOOKS.flatMap((look) => grounds.map((ground) => [look, ground] as const)))(
    'show %s for %s as it is drawn today',
    (look, ground) => {
      for (const [sizePx, scale] of [
        [16, 1],
        [16, 2],
        [22, 1],
        [22, 2]
      ] as const) {
        const file = readFileSync(join(resources, 'tray', stockFile(look, ground, sizePx, scale)))
        const drawn = rasterise(trayIconSvg({ look, count: '', ground }), sizePx * scale).png
        expect(file.equals(drawn), `run: node scripts/make-icons.mjs (${look} ${ground})`).toBe(true)
      }
    }
  )

  it('hold the application icon as it is drawn today', () => {
    expect(readFileSync(join(resources, 'icon.png')).equals(rasterise(appIconSvg(), 512).png)).toBe(true)
  })
})
