import { Button } from '@mantine/core'
import { useState } from 'react'
import type { TargetLine } from '../../../contract/reporting-views.ts'
import type { RequestOutput } from '../../../contract/requests.ts'
import { useWindow } from '../../state/window-context.tsx'
import type { Translate } from '../../text/catalogue.ts'
import { useText } from '../../text/use-text.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useAction } from '../../ui/use-action.ts'
import classes from './target-drawer.module.css'

type Cascade = RequestOutput<'reporting:cascade'>
type Outcome = RequestOutput<'edit:apply'>

function goesWithIt({ settingCounts }: Cascade, t: Translate): string {
  const count = settingCounts.reduce((sum, one) => sum + one.count, 0)
  if (count === 0) return t('reporting.removeAlone')
  const kinds = settingCounts
    .filter((one) => one.count > 0)
    .map((one) => `${t(`reporting.kind.${one.kind}`)} ${String(one.count)}`)
    .join(', ')
  return t('reporting.removeSettings', { count, kinds })
}

/** Whether the target is gone; else why not. */
function wentWrong(outcome: Outcome, t: Translate): string | null {
  switch (outcome.kind) {
    case 'done':
      return null
    case 'refused':
      return t('reporting.refused', { words: Object.values(outcome.complaints).flat().join(' ') })
    case 'unknown':
      if (outcome.became === 'done') return null
      return t(outcome.became === 'notDone' ? 'reporting.lostNotDone' : 'reporting.lostUnclear')
    case 'invalid':
    case 'nothingChanged':
      // A removal has neither fields nor changes.
      return t('reporting.lostNotDone')
  }
}

/** Removes a target for good, after saying what goes with it. */
export function RemoveTarget({ line, onGone }: { readonly line: TargetLine; readonly onGone: () => void }) {
  const t = useText()
  const { bridge } = useWindow()
  const { connectionId, workflowId, id, name } = line
  const [cascade, setCascade] = useState<Cascade | null>(null)
  const [trouble, setTrouble] = useState<string | null>(null)
  const look = useAction(async () => {
    setTrouble(null)
    const answer = await bridge.readCascade({ connectionId, workflowId, targetId: id })
    if (answer.ok) setCascade(answer.value)
    return answer
  })
  const remove = useAction(async () => {
    const answer = await bridge.applyEdit({ connectionId, edit: { kind: 'target', op: 'remove', workflowId, id } })
    setCascade(null)
    if (!answer.ok) return answer
    const words = wentWrong(answer.value, t)
    if (words === null) onGone()
    else setTrouble(words)
    return answer
  })
  const failure = look.failure ?? remove.failure
  return (
    <div className={classes['section']}>
      <div>
        <Button color="red" variant="outline" loading={look.busy || remove.busy} onClick={() => void look.run()}>
          {t('reporting.remove')}
        </Button>
      </div>
      {failure && <FailureNotice failure={failure} />}
      {trouble !== null && <p role="alert">{trouble}</p>}
      <ConfirmDialog
        opened={cascade !== null}
        title={t('reporting.removeTitle', { name })}
        yes={t('reporting.removeYes')}
        no={t('reporting.removeNo')}
        busy={remove.busy}
        onYes={() => void remove.run()}
        onNo={() => setCascade(null)}
      >
        {cascade && (
          <>
            <p>{goesWithIt(cascade, t)}</p>
            <p>{t('reporting.removeFinal')}</p>
          </>
        )}
      </ConfirmDialog>
    </div>
  )
}
