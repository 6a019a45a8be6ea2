import { Button } from '@mantine/core'
import type { ViewAddress } from '../../../contract/views.ts'
import { useMirror } from '../../state/hooks.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { ADD_CONNECTION } from '../welcome/add-address.ts'
import { demoTitle } from './demo-title.ts'
import classes from './demo-note.module.css'

/** Says wherever it is shown that nothing is real, and leads out of it. Nothing while real systems are connected. */
export function DemoNote({ onGo }: { readonly onGo: (address: ViewAddress) => void }) {
  const t = useText()
  const format = useFormat()
  const demo = useMirror((state) => state.view?.demo)
  if (!demo) return null
  return (
    <div className={classes['demo']}>
      <p>
        <span>{demoTitle(demo, t, format)}</span> <span>{t('demo.note')}</span>
      </p>
      <Button onClick={() => onGo(ADD_CONNECTION)}>{t('demo.leave')}</Button>
    </div>
  )
}
