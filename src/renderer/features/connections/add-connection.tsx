import { Button, UnstyledButton } from '@mantine/core'
import { useState, type Ref } from 'react'
import { useSection } from '../../state/hooks.ts'
import { useText } from '../../text/use-text.ts'
import { CardBody } from '../../ui/card.tsx'
import { FIELDS, newDraft, type FormDraft, type System } from './connection-draft.ts'
import classes from './connection-form.module.css'

const SYSTEMS = Object.keys(FIELDS) as readonly System[]

interface AddConnectionProps {
  readonly button: Ref<HTMLButtonElement>
  /** Somebody came here to add one: the choice is open, and the focus in it. */
  readonly choosesAtOnce: boolean
  readonly onBegin: (draft: FormDraft) => void
}

/** Once, when it appears. */
function focusNow(element: HTMLButtonElement | null): void {
  element?.focus()
}

/** First which system, then its form. */
export function AddConnection({ button, choosesAtOnce, onBegin }: AddConnectionProps) {
  const t = useText()
  const connections = useSection('connections')
  const demo = useSection('demo')
  const [choosing, setChoosing] = useState(choosesAtOnce)
  return (
    <CardBody>
      <Button ref={button} aria-expanded={choosing} onClick={() => setChoosing((was) => !was)}>
        {t('connectionForm.add')}
      </Button>
      {choosing && (
        <div role="group" aria-label={t('connectionForm.chooseTitle')}>
          <p>{t('connectionForm.chooseTitle')}</p>
          <div className={classes['choices']}>
            {SYSTEMS.map((system, index) => (
              <UnstyledButton
                key={system}
                ref={index === 0 && choosesAtOnce ? focusNow : undefined}
                className={classes['choice']}
                onClick={() => {
                  setChoosing(false)
                  onBegin(newDraft(system, connections))
                }}
              >
                <strong>{t(`system.${system}`)}</strong>
                <span className={classes['dim']}>{t(`connectionForm.about.${system}`)}</span>
              </UnstyledButton>
            ))}
          </div>
          {demo && <p className={classes['dim']}>{t('connectionForm.firstOwn')}</p>}
        </div>
      )}
    </CardBody>
  )
}
