import { Button } from '@mantine/core'
import { useNow, useSection } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useFormat, useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { StateMark } from '../../ui/state-mark.tsx'
import { useAction } from '../../ui/use-action.ts'
import classes from './away-card.module.css'
import { episodeTitle } from './episode-text.ts'

/** What came up, ended and still burns since the screen was locked. Nothing where nothing happened, or somebody has read it. */
export function AwayCard() {
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  const { bridge } = useWindow()
  const away = useSection('away')
  const open = useSection('alerts')
  const rules = useSection('rules')
  const dismiss = useAction(() => bridge.dismissAway())
  if (!away) return null
  const burning = new Set(open.map(({ episode }) => episode.id))
  const count = away.burningIds.filter((id) => burning.has(id)).length
  const ended = away.ended + away.burningIds.length - count
  const more = away.fired - away.named.length
  return (
    <div className={classes['place']}>
      <Card
        title={t('away.title')}
        aside={
          <Button loading={dismiss.busy} onClick={() => void dismiss.run()}>
            {t('away.dismiss')}
          </Button>
        }
      >
        <div className={classes['body']}>
          <p>
            {[
              t('away.since', { time: format.moment(away.sinceMs, nowMs) }),
              t('away.fired', { count: away.fired }),
              t('away.ended', { count: ended }),
              t('away.burning', { count })
            ].join(' · ')}
          </p>
          <ul className={classes['list']}>
            {away.named.map((episode) => (
              <li key={episode.id}>
                <StateMark mark={burning.has(episode.id) ? episode.severity : 'ok'} />
                {episodeTitle(episode, { t, format, nowMs, rule: rules.find(({ id }) => id === episode.ruleId) })}
              </li>
            ))}
          </ul>
          {more > 0 && <p>{t('away.more', { count: more })}</p>}
          {dismiss.failure && <FailureNotice failure={dismiss.failure} onClose={dismiss.forget} />}
        </div>
      </Card>
    </div>
  )
}
