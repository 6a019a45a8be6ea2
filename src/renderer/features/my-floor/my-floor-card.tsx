import { Button, MultiSelect } from '@mantine/core'
import { useCallback } from 'react'
import { EVERYTHING, FLOOR_KINDS, floorReader, isEverything, type FloorScope } from '../../../core/floor/scope.ts'
import { useFeedShapes } from '../../state/hooks.ts'
import type { RowTable } from '../../state/row-table.ts'
import { useWished } from '../../state/use-wished.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useFormat, useText } from '../../text/use-text.ts'
import { Card, CardBody } from '../../ui/card.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useAction } from '../../ui/use-action.ts'
import { feedsListing } from '../floor/feed-roles.ts'
import { useFloorRowList, useFloorScope } from '../floor/on-floor.ts'
import { queueFeeds } from '../overview/use-queues.ts'
import { useConnectionNames } from '../tables/use-live-table.ts'
import classes from './my-floor-card.module.css'
import { useFloorChoices } from './use-floor-choices.ts'

/** A list longer than this is searched rather than scrolled. */
const OFFERED = 200
const NONE_LISTED = { sites: 'floor.noSites', queues: 'floor.noQueues', teams: 'floor.noTeams' } as const

/** How many queues and agents of my floor are listed now. */
function useNow(): readonly [queues: number, agents: number] {
  const shapes = useFeedShapes()
  const select = useCallback(
    (rows: RowTable) => {
      const queues = new Set(queueFeeds(shapes).map(({ id }) => id))
      const agents = new Set(feedsListing(shapes, 'agentState').map(({ id }) => id))
      const counts = [0, 0]
      for (const { feedId } of rows.all()) {
        if (queues.has(feedId)) counts[0] = (counts[0] ?? 0) + 1
        if (agents.has(feedId)) counts[1] = (counts[1] ?? 0) + 1
      }
      return counts
    },
    [shapes]
  )
  const [queues = 0, agents = 0] = useFloorRowList(select)
  return [queues, agents]
}

function NowLine() {
  const t = useText()
  const format = useFormat()
  const [queues, agents] = useNow()
  const counted = (key: 'floor.nowQueues' | 'floor.nowAgents', count: number): string =>
    t(key, { count, shown: format.number(count) })
  return (
    <p className={classes['now']} role="status">
      {t('floor.now', {
        queues: counted('floor.nowQueues', queues),
        agents: counted('floor.nowAgents', agents)
      })}
    </p>
  )
}

/** The same text for the same choice, whatever order its fields came in. */
function said({ connections, sites, queues, teams }: FloorScope): string {
  return JSON.stringify([
    connections,
    ...[sites, queues, teams].map((parts) => parts.map(({ id, name }) => [id, name]))
  ])
}

/** What the user watches, chosen of what is listed. Counts as soon as main has it. */
export function MyFloorCard() {
  const t = useText()
  const { bridge } = useWindow()
  const shapes = useFeedShapes()
  const names = useConnectionNames()
  const saved = useFloorScope()
  const [own, setOwn] = useWished(saved, said)
  const scope = own ?? saved
  const save = useAction(({ connections, sites, queues, teams }: FloorScope) =>
    bridge.changeSettings({
      floor: { connections: [...connections], sites: [...sites], queues: [...queues], teams: [...teams] }
    })
  )
  const choices = useFloorChoices()

  async function choose(part: Partial<FloorScope>): Promise<void> {
    const next = { ...scope, ...part }
    setOwn(next)
    // What main refused is not kept: the fields show what it has.
    if (!(await save.run(next))) setOwn(null)
  }

  const connections = [...new Set([...names.keys(), ...scope.connections])].map((value) => ({
    value,
    label: names.get(value) ?? t('floor.unlisted', { name: value })
  }))
  const silentAgents = shapes.filter(
    (feed) => scope.queues.length > 0 && feed.subject === 'agent' && !floorReader(feed, 'queues')
  )
  const silentConnections = [
    ...new Set(silentAgents.map(({ connectionId }) => names.get(connectionId) ?? connectionId))
  ]

  return (
    <Card title={t('floor.title')}>
      <CardBody>
        <p className={classes['about']}>{t('floor.about')}</p>
        <div className={classes['fields']}>
          <MultiSelect
            label={t('floor.connections')}
            placeholder={scope.connections.length === 0 ? t('floor.any') : ''}
            searchable
            data={connections}
            value={[...scope.connections]}
            onChange={(value) => void choose({ connections: value })}
          />
          {FLOOR_KINDS.map((kind) => {
            const listed = choices[kind]
            const chosen = scope[kind]
            if (!listed && chosen.length === 0) {
              return (
                <p key={kind} className={classes['none']}>
                  {t(NONE_LISTED[kind])}
                </p>
              )
            }
            const known = new Map([...chosen, ...(listed ?? [])].map((part) => [part.id, part]))
            const here = new Set(listed?.map(({ id }) => id))
            return (
              <MultiSelect
                key={kind}
                label={t(`floor.${kind}`)}
                placeholder={chosen.length === 0 ? t('floor.any') : ''}
                searchable
                limit={OFFERED}
                data={[...known.values()].map(({ id, name }) => ({
                  value: id,
                  label: here.has(id) ? name : t('floor.unlisted', { name })
                }))}
                value={chosen.map(({ id }) => id)}
                onChange={(value) => void choose({ [kind]: value.flatMap((id) => known.get(id) ?? []) })}
              />
            )
          })}
        </div>
        <NowLine />
        {silentConnections.map((connection) => (
          <p key={connection} className={classes['none']}>
            {t('floor.agentsStay', { connection })}
          </p>
        ))}
        <p className={classes['none']}>{t(isEverything(scope) ? 'floor.everything' : 'floor.narrows')}</p>
        {save.failure && <FailureNotice failure={save.failure} onClose={save.forget} />}
        {!isEverything(scope) && <Button onClick={() => void choose(EVERYTHING)}>{t('floor.clear')}</Button>}
      </CardBody>
    </Card>
  )
}
