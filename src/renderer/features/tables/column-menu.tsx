import { Button, Menu } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { useText } from '../../text/use-text.ts'
import type { FieldColumn } from './columns.ts'
import classes from './table-tools.module.css'

interface ColumnMenuProps {
  readonly columns: readonly FieldColumn[]
  readonly shown: readonly string[]
  /** Null: as at the beginning. */
  readonly onChange: (shown: readonly string[] | null) => void
}

/** Which columns stand beside the name. Stays open while one chooses. */
export function ColumnMenu({ columns, shown, onChange }: ColumnMenuProps) {
  const t = useText()
  const toggled = (id: string): readonly string[] =>
    shown.includes(id) ? shown.filter((one) => one !== id) : [...shown, id]
  return (
    <Menu position="bottom-end" shadow="md" closeOnItemClick={false}>
      <Menu.Target>
        <Button size="xs" leftSection={<IconColumns3 size={14} aria-hidden />}>
          {t('table.columns')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes['columns'] ?? ''}>
        {columns.map(({ id, head }) => (
          <Menu.CheckboxItem key={id} checked={shown.includes(id)} onChange={() => onChange(toggled(id))}>
            {head}
          </Menu.CheckboxItem>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => onChange(null)}>{t('table.columnsReset')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
