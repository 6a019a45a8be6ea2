import type { ReactNode } from 'react'
import classes from './small-table.module.css'

interface SmallTableProps {
  /** What it lists, for those who can't see it. */
  readonly label: string
  readonly heads: readonly string[]
  /** One cell for each head. They are told apart by their place: lines come and go at the ends only. */
  readonly lines: readonly (readonly ReactNode[])[]
}

/** A plain table that scrolls by itself when it is long. */
export function SmallTable({ label, heads, lines }: SmallTableProps) {
  return (
    <div className={classes['scroll']} tabIndex={0} role="region" aria-label={label}>
      <table className={classes['table']}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((cells, line) => (
            <tr key={line}>
              {cells.map((cell, at) => (
                <td key={at}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
