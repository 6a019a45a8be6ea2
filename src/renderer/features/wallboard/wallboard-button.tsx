import { Button, Menu } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useState } from 'react'
import type { RequestOutput } from '../../../contract/requests.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useFormat, useText } from '../../text/use-text.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useAction } from '../../ui/use-action.ts'
import { displayText } from './display-text.ts'

type Displays = RequestOutput<'wallboard:displays'>

/** Opens the wallboard on a whole display: at once where there is one, else on the one that is chosen. */
export function WallboardButton() {
  const t = useText()
  const format = useFormat()
  const { bridge } = useWindow()
  const [choice, setChoice] = useState<Displays | null>(null)
  const open = useAction((displayId: number | null) => bridge.openWallboard({ displayId }))
  const ask = useAction(async () => {
    const answer = await bridge.listDisplays()
    if (!answer.ok) return answer
    if (answer.value.displays.length > 1) setChoice(answer.value)
    else void open.run(null)
    return answer
  })
  const failure = ask.failure ?? open.failure
  return (
    <>
      <Menu position="bottom-start" shadow="md" opened={choice !== null} onChange={(on) => !on && setChoice(null)}>
        <Menu.Target>
          <Button title={t('wallboard.openHint')} loading={ask.busy || open.busy} onClick={() => void ask.run()}>
            {t('wallboard.open')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('wallboard.choose')}</Menu.Label>
          {choice?.displays.map((display, index) => (
            <Menu.Item
              key={display.id}
              rightSection={display.id === choice.chosenId ? <IconCheck size={14} aria-hidden /> : undefined}
              aria-current={display.id === choice.chosenId || undefined}
              onClick={() => void open.run(display.id)}
            >
              {displayText({ t, format }, display, index)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {failure && (
        <FailureNotice
          failure={failure}
          onClose={() => {
            ask.forget()
            open.forget()
          }}
        />
      )}
    </>
  )
}
