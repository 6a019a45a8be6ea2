import { useRef } from 'react'
import type { AlertView } from '../../../contract/views.ts'
import { useNow, useSection } from '../../state/hooks.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { FactList } from '../../ui/fact-list.tsx'
import { StateMark } from '../../ui/state-mark.tsx'
import { AlertActions } from './alert-actions.tsx'
import { AlertSamples } from './alert-samples.tsx'
import classes from './alert-explanation.module.css'
import { DeliveryLedger } from './delivery-ledger.tsx'
import { useAround } from './episode-around.ts'
import { episodeFacts } from './episode-facts.ts'
import { RuleThen } from './rule-then.tsx'
import { episodeLine, episodeTitle } from './episode-text.ts'
import { useDataAge } from './use-data-age.ts'

/** Which value, which threshold, since when, how long pending, how old the data, by which rule, and who was told. */
export function AlertExplanation({ alert }: { readonly alert: AlertView }) {
  const { episode, deliveries } = alert
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  const rule = useSection('rules').find((one) => one.id === episode.ruleId)
  const dataAge = useDataAge(episode.key)
  const context = { t, format, rule, nowMs, ...useAround(episode) }
  const title = episodeTitle(episode, context)
  const heading = useRef<HTMLHeadingElement>(null)
  return (
    <div className={classes['stack']}>
      <div className={classes['title']}>
        <StateMark mark={episode.severity} />
        <h3 ref={heading} tabIndex={-1}>
          {title}
        </h3>
      </div>
      <p className={classes['line']}>{episodeLine(episode, deliveries, context)}</p>
      {episode.state !== 'closed' && (
        <AlertActions episode={episode} title={title} actions="full" onAcknowledged={() => heading.current?.focus()} />
      )}
      <FactList
        facts={[
          ...episodeFacts(episode, context),
          ...(dataAge === null ? [] : [{ label: t('detail.dataAge'), value: dataAge }])
        ]}
      />
      <h3 className={classes['heading']} data-part="explanation">
        {t('explain.heading')}
      </h3>
      <AlertSamples key={`samples ${episode.id}`} episode={episode} />
      <RuleThen key={episode.id} ruleId={episode.ruleId} version={episode.ruleVersion} />
      <h3 className={classes['heading']}>{t('detail.ledger')}</h3>
      <DeliveryLedger deliveries={deliveries} />
    </div>
  )
}
