import classes from './threshold-bar.module.css'

interface ThresholdBarProps {
  readonly value: number | null
  readonly threshold: number
  readonly tone: 'ok' | 'warning' | 'plain'
  /** Said instead of the picture. */
  readonly label: string
}

/** The bar leaves room above the threshold, so that going over it is seen. */
const HEADROOM = 1.1

/** A value against its threshold: the bar is the value, the tick the threshold. */
export function ThresholdBar({ value, threshold, tone, label }: ThresholdBarProps) {
  const full = Math.max(threshold, value ?? 0, 0) * (threshold >= (value ?? 0) ? HEADROOM : 1) || 1
  const percent = (part: number): string => `${Math.min(100, Math.max(0, (part / full) * 100)).toFixed(1)}%`
  return (
    <div className={classes['bar']} role="img" aria-label={label} title={label}>
      {value !== null && <i className={classes['fill']} data-tone={tone} style={{ width: percent(value) }} />}
      <i className={classes['tick']} style={{ left: percent(threshold) }} />
    </div>
  )
}
