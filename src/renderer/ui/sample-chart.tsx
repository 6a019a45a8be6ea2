import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import { useFormat } from '../text/use-text.ts'
import { withoutRepeats } from './axis-times.ts'
import classes from './sample-chart.module.css'

import 'uplot/dist/uPlot.min.css'

type Tone = 'text' | 'ok' | 'warning' | 'critical'

/** A line across the whole chart, which may have moved. */
export interface Limit {
  /** Oldest first; the first counts from the beginning on. Null: there is none. */
  readonly steps: readonly { readonly fromMs: number; readonly value: number | null }[]
  readonly tone: Tone
  readonly dashed: boolean
  readonly label: string
}

interface Shade {
  readonly fromMs: number
  readonly toMs: number
  readonly label: string
}

interface Moment {
  readonly atMs: number
  readonly tone: Tone
  readonly label: string
}

type Points = readonly { readonly atMs: number }[]

/** At each corner of the line. Of two at one moment the first is still what was before. */
export function limitAlong({ steps }: Pick<Limit, 'steps'>, points: Points): (number | null)[] {
  return points.map(({ atMs }, at) => {
    const isBefore = points[at + 1]?.atMs === atMs
    const reached = steps.filter(({ fromMs }) => (isBefore ? fromMs < atMs : fromMs <= atMs))
    return (reached.at(-1) ?? steps[0])?.value ?? null
  })
}

interface SampleChartProps {
  /** Oldest first, straight lines between them; null is a gap. */
  readonly points: readonly { readonly atMs: number; readonly value: number | null }[]
  readonly limits: readonly Limit[]
  readonly shade: Shade | null
  readonly moments: readonly Moment[]
  /** What the line is called. */
  readonly name: string
  readonly write: (value: number) => string
  /** Said instead of the picture. */
  readonly label: string
}

/** At the usual size of text; it grows with that. */
const HEIGHT_PX = 160
const USUAL_TEXT_PX = 16
const DASH = [5, 4]

const colourOf = (element: Element, tone: Tone | 'dim' | 'line'): string =>
  getComputedStyle(element).getPropertyValue(`--fw-${tone}`).trim()

/** The scale always holds every limit. */
function rangeOf(limits: readonly Limit[]): uPlot.Range.Function {
  return (_, min, max) => {
    const all = [min, max].filter((value) => Number.isFinite(value))
    const values = [...all, ...limits.flatMap(({ steps }) => steps.flatMap(({ value }) => value ?? []))]
    const low = Math.min(...values, Infinity)
    const high = Math.max(...values, -Infinity)
    if (low > high) return [0, 1]
    const room = (high - low || Math.abs(high) || 1) * 0.1
    return [low >= 0 ? Math.max(0, low - room) : low - room, high + room]
  }
}

/** Under the lines: the time that is shaded. Over them: the moments. */
function drawing(element: Element, shade: Shade | null, moments: readonly Moment[]): uPlot.Hooks.Arrays {
  const place = (chart: uPlot, atMs: number): number => chart.valToPos(atMs / 1000, 'x', true)
  return {
    drawClear: [
      (chart) => {
        if (!shade) return
        const from = place(chart, shade.fromMs)
        const { top, height } = chart.bbox
        chart.ctx.save()
        chart.ctx.globalAlpha = 0.24
        chart.ctx.fillStyle = colourOf(element, 'warning')
        chart.ctx.fillRect(from, top, Math.max(1, place(chart, shade.toMs) - from), height)
        chart.ctx.restore()
      }
    ],
    draw: [
      (chart) => {
        const { top, height } = chart.bbox
        for (const { atMs, tone } of moments) {
          chart.ctx.save()
          chart.ctx.fillStyle = colourOf(element, tone)
          chart.ctx.fillRect(place(chart, atMs) - devicePixelRatio, top, 2 * devicePixelRatio, height)
          chart.ctx.restore()
        }
      }
    ]
  }
}

/** Values over time with everything they are held against, and a key to each line below. */
export function SampleChart({ points, limits, shade, moments, name, write, label }: SampleChartProps) {
  const host = useRef<HTMLDivElement>(null)
  const format = useFormat()
  const scheme = useComputedColorScheme('light')

  useEffect(() => {
    const element = host.current
    if (!element) return undefined
    const grown = parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_TEXT_PX || 1
    const height = HEIGHT_PX * grown
    const axis = {
      stroke: colourOf(element, 'dim'),
      font: `${11 * grown}px ${getComputedStyle(element).fontFamily}`,
      grid: { stroke: colourOf(element, 'line'), width: 1 },
      ticks: { show: false }
    }
    const spanMs = (points.at(-1)?.atMs ?? 0) - (points[0]?.atMs ?? 0)
    const clock = spanMs < 600_000 ? format.second : format.clock
    const chart = new uPlot(
      {
        ...{ width: element.clientWidth, height },
        ...{ legend: { show: false }, cursor: { show: false } },
        scales: { y: { range: rangeOf(limits) } },
        hooks: drawing(element, shade, moments),
        series: [
          {},
          { stroke: colourOf(element, 'text'), width: 2, points: { show: points.length < 3, size: 5 } },
          ...limits.map(({ tone, dashed }) => ({
            ...{ stroke: colourOf(element, tone), width: 1.5, points: { show: false } },
            ...(dashed ? { dash: DASH } : {})
          }))
        ],
        axes: [
          {
            ...{ ...axis, grid: { show: false }, size: 24 * grown, space: 72 * grown },
            values: (_, splits) => withoutRepeats(splits.map((at) => clock(at * 1000)))
          },
          { ...axis, size: 52 * grown, space: 24 * grown, values: (_, splits) => splits.map(write) }
        ]
      },
      [
        points.map(({ atMs }) => atMs / 1000),
        points.map(({ value }) => value),
        ...limits.map((limit) => limitAlong(limit, points))
      ],
      element
    )
    const sized = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height }))
    sized.observe(element)
    // A canvas does not redraw by itself when the bundled font arrives.
    let gone = false
    void document.fonts.ready.then(() => {
      if (!gone) chart.redraw()
    })
    return () => {
      gone = true
      sized.disconnect()
      chart.destroy()
    }
  }, [points, limits, shade, moments, write, format, scheme])

  return (
    <div>
      <div ref={host} className={classes['chart']} role="img" aria-label={label} />
      <ul className={classes['legend']}>
        <Key look="line" tone="text" label={name} />
        {limits.map(({ tone, dashed, label: text }) => (
          <Key key={text} look={dashed ? 'dashed' : 'line'} tone={tone} label={text} />
        ))}
        {shade && <Key look="shade" tone="warning" label={shade.label} />}
        {moments.map(({ tone, label: text }) => (
          <Key key={text} look="moment" tone={tone} label={text} />
        ))}
      </ul>
    </div>
  )
}

interface KeyProps {
  readonly look: 'line' | 'dashed' | 'shade' | 'moment'
  readonly tone: Tone
  readonly label: string
}

function Key({ look, tone, label }: KeyProps) {
  return (
    <li>
      <span className={classes['swatch']} data-look={look} data-tone={tone} aria-hidden />
      {label}
    </li>
  )
}
