import { useId, type ReactNode } from 'react'
import classes from './wallboard.module.css'

interface WallboardTileProps {
  readonly title: string
  /** Columns of the three. */
  readonly width: number
  readonly aside?: ReactNode
  readonly children: ReactNode
}

export function WallboardTile({ title, width, aside, children }: WallboardTileProps) {
  const id = useId()
  return (
    <section className={classes['tile']} data-width={width} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <p>{aside}</p>
      </header>
      {children}
    </section>
  )
}

export interface ListTileProps {
  /** Columns of the three, and of the list. */
  readonly width: number
  readonly lines: number
}

interface WallboardListProps {
  readonly label: string
  readonly columns: number
  readonly lines: number
  readonly children: ReactNode
}

/** As many lines as fit, one column after the other. */
export function WallboardList({ label, columns, lines, children }: WallboardListProps) {
  return (
    <ul
      className={classes['list']}
      aria-label={label}
      style={{
        gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
        gridTemplateRows: `repeat(${lines}, minmax(0, 1fr))`
      }}
    >
      {children}
    </ul>
  )
}
