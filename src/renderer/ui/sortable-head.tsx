import { UnstyledButton } from '@mantine/core'
import { IconArrowNarrowDown, IconArrowNarrowUp } from '@tabler/icons-react'
import classes from './live-table.module.css'

interface SortableHeadProps {
  readonly text: string
  readonly align: 'start' | 'end'
  readonly sorted: false | 'asc' | 'desc'
  readonly onToggle: () => void
}

export const ARIA_SORT = { asc: 'ascending', desc: 'descending' } as const

export function SortableHead({ text, align, sorted, onToggle }: SortableHeadProps) {
  const Arrow = sorted === 'asc' ? IconArrowNarrowUp : IconArrowNarrowDown
  return (
    <th scope="col" data-align={align} aria-sort={sorted === false ? 'none' : ARIA_SORT[sorted]}>
      <UnstyledButton className={classes['sort']} onClick={onToggle}>
        {text}
        {sorted !== false && <Arrow size={12} aria-hidden />}
      </UnstyledButton>
    </th>
  )
}
