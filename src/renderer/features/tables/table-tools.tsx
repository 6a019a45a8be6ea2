import { Select, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { TableLayout } from '../../../core/settings/table-layout.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useText } from '../../text/use-text.ts'
import { ColumnMenu } from './column-menu.tsx'
import { FACET_COLUMN, type FieldColumn, type TableKind } from './columns.ts'
import classes from './table-tools.module.css'
import { useValueText } from './value-text.ts'

interface TableToolsProps {
  readonly kind: TableKind
  readonly columns: readonly FieldColumn[]
  /** Columns whose values make groups. */
  readonly groups: readonly FieldColumn[]
  readonly shown: readonly string[]
  readonly layout: TableLayout
  readonly search: string
  /** My floor is not everything, so there is a choice of rows. */
  readonly narrowed: boolean
  readonly onSearch: (text: string) => void
  readonly onChange: (part: Partial<TableLayout>) => void
}

const TROUBLES: readonly TableLayout['trouble'][] = ['all', 'alerting', 'noData']
/** The kit's lists have texts as values only. */
const ANY = ''

export function TableTools(props: TableToolsProps) {
  const { kind, columns, groups, layout, search, onSearch, onChange } = props
  const t = useText()
  const valueText = useValueText()
  const { rows } = useWindow().mirror
  const facet = columns.find(({ id }) => id === FACET_COLUMN[kind])
  const [values, setValues] = useState<readonly string[]>([])

  /** Looked up when somebody asks: what the rows have now, and what is chosen. */
  function readValues(): void {
    if (!facet) return
    const found = new Set<string>()
    for (const row of rows.all()) {
      const value = facet.valueOf(row)
      if (typeof value === 'string' && value !== '') found.add(value)
    }
    setValues([...found].sort())
  }
  const offered = [...new Set([...values, ...(layout.facet === null ? [] : [layout.facet])])]
  return (
    <div className={classes['tools']} role="search">
      <TextInput
        className={classes['search'] ?? ''}
        size="xs"
        type="search"
        label={t('table.search')}
        placeholder={t(kind === 'agents' ? 'table.searchAgents' : 'table.searchQueues')}
        leftSection={<IconSearch size={14} aria-hidden />}
        value={search}
        onChange={(event) => onSearch(event.currentTarget.value)}
      />
      {facet && (
        <Select
          className={classes['choice'] ?? ''}
          size="xs"
          label={t(kind === 'agents' ? 'table.agentFacet' : 'table.queueFacet')}
          value={layout.facet ?? ANY}
          onDropdownOpen={readValues}
          onChange={(value) => onChange({ facet: value === ANY ? null : value })}
          data={[
            { value: ANY, label: t('table.anyValue') },
            ...offered.map((value) => ({ value, label: valueText(facet, value) }))
          ]}
        />
      )}
      {props.narrowed && (
        <Select
          className={classes['choice'] ?? ''}
          size="xs"
          label={t('floor.rows')}
          value={layout.rows ?? 'mine'}
          onChange={(value) => onChange({ rows: value === 'everything' ? 'everything' : 'mine' })}
          data={[
            { value: 'mine', label: t('floor.mine') },
            { value: 'everything', label: t('floor.all') }
          ]}
        />
      )}
      <Select
        className={classes['choice'] ?? ''}
        size="xs"
        label={t('table.trouble')}
        value={layout.trouble}
        onChange={(value) => onChange({ trouble: TROUBLES.find((one) => one === value) ?? 'all' })}
        data={TROUBLES.map((value) => ({ value, label: t(`table.troubles.${value}`) }))}
      />
      <Select
        className={classes['choice'] ?? ''}
        size="xs"
        label={t('table.group')}
        value={layout.group ?? ANY}
        onChange={(value) => onChange({ group: value === ANY ? null : value })}
        data={[
          { value: ANY, label: t('table.noGroup') },
          ...groups.map(({ id, head }) => ({ value: id, label: head }))
        ]}
      />
      <ColumnMenu
        columns={columns}
        shown={props.shown}
        onChange={(shown) => onChange({ columns: shown === null ? null : [...shown] })}
      />
    </div>
  )
}
