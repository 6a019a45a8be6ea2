import { Button, Drawer } from '@mantine/core'
import { useState } from 'react'
import type { ConnectionView } from '../../../contract/views.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useText } from '../../text/use-text.ts'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useAction } from '../../ui/use-action.ts'
import classes from './connection-diagnostics.module.css'
import { FeedDiagnosis } from './feed-diagnosis.tsx'
import { useConnectionDiagnostics } from './use-connection-diagnostics.ts'

function Content({ connectionId }: { readonly connectionId: string }) {
  const t = useText()
  const { bridge } = useWindow()
  const { view, failure } = useConnectionDiagnostics(connectionId)
  const [copied, setCopied] = useState(false)
  const copy = useAction(async () => {
    setCopied(false)
    const answer = await bridge.copyConnectionDiagnostics({ connectionId })
    setCopied(answer.ok)
    return answer
  })
  return (
    <div className={classes['content']}>
      <div className={classes['tools']}>
        <Button loading={copy.busy} onClick={() => void copy.run()}>
          {t('diagnostics.copy')}
        </Button>
        <span role="status">{copied && t('diagnostics.copied')}</span>
      </div>
      {copy.failure && <FailureNotice failure={copy.failure} onClose={copy.forget} />}
      {failure && <FailureNotice failure={failure} />}
      {!view && !failure && <p className={classes['dim']}>{t('diagnostics.reading')}</p>}
      {view?.feeds.length === 0 && <EmptyNote title={t('diagnostics.noFeeds')} next={t('diagnostics.noFeedsNext')} />}
      {view?.feeds.map((feed) => (
        <FeedDiagnosis key={feed.feedId} feed={feed} />
      ))}
    </div>
  )
}

/** The button and what it opens. Main is asked only while that is open. */
export function ConnectionDiagnostics({ connection }: { readonly connection: ConnectionView }) {
  const t = useText()
  const [opened, setOpened] = useState(false)
  const { id, name } = connection
  return (
    <>
      <Button aria-haspopup="dialog" aria-label={t('diagnostics.openNamed', { name })} onClick={() => setOpened(true)}>
        {t('diagnostics.open')}
      </Button>
      <Drawer
        opened={opened}
        onClose={() => setOpened(false)}
        size="lg"
        title={t('diagnostics.title', { name })}
        closeButtonProps={{ 'aria-label': t('app.close') }}
      >
        <Content connectionId={id} />
      </Drawer>
    </>
  )
}
