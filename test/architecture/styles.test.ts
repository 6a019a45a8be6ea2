import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { project } from './rig/small-tree.ts'

/** Styles of the windows come from one theme: colours are its roles, sizes of text its scale. */

/** The roles of colour, and the same ones with more contrast, whose contrast another test computes. */
const THEME = new Set(['ui/theme.ts', 'ui/contrast.css'])
/** Read from across a room: its scale is the unit it makes of the screen's size. */
const WALLBOARD = 'features/wallboard/wallboard.module.css'
const OF_THE_SCREEN = /^(?:font-size: calc\(\d+(?:\.\d+)? \* var\(--u\)\)|line-height: 1\.\d+)$/
/** Where a style may stand: style sheets, and components that set one. */
const STYLED = /\.(css|tsx?)$/

const COLOUR = /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|lab|lch|oklab|oklch|hwb)a?\(/gi
const TEXT_SIZE = /\b(?:font-size|line-height|fontSize|lineHeight)\s*:\s*([^;,}\n]+)/g
const OF_THE_SCALE =
  /^['"`]?(?:var\(--mantine-(?:font-size|line-height)-(?:xs|sm|md|lg|xl)\)|inherit|1|var\(--fw-figure-line\)|(?:0\.875|1|1\.125|1\.25|1\.5|2)rem)['"`]?$/
const SIZES_OF_THE_SCALE = /^['"`]?(?:var\(--mantine-font-size-(?:xs|sm|md|lg|xl)\)|var\(--fw-figure\)|inherit)['"`]?$/

function offences(text: string): string[] {
  const colours = [...text.matchAll(COLOUR)].map(([found]) => found)
  const sizes = [...text.matchAll(TEXT_SIZE)].flatMap(([found, value = '']) => {
    const scale = /font/.test(found.slice(0, 4)) ? SIZES_OF_THE_SCALE : OF_THE_SCALE
    return scale.test(value.trim()) ? [] : [found.trim()]
  })
  return [...colours, ...sizes]
}

const root = join(project, 'src/renderer')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
  (name) => STYLED.test(name) && !THEME.has(name)
)

describe('the styles of the windows', () => {
  it('have no colour of their own and no size of text outside the scale', () => {
    expect(files.length).toBeGreaterThan(100)
    const found = files.flatMap((name) =>
      offences(readFileSync(join(root, name), 'utf8'))
        .filter((offence) => name !== WALLBOARD || !OF_THE_SCREEN.test(offence))
        .map((offence) => `${name}: ${offence}`)
    )
    expect(found).toEqual([])
  })

  it.each([
    'color: #fff',
    'background: rgba(0, 0, 0, 0.5)',
    'font-size: 13px',
    'font-size: 1.375rem',
    "fontSize: '12px'",
    'line-height: 17px'
  ])('may not be %s', (style) => {
    expect(offences(`.a { ${style}; }`)).toHaveLength(1)
  })

  it.each([
    'color: var(--fw-dim)',
    'font-size: var(--mantine-font-size-xs)',
    'line-height: 1rem',
    'font-size: inherit'
  ])('may be %s', (style) => {
    expect(offences(`.a { ${style}; }`)).toEqual([])
  })
})
