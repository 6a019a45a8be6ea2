import {
  IconAlertOctagonFilled,
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconHourglass,
  IconInfoCircleFilled,
  IconMoonFilled,
  IconPlayerPauseFilled,
  IconPlugConnectedX
} from '@tabler/icons-react'
import { useText } from '../text/use-text.ts'
import classes from './state-mark.module.css'

/** One shape and one colour each, told apart in greyscale. */
export type Mark = 'ok' | 'info' | 'warning' | 'critical' | 'stale' | 'offline' | 'paused' | 'closed' | 'none'

const SHAPES = {
  ok: IconCircleCheckFilled,
  info: IconInfoCircleFilled,
  warning: IconAlertTriangleFilled,
  critical: IconAlertOctagonFilled,
  stale: IconHourglass,
  offline: IconPlugConnectedX,
  paused: IconPlayerPauseFilled,
  closed: IconMoonFilled,
  none: IconCircleDashed
} as const satisfies Record<Mark, unknown>

interface StateMarkProps {
  readonly mark: Mark
  /** True where the word stands beside it and would be read twice. */
  readonly silent?: boolean
}

/** Severity as shape, colour and word; the word is read aloud and shown on hover. */
export function StateMark({ mark, silent = false }: StateMarkProps) {
  const t = useText()
  const Shape = SHAPES[mark]
  const word = t(`mark.${mark}`)
  return (
    <span
      className={classes['mark']}
      data-mark={mark}
      {...(silent ? { 'aria-hidden': true } : { role: 'img', 'aria-label': word, title: word })}
    >
      <Shape size="100%" aria-hidden />
    </span>
  )
}
