import { useMirror } from '../../state/hooks.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import classes from './demo-note.module.css'

/** Says wherever it is shown that nothing is real. Nothing while real systems are connected. */
export function DemoNote() {
  const t = useText()
  const format = useFormat()
  const demo = useMirror((state) => state.view?.demo)
  if (!demo) return null
  return (
    <p className={classes['demo']}>
      {t('demo.title', { scenario: demo.scenario, speed: format.number(demo.speed) })}
      <br />
      {t('demo.note')}
    </p>
  )
}
