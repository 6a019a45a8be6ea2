import type { AlertView, TargetView } from '../../../contract/views.ts'
import { useNow, useSection } from '../../state/hooks.ts'
import { useFormat, useText } from '../../text/use-text.ts'
import { StateMark } from '../../ui/state-mark.tsx'
import { episodeTitle } from '../alerts/episode-text.ts'
import { NoOpenAlerts } from '../alerts/no-open-alerts.tsx'
import { openAlerts } from '../alerts/open-alerts.ts'
import { useFloorTargets } from '../floor/on-floor.ts'
import { NoTargetsOnFloor } from '../targets/no-targets.tsx'
import { useIsOld } from '../targets/old-target.ts'
import { byTrouble, targetMark, targetValue } from '../targets/target-text.ts'
import { WallboardList, WallboardTile, type ListTileProps } from './wallboard-tile.tsx'
import classes from './wallboard.module.css'

function AlertLine({ alert: { episode } }: { readonly alert: AlertView }) {
  const t = useText()
  const format = useFormat()
  const nowMs = useNow()
  const rule = useSection('rules').find((one) => one.id === episode.ruleId)
  return (
    <li data-dim={episode.acknowledgedAtMs !== null || undefined}>
      <StateMark mark={episode.severity} />
      <span className={classes['name']}>{episodeTitle(episode, { t, format, rule, nowMs })}</span>
    </li>
  )
}

/** The worst alerts that fit. */
export function WallboardAlerts({ width, lines }: ListTileProps) {
  const t = useText()
  const open = openAlerts(useSection('alerts'))
  const shown = open.slice(0, lines * width)
  const more = open.length - shown.length
  return (
    <WallboardTile
      title={t('alerts.title')}
      width={width}
      aside={more > 0 ? t('queues.more', { count: more }) : undefined}
    >
      {open.length === 0 ? (
        <NoOpenAlerts />
      ) : (
        <WallboardList label={t('alerts.title')} columns={width} lines={lines}>
          {shown.map((alert) => (
            <AlertLine key={alert.episode.id} alert={alert} />
          ))}
        </WallboardList>
      )}
    </WallboardTile>
  )
}

function TargetLine({ target }: { readonly target: TargetView }) {
  const t = useText()
  const format = useFormat()
  const old = useIsOld(target)
  return (
    <li data-dim={old || undefined}>
      <StateMark mark={targetMark(target, old)} />
      <span className={classes['name']} title={target.name}>
        {target.name}
      </span>
      <strong>{targetValue(target, t, format)}</strong>
    </li>
  )
}

/** Targets of my floor: value against threshold, those that need somebody first. */
export function WallboardTargets({ width, lines }: ListTileProps) {
  const t = useText()
  const targets = [...useFloorTargets()].sort(byTrouble)
  const shown = targets.slice(0, lines * width)
  const more = targets.length - shown.length
  return (
    <WallboardTile
      title={t('targets.title')}
      width={width}
      aside={more > 0 ? t('queues.more', { count: more }) : undefined}
    >
      {targets.length === 0 ? (
        <NoTargetsOnFloor />
      ) : (
        <WallboardList label={t('targets.title')} columns={width} lines={lines}>
          {shown.map((target) => (
            <TargetLine key={`${target.connectionId} ${target.id}`} target={target} />
          ))}
        </WallboardList>
      )}
    </WallboardTile>
  )
}
