import { useEffect, useId, useRef, type ReactNode } from 'react'
import classes from './card.module.css'

interface CardProps {
  readonly title: string
  /** A few words or controls at the right of the title. */
  readonly aside?: ReactNode
  readonly children: ReactNode
  /** Above 0: the heading takes the focus and comes into sight; again with each other number. */
  readonly called?: number
}

/** A titled block of a view, and a landmark of that name. */
export function Card({ title, aside, children, called = 0 }: CardProps) {
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (called === 0) return
    heading.current?.focus({ preventScroll: true })
    heading.current?.scrollIntoView({ block: 'start' })
  }, [called])
  return (
    <section className={classes['card']} aria-labelledby={id}>
      <div className={classes['head']}>
        <h2 id={id} ref={heading} tabIndex={-1} className={classes['title']}>
          {title}
        </h2>
        {aside !== undefined && <div className={classes['aside']}>{aside}</div>}
      </div>
      {children}
    </section>
  )
}

/** Padding for what is not a list or table reaching from edge to edge. */
export function CardBody({ children }: { readonly children: ReactNode }) {
  return <div className={classes['body']}>{children}</div>
}
