import type { ReactNode } from 'react'
import classes from './view-frame.module.css'

/** A view's cards below each other. */
export function ViewFrame({ children }: { readonly children: ReactNode }) {
  return <div className={classes['stack']}>{children}</div>
}

/** A wide and a narrow column that fall below each other where there is no room. */
export function TwoColumns({ wide, narrow }: { readonly wide: ReactNode; readonly narrow: ReactNode }) {
  return (
    <div className={classes['columns']}>
      <div className={classes['stack']}>{wide}</div>
      <div className={classes['stack']}>{narrow}</div>
    </div>
  )
}
