import { TREND_STEPS } from '../../../core/measures/trends.ts'
import { useMirror } from '../../state/hooks.ts'
import { useText } from '../../text/use-text.ts'
import { Sparkline } from '../../ui/sparkline.tsx'

interface RowTrendProps {
  readonly id: string
  readonly text: (value: number) => string
}

/** The last half hour of a row, as far as main remembers; nothing before two values are known. */
export function RowTrend({ id, text }: RowTrendProps) {
  const t = useText()
  const values = useMirror(({ view }) => view?.trends.find(({ rowId }) => rowId === id)?.values)
  const known = values?.filter((value) => value !== null) ?? []
  const last = known.at(-1)
  if (!values || last === undefined || known.length < 2) return null
  const label = t('panel.trend', { low: text(Math.min(...known)), high: text(Math.max(...known)), last: text(last) })
  return <Sparkline values={values} steps={TREND_STEPS} label={label} />
}
