import { Button } from '@mantine/core'
import { useMirror } from '../../state/hooks.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { StateMark } from '../../ui/state-mark.tsx'
import { useLook } from '../floor/use-look.ts'
import { demoTitle } from '../shell/demo-title.ts'
import { FeedPills } from '../shell/feed-pills.tsx'
import classes from './wallboard.module.css'

/** The worst state, how fresh everything is, and that nothing is real where that is so. */
export function WallboardHead({ onLeave }: { readonly onLeave: () => void }) {
  const t = useText()
  const format = useFormat()
  const { look, word, besides } = useLook()
  const demo = useMirror((state) => state.view?.demo)
  return (
    <header className={classes['head']}>
      <h1>
        <StateMark mark={look} silent />
        {besides === null ? word : `${word} · ${besides}`}
      </h1>
      <FeedPills />
      {demo && (
        <p className={classes['demo']}>
          {demoTitle(demo, t, format)} · {t('demo.note')}
        </p>
      )}
      <Button variant="subtle" title={t('wallboard.leaveHint')} aria-keyshortcuts="Escape" onClick={onLeave}>
        {t('wallboard.leave')}
      </Button>
    </header>
  )
}
