import type { ReactNode } from 'react'
import classes from './tag.module.css'

/** A short word beside a name: channel, demo. */
export function Tag({ children }: { readonly children: ReactNode }) {
  return <span className={classes['tag']}>{children}</span>
}
