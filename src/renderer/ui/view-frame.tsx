import type { ReactNode } from 'react'
import classes from './view-frame.module.css'

/** A view's cards below each other. */
export function ViewFrame({ children }: { readonly children: ReactNode }) {
  return <div className={classes['stack']}>{children}</div>
}
