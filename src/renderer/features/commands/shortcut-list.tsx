import { Kbd, Modal } from '@mantine/core'
import { useId } from 'react'
import type { ViewAddress } from '../../../contract/views.ts'
import { useText } from '../../text/use-text.ts'
import classes from './commands.module.css'
import { EVERYWHERE, IN_COMMANDS, IN_TABLES, keyNames, viewKeys } from './shortcuts.ts'
import { isMac } from './this-keyboard.ts'

interface Line {
  readonly keys: readonly string[]
  readonly words: string
}

function ShortcutTable({ title, lines }: { readonly title: string; readonly lines: readonly Line[] }) {
  const t = useText()
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={classes['heading']}>
        {title}
      </h2>
      <table className={classes['shortcuts']}>
        <thead className="visually-hidden">
          <tr>
            <th>{t('shortcut.what')}</th>
            <th>{t('shortcut.keys')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ keys, words }) => (
            <tr key={words}>
              <th scope="row">{words}</th>
              <td>
                {keys.map((one) => (
                  <Kbd key={one} size="xs">
                    {keyNames(one, isMac)}
                  </Kbd>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface ShortcutListProps {
  readonly opened: boolean
  readonly order: readonly ViewAddress['view'][]
  readonly onClose: () => void
}

/** Every shortcut of the window, so that nobody has to guess. */
export function ShortcutList({ opened, order, onClose }: ShortcutListProps) {
  const t = useText()
  const views = order.flatMap((view): Line[] => {
    const keys = viewKeys(order, view)
    return keys === undefined ? [] : [{ keys: [keys], words: t('command.view', { view: t(`nav.${view}`) }) }]
  })
  const worded = (lines: typeof EVERYWHERE): Line[] => lines.map(({ keys, text }) => ({ keys, words: t(text) }))
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('shortcut.title')}
      closeButtonProps={{ 'aria-label': t('app.close') }}
      size="lg"
    >
      <ShortcutTable title={t('shortcut.everywhere')} lines={[...worded(EVERYWHERE), ...views]} />
      <ShortcutTable title={t('shortcut.inTables')} lines={worded(IN_TABLES)} />
      <ShortcutTable title={t('shortcut.inCommands')} lines={worded(IN_COMMANDS)} />
    </Modal>
  )
}
