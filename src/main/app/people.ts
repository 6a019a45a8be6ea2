import type { Episode } from '../../core/alerts/episode.ts'
import type { Filter, Rule } from '../../core/alerts/rule.ts'
import { measureByRole, type FeedDescriptor, type Subject } from '../../core/measures/feed.ts'
import { feedOfRow, partsOfRow, rowId, type Row, type RowDelta } from '../../core/measures/row.ts'
import { isPersonalKey, isPersonalMeasure } from '../../core/privacy/personal.ts'
import { createNameFilter } from './name-filter.ts'
import type { Pseudonyms } from './pseudonyms.ts'
import type { Translate } from './speech.ts'

type ShownRow = Pick<Row, 'id' | 'feedId' | 'keys' | 'values' | 'changedAtMs' | 'intervals'>

/** Stands between what main knows and whatever leaves it. While names are shown, everything passes as it is. */
export interface People {
  hidden(): boolean
  row(row: ShownRow): ShownRow
  rowId(id: string): string
  episode(episode: Episode): Episode
  rule(rule: Rule): Rule
  /** The rule that was meant by an edited copy of what `rule` made of `present`. */
  meant(edited: Rule, present: Rule | undefined): Rule
  /** Rows changed: whoever is new is known from now on. True when somebody is, which may change what a rule's names are called. */
  noted(deltas: readonly RowDelta[]): boolean
  /** Any text with pseudonyms in the place of the names that are known. */
  without(text: string): string
  /** Pseudonyms have their words in another language from now on; their codes stay. */
  languageChanged(): void
}

export interface PeopleDeps {
  readonly hidden: () => boolean
  readonly pseudonyms: Pseudonyms
  readonly feeds: () => Iterable<FeedDescriptor>
  readonly rows: (feedId: string) => Iterable<Row>
  readonly t: Translate
}

/** A label's words may be of another language than when it was given out; its code is the same. */
const codeIn = (label: string): string => /[A-Z2-9]{4,}(?=\]?$)/.exec(label)?.[0] ?? label

/** What a filter compares may be somebody's name or login. */
function namesPeople(by: Filter['by'], producer: string): boolean {
  const subject = /^agent/i.test(producer) ? 'agent' : undefined
  if ('key' in by) return isPersonalKey(by.key, subject)
  return 'role' in by ? by.role === 'agentName' : isPersonalKey(by.name, subject)
}

/** The rule with each name in its filters replaced, none of them twice. */
function withNames(rule: Rule, replace: (name: string, by: Filter['by']) => readonly string[]): Rule {
  if (rule.kind !== 'realtime') return rule
  const replaced = (filters: readonly Filter[]): Filter[] =>
    filters.map((one) =>
      namesPeople(one.by, rule.producer)
        ? { ...one, oneOf: [...new Set(one.oneOf.flatMap((name) => replace(name, one.by)))] }
        : one
    )
  const { among } = rule
  return { ...rule, scope: replaced(rule.scope), ...(among === undefined ? {} : { among: replaced(among) }) }
}

export function createPeople(deps: PeopleDeps): People {
  const { hidden, pseudonyms, t } = deps
  /** Feeds of earlier moments too: rows are taken back after their feed went. */
  const known = new Map<string, FeedDescriptor>()

  function feedOf(feedId: string): FeedDescriptor | undefined {
    for (const feed of deps.feeds()) if (known.get(feed.id) !== feed) known.set(feed.id, feed)
    return known.get(feedId)
  }
  const labelOf = (account: string, who: readonly string[]): string =>
    t('privacy.agent', { code: pseudonyms.codeFor(JSON.stringify([account, ...who])) })

  interface Masked {
    readonly id: string
    readonly keys: Readonly<Record<string, string>>
    readonly label: string
  }
  const masked = new Map<string, Masked | null>()

  /** Null for a row that is about nobody. */
  function maskOf(id: string, subject: Subject | undefined): Masked | null {
    const cacheKey = `${subject ?? ''}\n${id}`
    const present = masked.get(cacheKey)
    if (present !== undefined) return present
    const made = makeMask(id, subject)
    masked.set(cacheKey, made)
    return made
  }
  function makeMask(id: string, subject: Subject | undefined): Masked | null {
    const parts = partsOfRow(id)
    if (!parts) return null
    const about = subject ?? (/^agent/i.test(parts.head[3]) ? 'agent' : undefined)
    const personal = Object.keys(parts.keys).filter((name) => isPersonalKey(name, about))
    if (personal.length === 0) return null
    const label = labelOf(
      parts.head[1],
      personal.sort().map((name) => parts.keys[name] ?? '')
    )
    const keys = { ...parts.keys, ...Object.fromEntries(personal.map((name) => [name, label])) }
    return { id: rowId(parts.head, keys), keys, label }
  }
  const maskOfId = (id: string): Masked | null => {
    const feedId = feedOfRow(id)
    return feedId === undefined ? null : maskOf(id, feedOf(feedId)?.subject)
  }

  function maskedRow(row: ShownRow): ShownRow {
    const feed = feedOf(row.feedId)
    const mask = maskOf(row.id, feed?.subject)
    const names = (feed?.measures ?? []).filter(
      (measure) => feed && isPersonalMeasure(measure, feed.subject) && typeof row.values[measure.name] === 'string'
    )
    if (!mask && names.length === 0) return row
    const values = { ...row.values }
    for (const { name } of names) {
      const value = values[name]
      // A row without a person of its own may still name one.
      if (typeof value === 'string' && value !== '') values[name] = mask?.label ?? labelOfName(value)
    }
    return { ...row, id: mask?.id ?? row.id, keys: mask?.keys ?? row.keys, values }
  }

  let filter = createNameFilter()
  let learned = false

  /** True when a name in it is new. */
  function learnRow(row: Row): boolean {
    const feed = feedOf(row.feedId)
    if (!feed) return false
    const label = maskOf(row.id, feed.subject)?.label
    if (label === undefined) return false
    const texts = [
      ...feed.measures.flatMap((measure) =>
        isPersonalMeasure(measure, feed.subject) ? [row.values[measure.name]] : []
      ),
      ...Object.entries(row.keys).flatMap(([name, value]) => (isPersonalKey(name, feed.subject) ? [value] : []))
    ]
    return texts.filter((text) => typeof text === 'string' && filter.learn(text, label)).length > 0
  }

  /** Whoever came while names were shown. */
  function learnAll(): void {
    if (learned) return
    learned = true
    for (const feed of deps.feeds()) for (const row of deps.rows(feed.id)) learnRow(row)
  }

  /** Whoever is known by this name is the same person everywhere; others have a label of their own. */
  function labelOfName(name: string): string {
    learnAll()
    return filter.labelOf(name) ?? labelOf('', [name])
  }

  /** What the rows of whoever is called so say where a filter looks: somebody chose them by their pseudonym. */
  function namesBehind(label: string, by: Filter['by']): readonly string[] {
    const found = new Set<string>()
    for (const feed of deps.feeds()) {
      const name = 'key' in by || 'name' in by ? undefined : measureByRole(feed, by.role)?.name
      for (const row of deps.rows(feed.id)) {
        const mask = maskOf(row.id, feed.subject)
        if (!mask || codeIn(mask.label) !== codeIn(label)) continue
        const value = 'key' in by ? row.keys[by.key] : row.values['name' in by ? by.name : (name ?? '')]
        if (typeof value === 'string' && value !== '') found.add(value)
      }
    }
    return [...found]
  }

  function without(text: string): string {
    learnAll()
    return filter.without(text)
  }

  return {
    hidden,
    row: (row) => (hidden() ? maskedRow(row) : row),
    rowId: (id) => (hidden() ? (maskOfId(id)?.id ?? id) : id),
    episode(episode) {
      if (!hidden()) return episode
      const mask = episode.kind === 'realtime' ? maskOfId(episode.key) : null
      // `Jana Sato · VOICE`: who is not logged in any more may be named in a note all the same.
      if (mask) filter.learn(episode.keyName.split(' · ')[0] ?? '', mask.label)
      const note = episode.note === null ? null : without(episode.note)
      return mask ? { ...episode, key: mask.id, keyName: mask.label, note } : { ...episode, note }
    },
    rule: (rule) => (hidden() ? withNames(rule, (name) => [labelOfName(name)]) : rule),
    meant(edited, present) {
      if (!hidden()) return edited
      // By the filter too: one may name a person by login, another by name. Both labels, as the person may have come meanwhile. All
      // names of one label: a filter may name somebody by first name and by full name.
      const real = new Map<string, string[]>()
      const keyOf = (label: string, by: Filter['by']): string => JSON.stringify([by, codeIn(label)])
      const noted = (name: string, by: Filter['by']): readonly string[] => {
        for (const label of new Set([labelOf('', [name]), labelOfName(name)])) {
          const names = real.get(keyOf(label, by)) ?? []
          real.set(keyOf(label, by), [...names, name])
        }
        return [name]
      }
      if (present) withNames(present, noted)
      return withNames(edited, (label, by) => {
        const known = real.get(keyOf(label, by)) ?? namesBehind(label, by)
        return known.length > 0 ? known : [label]
      })
    },
    noted(deltas) {
      learned &&= hidden()
      if (!hidden()) return false
      learnAll()
      const changed = deltas.filter(({ kind, measures }) => kind !== 'removed' && measures.length > 0)
      return changed.filter(({ row }) => learnRow(row)).length > 0
    },
    without: (text) => (hidden() ? without(text) : text),
    languageChanged() {
      masked.clear()
      filter = createNameFilter()
      learned = false
    }
  }
}
