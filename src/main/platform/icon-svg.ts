import type { TrayLook } from '../app/tray-model.ts'
import { drawNumber } from './icon-digits.ts'

export const TRAY_LOOKS = [
  'ok',
  'warning',
  'critical',
  'stale',
  'offline',
  'paused'
] as const satisfies readonly TrayLook[]

/** Background the icon is drawn for. `template`: black and clear only, for the macOS menu bar, which colours it itself. */
export type IconGround = 'light' | 'dark' | 'template'

export interface IconSpec {
  readonly look: TrayLook
  /** Up to three of `0…9`, `k` and `+`, drawn by warning and critical only; empty draws their sign without a number. */
  readonly count: string
  readonly ground: IconGround
}

interface Ink {
  /** Signs without a colour of their own. */
  readonly glyph: string
  /** Thin line around everything, of the opposite lightness, so that a panel of another colour than thought still shows it. */
  readonly halo: string
}

const INK = {
  dark: { glyph: '#ffffff', halo: '#0b0e13' },
  light: { glyph: '#1c212b', halo: '#ffffff' }
} as const satisfies Record<'light' | 'dark', Ink>

const GREEN = '#168652'
const AMBER = '#ffb224'
const RED = '#dd2f29'
const ON_AMBER = '#221500'
const ON_COLOUR = '#ffffff'

/** Calm is the smallest sign, critical fills the square: the loudest thing in the tray is the worst. */
const OK_DISC = '<circle cx="16" cy="16" r="12"'
const CHECK = 'M10.2 16.4l4.1 4.2 7.6-8.6'
const TRIANGLE = 'M13.6 3.1a2.8 2.8 0 0 1 4.8 0L30.2 26a2.8 2.8 0 0 1-2.4 4.1H4.2A2.8 2.8 0 0 1 1.8 26Z'
/** Blunter, so that a number has room. */
const WIDE_TRIANGLE =
  'M11.4 2.6a2.6 2.6 0 0 1 2.2-1.2h4.8a2.6 2.6 0 0 1 2.2 1.2L30.4 26a2.6 2.6 0 0 1-2.2 4H3.8a2.6 2.6 0 0 1-2.2-4Z'
const OCTAGON = 'M10.3 1.6h11.4l8.7 8.7v11.4l-8.7 8.7H10.3l-8.7-8.7V10.3Z'
const MARK = 'M13.9 8.5h4.2l-.7 10h-2.8ZM16 21.2a2.3 2.3 0 1 1 0 4.6 2.3 2.3 0 1 1 0-4.6Z'
const HOURGLASS =
  'M6 2h20v3.6h-1.8c0 5.2-4.6 7.6-4.6 10.4s4.6 5.2 4.6 10.4H26V30H6v-3.6h1.8c0-5.2 4.6-7.6 4.6-10.4S7.8 10.8 7.8 5.6H6Z'
const RING = '<circle cx="16" cy="16" r="11"'
const SLASH = 'M7 25 25 7'
/** On whole pixels at 16 px. */
const BARS = 'M6 4h8v24H6ZM18 4h8v24h-8Z'

function numberInTriangle(text: string, colour: string): string {
  const box =
    text.length === 1
      ? { left: 9, top: 10.5, width: 14, height: 17.5 }
      : text.length === 2
        ? { left: 6.6, top: 13.2, width: 18.8, height: 15 }
        : { left: 4.6, top: 16.4, width: 22.8, height: 12 }
  return drawNumber(text, box, { colour, weight: text.length === 1 ? 3.6 : 3, gap: text.length === 3 ? 0.9 : 1.5 })
}

function numberInOctagon(text: string, colour: string): string {
  if (text.length === 1) {
    return drawNumber(text, { left: 8, top: 5.6, width: 16, height: 20.8 }, { colour, weight: 4, gap: 0 })
  }
  const box = { left: 3.2, top: 7, width: 25.6, height: 18 }
  return drawNumber(text, box, text.length === 2 ? { colour, weight: 3.7, gap: 1.8 } : { colour, weight: 3, gap: 1.1 })
}

/** Shape and sign of one look: `under` is the area, `over` what is drawn on it in the opposite lightness. */
function parts(look: TrayLook, text: string, over: string): { readonly under: string; readonly over: string } {
  switch (look) {
    case 'ok':
      return {
        under: `${OK_DISC}/>`,
        over: `<path d="${CHECK}" fill="none" stroke="${over}" stroke-width="3.6" stroke-linecap="round" stroke-linejoin="round"/>`
      }
    case 'warning':
      return text === ''
        ? { under: `<path d="${TRIANGLE}"/>`, over: `<path d="${MARK}" transform="translate(0 2)" fill="${over}"/>` }
        : { under: `<path d="${WIDE_TRIANGLE}"/>`, over: numberInTriangle(text, over) }
    case 'critical':
      return {
        under: `<path d="${OCTAGON}"/>`,
        over:
          text === '' ? `<path d="${MARK}" transform="translate(0 -1.2)" fill="${over}"/>` : numberInOctagon(text, over)
      }
    case 'stale':
      return { under: `<path d="${HOURGLASS}"/>`, over: '' }
    case 'offline':
      return {
        under: `${RING} fill="none" stroke-width="4"/><path d="${SLASH}" fill="none" stroke-width="4"/>`,
        over: ''
      }
    case 'paused':
      return { under: `<path d="${BARS}"/>`, over: '' }
  }
}

const FILL: Readonly<Record<TrayLook, string | null>> = {
  ok: GREEN,
  warning: AMBER,
  critical: RED,
  stale: null,
  offline: null,
  paused: null
}

const LINE: Readonly<Record<TrayLook, string>> = {
  ok: '#032013',
  warning: ON_AMBER,
  critical: '#2b0303',
  stale: '',
  offline: '',
  paused: ''
}

const svg = (body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32" viewBox="0 0 32 32">${body}</svg>`

/**
 * The tray icon as SVG text on a 32-unit square. Every look has a shape of its own, told apart without colour at 16 px. Pure: equal
 * specs give equal text.
 */
export function trayIconSvg({ look, count: text, ground }: IconSpec): string {
  if (ground === 'template') {
    const { under, over } = parts(look, text, '#000')
    // The sign is cut out of the area, since a template has one colour.
    const mask = `<mask id="cut"><path d="M0 0h32v32H0Z" fill="#fff"/>${over}</mask>`
    return svg(`${mask}<g mask="url(#cut)" fill="#000" stroke="${look === 'offline' ? '#000' : 'none'}">${under}</g>`)
  }
  const ink = INK[ground]
  const fill = FILL[look]
  const { under, over } = parts(look, text, look === 'warning' ? ON_AMBER : ON_COLOUR)
  const area = fill ?? ink.glyph
  // A coloured area shows by itself on light and on dark; the dark line around it makes it show on everything between.
  const halo = fill === null ? ink.halo : LINE[look]
  if (look === 'offline') {
    const wide = under.replaceAll('stroke-width="4"', 'stroke-width="7.2"')
    return svg(
      `<g stroke="${halo}" stroke-linecap="round">${wide}</g><g stroke="${area}" stroke-linecap="round">${under}</g>`
    )
  }
  const line = `stroke="${halo}" stroke-width="3.2" stroke-linejoin="round" paint-order="stroke"`
  return svg(`<g fill="${area}" ${line}>${under}</g>${over}`)
}

/** The application's own icon: a floor of lights, one of them asking for a person. */
export function appIconSvg(): string {
  const lights = [9.2, 16, 22.8].flatMap((y, row) => [9.2, 16, 22.8].map((x, column) => ({ x, y, row, column })))
  const dots = lights.map(({ x, y, row, column }) => {
    const asks = row === 0 && column === 2
    return `<circle cx="${x}" cy="${y}" r="${asks ? 3.1 : 2.2}" fill="${asks ? AMBER : '#7fd6ae'}"/>`
  })
  return svg(
    `<path d="M7.5 1.5h17a6 6 0 0 1 6 6v17a6 6 0 0 1-6 6h-17a6 6 0 0 1-6-6v-17a6 6 0 0 1 6-6Z" fill="#171a21"/>${dots.join('')}`
  )
}
