import { useFormat, useText } from '../../text/use-text.ts'
import classes from './rule-noise.module.css'
import type { RuleNoise } from './use-rule-noise.ts'

const [BAR_PX, STEP_PX, HEIGHT_PX] = [6, 8, 20]

export const firedInAll = (noise: RuleNoise | undefined): number =>
  noise?.days.reduce((sum, { fired }) => sum + fired, 0) ?? 0

/** Alerts of the last seven days, a bar each; the darker part was told. Its words say the same. */
export function RuleNoiseBars({ noise }: { readonly noise: RuleNoise | undefined }) {
  const t = useText()
  const format = useFormat()
  if (!noise) return <span className={classes['noise']}>{t('ruleList.counting')}</span>
  const fired = firedInAll(noise)
  if (fired === 0) return <span className={classes['noise']}>{t('ruleList.silent')}</span>
  const told = noise.days.reduce((sum, day) => sum + day.told, 0)
  const most = Math.max(...noise.days.map((day) => day.fired))
  const height = (count: number): number => (count / most) * (HEIGHT_PX - 1)
  const words = [
    t('ruleList.fired', { count: fired }),
    t('ruleList.told', { count: told }),
    ...(noise.medianMs === null ? [] : [t('ruleList.median', { time: format.duration(noise.medianMs) })])
  ]
  return (
    <span className={classes['noise']}>
      <svg
        className={classes['bars']}
        viewBox={`0 0 ${7 * STEP_PX} ${HEIGHT_PX}`}
        role="img"
        aria-label={t('ruleList.byDay', { days: noise.days.map((day) => day.fired).join(', ') })}
      >
        {noise.days.map((day, at) => (
          <g key={at}>
            <rect className={classes['track']} x={at * STEP_PX} y={HEIGHT_PX - 1} width={BAR_PX} height={1} />
            <rect
              className={classes['fired']}
              x={at * STEP_PX}
              y={HEIGHT_PX - 1 - height(day.fired)}
              width={BAR_PX}
              height={height(day.fired)}
            />
            <rect
              className={classes['told']}
              x={at * STEP_PX}
              y={HEIGHT_PX - 1 - height(day.told)}
              width={BAR_PX}
              height={height(day.told)}
            />
          </g>
        ))}
      </svg>
      <span>{words.join(' · ')}</span>
    </span>
  )
}
