import { Button } from '@mantine/core'
import { useId } from 'react'
import type { RequestInput } from '../../../contract/requests.ts'
import { useSection } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useText } from '../../text/use-text.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useAction } from '../../ui/use-action.ts'
import classes from './vault-card.module.css'

type Choice = RequestInput<'vault:answer'>['answer']

interface ChoiceProps {
  readonly label: string
  readonly meaning: string
  readonly busy: boolean
  readonly onChoose: () => void
}

function ChoiceButton({ label, meaning, busy, onChoose }: ChoiceProps) {
  const id = useId()
  return (
    <div className={classes['choice']}>
      <Button loading={busy} aria-describedby={id} onClick={onChoose}>
        {label}
      </Button>
      <p id={id}>{meaning}</p>
    </div>
  )
}

/** What to do where nothing protects: asked once, and open to another answer later. Nothing where there is no choice. */
export function VaultChoice() {
  const t = useText()
  const { bridge } = useWindow()
  const vault = useSection('vault')
  const { weakSecretStorage } = useSection('settings')
  const answer = useAction((choice: Choice) => bridge.answerVault({ answer: choice }))
  const question = useId()
  if (!vault.canStoreWeakly || weakSecretStorage === 'refuse' || vault.protection === 'unasked') return null

  const allow = { label: t('vault.allow'), meaning: t('vault.allowMeans'), choice: 'allow' as const }
  const session = { label: t('vault.session'), meaning: t('vault.sessionMeans'), choice: 'session' as const }
  const withdraw = { label: t('vault.withdraw'), meaning: t('vault.withdrawMeans'), choice: 'session' as const }
  const open = vault.waitsForConsent
  const choices = open ? [allow, session] : vault.protection === 'weak' ? [withdraw] : [allow]
  return (
    <div className={classes['choices']} role="group" aria-labelledby={open ? question : undefined}>
      {open && (
        <h3 id={question} className={classes['question']}>
          {t('vault.question')}
        </h3>
      )}
      {choices.map(({ choice, ...words }) => (
        <ChoiceButton key={words.label} {...words} busy={answer.busy} onChoose={() => void answer.run(choice)} />
      ))}
      {answer.failure && <FailureNotice failure={answer.failure} onClose={answer.forget} />}
    </div>
  )
}
