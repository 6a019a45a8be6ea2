import type { AlertView, RowView, StateView } from '../../../contract/views.ts'
import type { RealtimeRule, Rule } from '../../../core/alerts/rule.ts'
import type { FeedShape } from '../../state/feed-shape.ts'
import type { Translate } from '../../text/catalogue.ts'
import { rowName } from '../floor/feed-roles.ts'

/** What a rule can be asked about. */
export interface WhyKey {
  /** Unique among them. */
  readonly value: string
  readonly label: string
  readonly connectionId: string | null
  readonly key: string
}

export interface WhyKeySources {
  readonly t: Translate
  readonly view: Pick<StateView, 'connections' | 'targets' | 'alerts' | 'history'>
  readonly shapes: readonly FeedShape[]
  readonly rows: { readonly all: () => Iterable<RowView> }
}

const AGGREGATE = '*'

function whyKey(label: string, connectionId: string | null, key: string): WhyKey {
  return { value: JSON.stringify([connectionId, key]), label, connectionId, key }
}

const reads = ({ producer }: RealtimeRule, feed: FeedShape): boolean =>
  producer === 'queue' || producer === 'agent' ? feed.subject === producer : feed.producerId === producer

/** Queues and agents whose rows the rule reads, each with its connection where there are several. */
function rowKeys(rule: RealtimeRule, { shapes, rows, view }: WhyKeySources): WhyKey[] {
  const feeds = new Map(shapes.filter((feed) => reads(rule, feed)).map((feed) => [feed.id, feed]))
  const connections = new Map(view.connections.map(({ id, name }) => [id, name]))
  const found: WhyKey[] = []
  for (const row of rows.all()) {
    const feed = feeds.get(row.feedId)
    if (!feed) continue
    const where = feeds.size > 1 ? ` · ${connections.get(feed.connectionId) ?? feed.connectionId}` : ''
    found.push(whyKey(`${rowName(feed, row)}${where}`, feed.connectionId, row.id))
  }
  return found
}

function presentKeys(rule: Rule, sources: WhyKeySources): WhyKey[] {
  const { view, t } = sources
  if (rule.kind === 'target') return view.targets.map((one) => whyKey(one.name, one.connectionId, one.id))
  if (rule.kind === 'feed') return view.connections.map(({ id, name }) => whyKey(name, id, id))
  if (rule.over === 'each') return rowKeys(rule, sources)
  return view.connections.map(({ id, name }) => whyKey(t('why.all', { name }), id, AGGREGATE))
}

/** Everything that the rule can be asked about by name, those that had an alert lately included, sorted by name. */
export function whyKeys(rule: Rule, sources: WhyKeySources): readonly WhyKey[] {
  const { alerts, history } = sources.view
  const alerted = [...alerts, ...history]
    .filter(({ episode }: AlertView) => episode.ruleId === rule.id)
    .map(({ episode }) => whyKey(episode.keyName, episode.connectionId, episode.key))
  const all = new Map([...alerted, ...presentKeys(rule, sources)].map((one) => [one.value, one]))
  return [...all.values()].sort((a, b) => a.label.localeCompare(b.label))
}

/** The rules that read this row, those that ask about each row first. */
export function rulesAbout(rules: readonly Rule[], feed: FeedShape): readonly Rule[] {
  return rules.filter((rule) => rule.kind === 'realtime' && rule.over === 'each' && reads(rule, feed))
}
