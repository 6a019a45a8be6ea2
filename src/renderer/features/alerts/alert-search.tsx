import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { AlertView } from '../../../contract/views.ts'
import type { Severity } from '../../../core/alerts/rule.ts'
import { ruleName } from '../../../core/text/default-rule-words.ts'
import { useSection } from '../../state/hooks.ts'
import { useWindow } from '../../state/window-context.tsx'
import { useText } from '../../text/use-text.ts'
import { Card } from '../../ui/card.tsx'
import { EmptyNote } from '../../ui/empty-note.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { HistoryTable } from './alert-history.tsx'
import classes from './alert-search.module.css'
import { useAlertSearch, type AlertSearch, type SearchFilter } from './use-alert-search.ts'

const SEVERITIES = ['info', 'warning', 'critical'] as const satisfies Severity[]
const DAY_MS = 86_400_000
const SINCE = { any: null, day: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS } as const
type Since = keyof typeof SINCE
const SINCES = ['any', 'day', 'week', 'month'] as const satisfies readonly Since[]
/** So many of the newest ones are here without being asked for. */
const KEPT = 200
/** No rule and no severity is called so. */
const ANY = '*'

const NO_FILTER: SearchFilter = { text: '', ruleId: null, severity: null, fromMs: null, toMs: null }

/** Alerts that are over: the newest at once, all of the journal by search or further down. */
export function AlertHistorySearch({ onShow }: { readonly onShow: (alert: AlertView) => void }) {
  const t = useText()
  const newest = useSection('history')
  const { clock } = useWindow()
  const [filter, setFilter] = useState(NO_FILTER)
  const [since, setSince] = useState<Since>('any')
  const [isOlderWanted, setOlderWanted] = useState(false)
  const isFiltered = JSON.stringify(filter) !== JSON.stringify(NO_FILTER)
  const search = useAlertSearch(isFiltered || isOlderWanted ? filter : null)
  const isSearched = isFiltered || (isOlderWanted && search.alerts.length > 0)
  const alerts = isSearched ? search.alerts : newest
  const show = (episodeId: string): void => {
    const alert = alerts.find(({ episode }) => episode.id === episodeId)
    if (alert) onShow(alert)
  }
  const choose = (chosen: Since): void => {
    const backMs = SINCE[chosen]
    setSince(chosen)
    setFilter((before) => ({ ...before, fromMs: backMs === null ? null : clock.nowMs() - backMs }))
  }

  return (
    <Card title={t('alerts.history')}>
      <SearchFields
        filter={filter}
        since={since}
        onSince={choose}
        onFilter={(part) => setFilter((before) => ({ ...before, ...part }))}
      />
      {alerts.length > 0 && <HistoryTable alerts={alerts} onShow={show} />}
      {!isSearched && newest.length === 0 && (
        <EmptyNote title={t('alerts.historyEmptyTitle')} next={t('alerts.historyEmptyNext')} />
      )}
      {isFiltered && !search.busy && !search.hasMore && !search.failure && alerts.length === 0 && (
        <EmptyNote title={t('alertSearch.none')} next={t('alertSearch.noneNext')} />
      )}
      {search.failure && <FailureNotice failure={search.failure} />}
      <SearchFoot
        search={search}
        isEmpty={alerts.length === 0}
        canGoOn={isSearched ? search.hasMore : newest.length >= KEPT}
        onMore={() => {
          if (isSearched) search.more()
          else setOlderWanted(true)
        }}
      />
    </Card>
  )
}

interface SearchFieldsProps {
  readonly filter: SearchFilter
  readonly since: Since
  readonly onSince: (since: Since) => void
  readonly onFilter: (part: Partial<SearchFilter>) => void
}

function SearchFields({ filter, since, onSince, onFilter }: SearchFieldsProps) {
  const t = useText()
  const rules = useSection('rules')
  return (
    <div className={classes['fields']} role="search" aria-label={t('alertSearch.title')}>
      <TextInput
        className={classes['text'] ?? ''}
        aria-label={t('alertSearch.text')}
        placeholder={t('alertSearch.text')}
        maxLength={200}
        value={filter.text}
        onChange={(event) => onFilter({ text: event.currentTarget.value })}
      />
      <Select
        className={classes['choice'] ?? ''}
        aria-label={t('alertSearch.rule')}
        data={[
          { value: ANY, label: t('alertSearch.anyRule') },
          ...rules.map((rule) => ({ value: rule.id, label: ruleName(t, rule) }))
        ]}
        value={filter.ruleId ?? ANY}
        onChange={(chosen) => onFilter({ ruleId: chosen === ANY ? null : chosen })}
      />
      <Select
        className={classes['choice'] ?? ''}
        aria-label={t('alertSearch.severity')}
        data={[
          { value: ANY, label: t('alertSearch.anySeverity') },
          ...SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) }))
        ]}
        value={filter.severity ?? ANY}
        onChange={(chosen) => onFilter({ severity: SEVERITIES.find((one) => one === chosen) ?? null })}
      />
      <Select
        className={classes['choice'] ?? ''}
        aria-label={t('alertSearch.since')}
        data={SINCES.map((value) => ({ value, label: t(`alertSearch.sinceChoice.${value}`) }))}
        value={since}
        onChange={(chosen) => onSince(SINCES.find((one) => one === chosen) ?? 'any')}
      />
    </div>
  )
}

interface SearchFootProps {
  readonly search: AlertSearch
  readonly isEmpty: boolean
  readonly canGoOn: boolean
  readonly onMore: () => void
}

function SearchFoot({ search, isEmpty, canGoOn, onMore }: SearchFootProps) {
  const t = useText()
  if (!search.busy && !canGoOn) return null
  return (
    <div className={classes['foot']}>
      {search.busy && <p role="status">{t('alertSearch.searching')}</p>}
      {!search.busy && <Button onClick={onMore}>{t(isEmpty ? 'alertSearch.goOn' : 'alertSearch.more')}</Button>}
    </div>
  )
}
