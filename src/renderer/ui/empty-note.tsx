import type { ReactNode } from 'react'
import { StateMark, type Mark } from './state-mark.tsx'
import classes from './empty-note.module.css'

interface EmptyNoteProps {
  readonly title: string
  /** What to do, or what will happen. */
  readonly next: string
  readonly mark?: Mark
  readonly action?: ReactNode
}

/** Why there is nothing here and what comes next. */
export function EmptyNote({ title, next, mark, action }: EmptyNoteProps) {
  return (
    <div className={classes['note']}>
      {mark && <StateMark mark={mark} silent />}
      <div>
        <p className={classes['title']}>{title}</p>
        <p className={classes['next']}>{next}</p>
        {action}
      </div>
    </div>
  )
}
