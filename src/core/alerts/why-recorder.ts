import type { Instant } from '../ports/clock.ts'
import type { Machine } from './machine.ts'
import type { Realtime } from './realtime.ts'
import type { RuleSet } from './rule-set.ts'
import type { WhyQuery, WhyReason, WhyRecord } from './why.ts'
import { createWhyMinutes } from './why-minutes.ts'

/** Notes what `whyNot` answers from, as it comes up. */
export interface WhyRecorder {
  started(now: Instant): void
  rulesChanged(now: Instant): void
  feedsChanged(now: Instant): void
  /** After everything else of a turn. `reasonOf`: null where rule and feed say it all. */
  settle(touched: Set<Machine>, reasonOf: (machine: Machine) => WhyReason | null, now: Instant): void
  flush(now: Instant): void
}

export function queryOf({ subject, rule }: Machine): WhyQuery {
  return { ruleId: rule.id, connectionId: subject.connectionId, key: subject.key }
}

export function createWhyRecorder(deps: {
  readonly keep: (record: WhyRecord) => void
  readonly rules: Pick<RuleSet, 'standing' | 'ids'>
  readonly realtime: Pick<Realtime, 'standing' | 'spans' | 'isClosed'>
  /** Rows of which `isClosed` may be another; emptied here. */
  readonly rowsMoved: Set<string> | undefined
}): WhyRecorder {
  const { keep, rules, realtime, rowsMoved } = deps
  const minutes = createWhyMinutes(keep)
  const ruleReasons = new Map<string, WhyReason | null>()
  const feedReasons = new Map<string, WhyReason | null>()
  const closedRows = new Set<string>()
  const spans = new Map<string, { readonly ruleId: string; readonly connectionId: string; readonly feedId: string }>()

  function rulesChanged({ wallMs: atMs }: Instant): void {
    for (const ruleId of new Set([...rules.ids(), ...ruleReasons.keys()])) {
      const reason = rules.standing(ruleId)
      if (ruleReasons.get(ruleId) === reason) continue
      ruleReasons.set(ruleId, reason)
      keep({ kind: 'rule', ruleId, reason, atMs })
    }
  }

  function feedsChanged({ wallMs: atMs }: Instant): void {
    const present = new Map(realtime.standing())
    for (const feedId of new Set([...present.keys(), ...feedReasons.keys()])) {
      const reason = present.get(feedId) === undefined ? 'feedNotLive' : (present.get(feedId) ?? null)
      if (feedReasons.get(feedId) === reason) continue
      feedReasons.set(feedId, reason)
      keep({ kind: 'feed', feedId, reason, atMs })
    }
    const found = new Map([...realtime.spans()].map((span) => [`${span.ruleId} ${span.connectionId}`, span]))
    for (const [id, span] of found) {
      if (spans.get(id)?.feedId !== span.feedId) keep({ kind: 'span', ...span, atMs })
      spans.set(id, span)
    }
    for (const [id, span] of spans) {
      if (found.has(id)) continue
      spans.delete(id)
      keep({ kind: 'span', ...span, feedId: null, atMs })
    }
  }

  function rowsClosed(moved: Set<string>, atMs: number): void {
    for (const key of moved) {
      const isClosed = realtime.isClosed(key)
      if (isClosed === closedRows.has(key)) continue
      if (isClosed) closedRows.add(key)
      else closedRows.delete(key)
      keep({ kind: 'row', key, reason: isClosed ? 'queueClosed' : null, atMs })
    }
    moved.clear()
  }

  return {
    started(now) {
      keep({ kind: 'run', running: true, atMs: now.wallMs })
    },
    rulesChanged,
    feedsChanged,
    settle(touched, reasonOf, { wallMs, monoMs }) {
      minutes.advance(wallMs)
      if (rowsMoved && rowsMoved.size > 0) rowsClosed(rowsMoved, wallMs)
      for (const machine of touched) {
        minutes.changed(queryOf(machine), reasonOf(machine), wallMs)
        if (machine.saidAtMs === monoMs) minutes.happened(queryOf(machine), 'delivered', wallMs)
      }
      touched.clear()
    },
    flush({ wallMs }) {
      minutes.flush(wallMs)
    }
  }
}
