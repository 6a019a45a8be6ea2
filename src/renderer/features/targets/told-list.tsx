import type { NotificationSettingView, TargetDetail } from '../../../contract/reporting-views.ts'
import { useNow } from '../../state/hooks.ts'
import type { Translate } from '../../text/catalogue.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import classes from './target-drawer.module.css'

/** Where it goes; of secrets only that one is missing. */
function placeOf(setting: NotificationSettingView, t: Translate): readonly string[] {
  switch (setting.kind) {
    case 'bar':
      return [setting.channelId]
    case 'email':
      return [setting.address, ...(setting.bundleable === true ? [t('reporting.bundled')] : [])]
    case 'slack': {
      const { access } = setting
      const way =
        access.shape === 'bot'
          ? t('reporting.slackBot', { channel: access.channel, user: access.user })
          : t('reporting.slackWebhook')
      return [way, ...(access.isSet ? [] : [t('reporting.accessMissing')])]
    }
  }
}

const sends = (active: boolean | null, t: Translate): string => {
  if (active === null) return t('reporting.sendsUnsaid')
  return t(active ? 'reporting.sendsOn' : 'reporting.sendsOff')
}

/** Who hears of the target from the service itself, and what keeps them from it. */
export function ToldList({ detail }: { readonly detail: TargetDetail }) {
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  const { line, settings, settingsFailure } = detail
  return (
    <section className={classes['section']} aria-label={t('reporting.toldHeading')}>
      <h3>{t('reporting.toldHeading')}</h3>
      {line.notificationsActive === false && <p>{t('reporting.toldOff')}</p>}
      {settingsFailure && <FailureNotice failure={settingsFailure} title={t('reporting.toldFailed')} />}
      {settings.length === 0 && !settingsFailure && (
        <p className={classes['dim']}>
          {t(line.settingsReadAtMs === null ? 'reporting.loading' : 'reporting.toldNone')}
        </p>
      )}
      <ul className={classes['told']}>
        {settings.map((setting) => {
          const { id, kind, name, active, lastSentAtMs } = setting
          const last =
            lastSentAtMs === null
              ? t('reporting.neverSent')
              : t('reporting.lastSent', { time: format.moment(lastSentAtMs, nowMs) })
          return (
            <li key={id}>
              <strong>{[t(`reporting.kind.${kind}`), ...(name === '' ? [] : [name])].join(' · ')}</strong>
              <p>{placeOf(setting, t).join(' · ')}</p>
              <p className={classes['dim']}>{[sends(active, t), last].join(' · ')}</p>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
