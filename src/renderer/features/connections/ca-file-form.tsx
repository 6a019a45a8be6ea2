import { Button, TextInput } from '@mantine/core'
import { useState, type SyntheticEvent } from 'react'
import { useSection } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useText } from '../../text/use-text.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useAction } from '../../ui/use-action.ts'
import classes from './short-form.module.css'

/** Names the file of a company's certificate authorities. Main looks into it before it takes it; an empty field takes it back. */
export function CaFileForm() {
  const t = useText()
  const { bridge } = useWindow()
  const kept = useSection('settings').caFile ?? ''
  const [typed, setTyped] = useState<string | null>(null)
  const save = useAction((file: string) => bridge.changeSettings({ caFile: file === '' ? null : file }))
  const shown = typed ?? kept

  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    void save.run(shown.trim()).then((isSaved) => {
      if (isSaved) setTyped(null)
    })
  }
  return (
    <form className={classes['form']} aria-label={t('trust.caFile')} onSubmit={submit}>
      <div className={classes['path']}>
        <TextInput
          label={t('trust.caFile')}
          description={t('trust.caFileHint')}
          inputWrapperOrder={['label', 'description', 'input', 'error']}
          value={shown}
          spellCheck={false}
          maxLength={4_000}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" loading={save.busy} disabled={shown.trim() === kept}>
          {t('trust.caFileSave')}
        </Button>
      </div>
      {save.failure && <FailureNotice failure={save.failure} onClose={save.forget} />}
    </form>
  )
}
