import { useComputedColorScheme } from '@mantine/core'
import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import { useFormat } from '../text/use-text.ts'
import { withoutRepeats } from './axis-times.ts'
import classes from './value-chart.module.css'

import 'uplot/dist/uPlot.min.css'

export interface ChartPoint {
  readonly atMs: number
  readonly value: number | null
}

interface ValueChartProps {
  /** Oldest first. */
  readonly points: readonly ChartPoint[]
  readonly threshold: number
  /** Said instead of the picture. */
  readonly label: string
}

const HEIGHT_PX = 96

function colourOf(element: Element, name: string): string {
  return getComputedStyle(element).getPropertyValue(name).trim()
}

/** The scale always holds the threshold: a line without what it is measured against says nothing. */
function rangeOf(threshold: number): uPlot.Range.Function {
  return (_, min, max) => {
    const low = Math.min(threshold, Number.isFinite(min) ? min : threshold)
    const high = Math.max(threshold, Number.isFinite(max) ? max : threshold)
    const room = (high - low || Math.abs(high) || 1) * 0.1
    return [low >= 0 ? Math.max(0, low - room) : low - room, high + room]
  }
}

/** Values over time against a threshold. Drawn anew when the colours change. */
export function ValueChart({ points, threshold, label }: ValueChartProps) {
  const host = useRef<HTMLDivElement>(null)
  const format = useFormat()
  const scheme = useComputedColorScheme('light')

  useEffect(() => {
    const element = host.current
    if (!element) return undefined
    const [dim, line, text] = ['--fw-dim', '--fw-line', '--fw-text'].map((name) => colourOf(element, name))
    const axis = {
      stroke: dim ?? '',
      font: `11px ${getComputedStyle(element).fontFamily}`,
      grid: { stroke: line ?? '', width: 1 },
      ticks: { show: false }
    }
    const chart = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT_PX,
        legend: { show: false },
        cursor: { show: false },
        scales: { y: { range: rangeOf(threshold) } },
        series: [
          {},
          { stroke: text ?? '', width: 1.5, points: { show: points.length < 12, size: 4 } },
          { stroke: dim ?? '', width: 1, dash: [3, 3], points: { show: false } }
        ],
        axes: [
          {
            ...axis,
            grid: { show: false },
            size: 20,
            values: (_, splits) => withoutRepeats(splits.map((at) => format.clock(at * 1000)))
          },
          { ...axis, size: 48, space: 24, values: (_, splits) => splits.map((value) => format.number(value)) }
        ]
      },
      [points.map((point) => point.atMs / 1000), points.map((point) => point.value), points.map(() => threshold)],
      element
    )
    const sized = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: HEIGHT_PX }))
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
  }, [points, threshold, format, scheme])

  return <div ref={host} className={classes['chart']} role="img" aria-label={label} />
}
