import type { ReactNode } from 'react'
import { useText } from '../../text/use-text.ts'
import { Card, CardBody } from '../../ui/card.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import type { Action } from '../../ui/use-action.ts'
import type { SectionId } from './section-ids.ts'
import classes from './settings.module.css'
import type { SettingsPatch } from './use-settings.ts'

interface SectionFrame {
  readonly id: SectionId
  readonly called: number
  /** Its failure stands below the fields. */
  readonly change?: Action<[SettingsPatch]>
  readonly children: ReactNode
}

/** The card of one section. */
export function Section({ id, called, change, children }: SectionFrame) {
  const t = useText()
  return (
    <Card title={t(`settings.section.${id}`)} called={called}>
      <CardBody>
        <div className={classes['rows']}>
          {children}
          {change?.failure && <FailureNotice failure={change.failure} onClose={change.forget} />}
        </div>
      </CardBody>
    </Card>
  )
}
