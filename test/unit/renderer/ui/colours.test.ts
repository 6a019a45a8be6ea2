import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DEFAULT_THEME } from '@mantine/core'
import { describe, expect, it } from 'vitest'
import { cssVariables } from '../../../../src/renderer/ui/theme.ts'

type Scheme = 'light' | 'dark'
type Colours = Readonly<Record<string, string>>

const css = readFileSync(join(import.meta.dirname, '../../../../src/renderer/ui/contrast.css'), 'utf8')

/** What `contrast.css` sets for a scheme. */
function moreContrast(scheme: Scheme): Colours {
  const block = new RegExp(
    String.raw`^:root\[data-contrast='more'\]\[data-mantine-color-scheme='${scheme}'\] \{([^}]*)\}`,
    'm'
  ).exec(css)
  return Object.fromEntries<string>(
    [...(block?.[1] ?? '').matchAll(/(--[\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex])
  )
}

const usual = (scheme: Scheme): Colours => cssVariables(DEFAULT_THEME)[scheme]
const PALETTES: readonly (readonly [string, Colours, number])[] = (['light', 'dark'] as const).flatMap((scheme) => [
  [scheme, usual(scheme), 4.5] as const,
  [`${scheme} with more contrast`, { ...usual(scheme), ...moreContrast(scheme) }, 7] as const
])

const linear = (channel: number): number => {
  const share = channel / 255
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16))) as [
    number,
    number,
    number
  ]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const GROUNDS = ['--fw-desk', '--fw-surface', '--fw-raised'] as const
const TEXTS = [
  ...(['--fw-text', '--fw-dim', '--fw-ok', '--fw-warning', '--fw-critical', '--fw-info'] as const),
  ...(['--mantine-color-dimmed', '--mantine-color-error'] as const)
]

describe.each(PALETTES)('the colours, %s', (_name, colours, least) => {
  it.each(TEXTS)(`%s is read on every ground with ${least}:1`, (text) => {
    for (const ground of GROUNDS)
      expect(contrast(colours[text]!, colours[ground]!), ground).toBeGreaterThanOrEqual(least)
  })
})

it.each(PALETTES.filter(([, , least]) => least === 7))('%s has lines that are seen', (_name, colours) => {
  for (const line of ['--fw-line', '--fw-track', '--mantine-color-default-border'])
    for (const ground of GROUNDS) expect(contrast(colours[line]!, colours[ground]!), line).toBeGreaterThanOrEqual(3)
})

it('more contrast is never less', () => {
  for (const scheme of ['light', 'dark'] as const) {
    const [less, more] = [usual(scheme), { ...usual(scheme), ...moreContrast(scheme) }]
    for (const text of TEXTS)
      expect(contrast(more[text]!, more['--fw-surface']!), text).toBeGreaterThanOrEqual(
        contrast(less[text]!, less['--fw-surface']!)
      )
  }
})

it.each([
  ['#000000', '#ffffff', 21],
  ['#777777', '#ffffff', 4.48]
])('contrast of %s and %s is %d', (one, other, ratio) => {
  expect(contrast(one, other)).toBeCloseTo(ratio, 1)
})
