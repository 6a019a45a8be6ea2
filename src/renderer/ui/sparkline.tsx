import classes from './sparkline.module.css'

interface SparklineProps {
  /** Oldest first, one step apart; null is a gap. */
  readonly values: readonly (number | null)[]
  /** How many steps the whole width stands for: a short line stands at the right. */
  readonly steps: number
  /** Said instead of the picture. */
  readonly label: string
}

const WIDTH = 60
const HEIGHT = 16

/** The pieces between gaps, as points of the picture; one value alone is a short dash. */
export function piecesOf(values: SparklineProps['values'], steps: number): string[] {
  const known = values.filter((value) => value !== null)
  const top = Math.max(...known, 1)
  const first = steps - values.length
  const x = (index: number): string => (((first + index) / Math.max(1, steps - 1)) * WIDTH).toFixed(1)
  const y = (value: number): string => (HEIGHT - 1 - (Math.max(0, value) / top) * (HEIGHT - 2)).toFixed(1)
  const pieces: string[][] = []
  let piece: string[] | undefined
  values.forEach((value, index) => {
    if (value === null) {
      piece = undefined
      return
    }
    if (!piece) pieces.push((piece = []))
    piece.push(`${x(index)},${y(value)}`)
  })
  return pieces.map((points) => {
    const [only = ''] = points
    const [left = '0', height = ''] = only.split(',')
    return points.length > 1 ? points.join(' ') : `${(Number(left) - 1).toFixed(1)},${height} ${only}`
  })
}

/** How a value went lately, over a line at zero as long as the whole time; where nothing was known there is nothing else. */
export function Sparkline({ values, steps, label }: SparklineProps) {
  return (
    <svg className={classes['line']} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <title>{label}</title>
      <path d={`M0 ${HEIGHT - 1}H${WIDTH}`} />
      {piecesOf(values, steps).map((points) => (
        <polyline key={points} points={points} />
      ))}
    </svg>
  )
}
