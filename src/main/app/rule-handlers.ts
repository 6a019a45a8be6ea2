import type { Answer } from '../../contract/bridge.ts'
import type { RequestInput, RequestName, RequestOutput } from '../../contract/requests.ts'
import type { Rule } from '../../core/alerts/rule.ts'
import type { RuleVersion } from '../../core/alerts/rule-version.ts'
import { noiseSinceMs, ruleNoise } from '../../core/alerts/rule-noise.ts'
import type { Journal } from '../../core/ports/journal.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { Random } from '../../core/ports/random.ts'
import { fail, ok } from '../../core/result.ts'
import type { AlertDesk } from './alert-desk-types.ts'
import { createAlertSearch } from './alert-search.ts'
import type { ConnectionDesk } from './connection-desk.ts'
import type { Floor } from './floor.ts'
import type { MyFloor } from './my-floor.ts'
import type { People } from './people.ts'
import type { RuleDesk } from './rule-desk.ts'
import { createRuleFiles, type FileDialogs } from './rule-files.ts'
import { createRulePreview, type PreviewDeps } from './rule-preview-now.ts'
import type { Translate } from './speech.ts'

type Names = Extract<RequestName, `rule:${string}` | 'alert:search'>

export type RuleHandlers = {
  readonly [N in Names]: (input: RequestInput<N>) => Answer<RequestOutput<N>> | Promise<Answer<RequestOutput<N>>>
}

export interface RuleHandlerDeps {
  readonly rules: RuleDesk
  readonly people: People
  readonly journal: Journal
  readonly clock: Clock
  readonly random: Random
  readonly table: PreviewDeps['table']
  readonly floor: Pick<Floor, 'isLive'>
  readonly connections: Pick<ConnectionDesk, 'states'>
  readonly myFloor: Pick<MyFloor, 'scope' | 'closed'>
  readonly desk: Pick<AlertDesk, 'deliveries'>
  readonly t: Translate
  readonly fileDialogs: FileDialogs
}

/** Answers everything that windows ask about rules and about what is over. */
export function createRuleHandlers(deps: RuleHandlerDeps): RuleHandlers {
  const { rules, people, journal, clock } = deps
  const files = createRuleFiles({ ...deps, dialogs: deps.fileDialogs })
  const preview = createRulePreview({
    ...deps,
    isLive: (feedId) => deps.floor.isLive(feedId),
    connectionName: (id) =>
      deps.connections.states().find(({ entry }) => entry.connection.id === id)?.entry.connection.config.name ?? id,
    floor: () => deps.myFloor.scope(),
    closed: (wallMs) => deps.myFloor.closed(wallMs)
  })
  const search = createAlertSearch({ ...deps, deliveries: (id) => deps.desk.deliveries(id) })
  const known = (ruleId: string | null): Rule | undefined => rules.list().find(({ id }) => id === ruleId)
  const shown = ({ rule, ...rest }: RuleVersion) => ({ rule: structuredClone(people.rule(rule)), ...rest })

  return {
    'rule:save': (rule) => rules.save(people.meant(rule, known(rule.id))),
    'rule:create': ({ rule, copyOf }) => rules.create(people.meant(rule, known(copyOf))),
    'rule:remove': (address) => rules.remove(address),
    'rule:restore'({ over, ...address }) {
      const restored = rules.restore(address, over)
      return restored.ok ? ok({ ...restored.value, name: known(address.ruleId)?.name ?? '' }) : restored
    },
    'rule:versions': ({ ruleId }) => ok({ versions: rules.versions(ruleId).map(shown) }),
    'rule:removed': () => ok({ removed: rules.removed().slice(0, 200).map(shown) }),
    'rule:noise'() {
      const { wallMs } = clock.now()
      const snoozes = journal.snoozes()
      const fired = journal.firedSince(noiseSinceMs(wallMs))
      const ids = rules.list().map(({ id }) => id)
      return ok({
        rules: ruleNoise(ids, fired, wallMs).map(({ ruleId, days, medianMs }) => {
          const untilMs = snoozes[ruleId] ?? 0
          return { ruleId, days: [...days], medianMs, snoozedUntilMs: untilMs > wallMs ? untilMs : null }
        })
      })
    },
    'rule:preview'({ rule, copyOf }) {
      const meant = people.meant(rule, known(rule.id) ?? known(copyOf))
      if (meant.kind === 'realtime') return ok(preview(meant))
      return fail({ code: 'rejected', step: 'rule', detail: 'only rules over rows have values' })
    },
    'rule:export': ({ ruleIds }) => files.export(ruleIds),
    'rule:readFile': () => files.read(),
    'rule:import': ({ readId }) => files.import(readId),
    'alert:search': (asked) => ok(search(asked))
  }
}
