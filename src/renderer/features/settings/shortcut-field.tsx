import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { pressedShortcut, readShortcut, SHORTCUT_CHARS, type ShortcutRefusal } from '../../../core/settings/shortcut.ts'
import { useSection } from '../../state/hooks.ts'
import { useText } from '../../text/use-text.ts'
import type { Action } from '../../ui/use-action.ts'
import classes from './settings.module.css'
import { BELOW, useSettings, type SettingsPatch } from './use-settings.ts'

/** Keys that are pressed are written down; they can be typed by name, too. Saved with Enter or when the field is left. */
export function ShortcutField({ change }: { readonly change: Action<[SettingsPatch]> }) {
  const t = useText()
  const { settings } = useSettings()
  const { shortcut: state } = useSection('desktop')
  const kept = settings.globalShortcut ?? null
  const [typed, setTyped] = useState<string | null>(null)
  const [refused, setRefused] = useState<ShortcutRefusal | null>(null)

  const save = async (text: string): Promise<void> => {
    const read = text.trim() === '' ? { shortcut: null } : readShortcut(text)
    setRefused('refused' in read ? read.refused : null)
    if ('refused' in read) return
    // One that was taken is tried again.
    if ((read.shortcut === kept && state !== 'taken') || (await change.run({ globalShortcut: read.shortcut })))
      setTyped(null)
  }
  const taken =
    state === 'taken' && kept !== null && typed === null ? t('globalShortcut.taken', { shortcut: kept }) : null
  return (
    <div className={classes['wide']}>
      <div className={classes['fields']}>
        <TextInput
          label={t('globalShortcut.label')}
          description={t(kept === null ? 'globalShortcut.hint' : 'globalShortcut.hintOn')}
          inputWrapperOrder={BELOW}
          placeholder={t('globalShortcut.none')}
          error={refused === null ? taken : t(`globalShortcut.refused.${refused}`)}
          maxLength={SHORTCUT_CHARS}
          spellCheck={false}
          value={typed ?? kept ?? ''}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={() => {
            if (typed !== null) void save(typed)
          }}
          onKeyDown={(event) => {
            const pressed = pressedShortcut(event)
            if (pressed !== undefined) {
              event.preventDefault()
              setTyped(pressed)
              setRefused(null)
            } else if (event.key === 'Enter') void save(typed ?? kept ?? '')
          }}
        />
      </div>
      {kept !== null && (
        <Button
          mt={8}
          onClick={() => {
            setTyped(null)
            void save('')
          }}
        >
          {t('globalShortcut.remove')}
        </Button>
      )}
      <p role="status" className={classes['note']}>
        {state === 'registered' && kept !== null && t('globalShortcut.on', { shortcut: kept })}
        {taken}
      </p>
    </div>
  )
}
