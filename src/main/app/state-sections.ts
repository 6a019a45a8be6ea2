import type { AlertView, ConnectionView, FeedView, StateView, VaultView } from '../../contract/views.ts'
import type { AlertEngine } from '../../core/alerts/engine-types.ts'
import type { Rule } from '../../core/alerts/rule.ts'
import type { MeasureTable } from '../../core/measures/table.ts'
import type { SecretName, Vault } from '../../core/ports/vault.ts'
import type { Settings } from '../../core/settings/settings.ts'
import type { HeadlineView } from '../../contract/views.ts'
import type { AlertDesk } from './alert-desk-types.ts'
import type { ConnectionDesk } from './connection-desk.ts'
import type { Floor } from './floor.ts'
import type { People } from './people.ts'
import type { ProblemDesk } from './problem-desk.ts'
import { proxyOf } from './proxy-logins.ts'
import type { SectionBuilders } from './publisher.ts'
import { statusView } from './status-view.ts'
import type { TargetDesk } from './target-desk-types.ts'

export interface SectionDeps {
  readonly engine: AlertEngine
  readonly desk: AlertDesk
  readonly floor: Floor
  readonly table: MeasureTable
  readonly connections: ConnectionDesk
  readonly targets: TargetDesk
  readonly problems: ProblemDesk
  readonly vault: Pick<Vault, 'state' | 'names'>
  readonly rules: () => readonly Rule[]
  readonly people: Pick<People, 'episode' | 'rule'>
  readonly settings: () => Settings
  readonly headline: () => HeadlineView
  readonly trends: () => StateView['trends']
  readonly desktop: () => StateView['desktop']
  readonly away: { readonly view: () => StateView['away'] }
  readonly demo: () => StateView['demo']
  readonly app: Omit<StateView['app'], 'locale'>
  readonly locale: () => string
}

/** Which proxies have a login, from the names of secrets alone. */
function proxyLoginsOf(
  names: readonly SecretName[],
  unusual: ReturnType<Vault['state']>['unusual']
): VaultView['proxyLogins'] {
  const all = new Set([...names, ...unusual.map(({ name }) => name)])
  const known = [...all].flatMap((name) => {
    const proxy = proxyOf(name)
    if (proxy === undefined) return []
    const found = unusual.find((one) => one.name === name)
    return [{ proxy, kept: found?.why ?? ('stored' as const), storedBy: found?.storedBy ?? '' }]
  })
  return known.sort((a, b) => a.proxy.localeCompare(b.proxy, 'en'))
}

/** Builds what windows see out of what main knows. Nothing here changes anything. */
export function createSections(deps: SectionDeps): SectionBuilders {
  function feeds(): FeedView[] {
    return [...deps.floor.feeds()].flatMap(([id, feed]) => {
      const d = feed.descriptor
      if (!d) return []
      return [
        {
          id,
          connectionId: d.connectionId,
          producerId: d.producerId,
          subject: d.subject,
          keyNames: [...d.keyNames],
          measures: d.measures.map((measure) => ({ ...measure })),
          status: statusView(feed.status),
          heardAtMs: feed.heardAtMs,
          rowCount: deps.table.rowCount(id),
          skippedMessages: feed.skipped
        }
      ]
    })
  }

  function connections(): ConnectionView[] {
    return deps.connections.states().map(({ entry, status, owner, host }) => ({
      id: entry.connection.id,
      system: entry.connection.config.system,
      name: entry.connection.config.name,
      host,
      demo: entry.connection.demo,
      status: statusView(status),
      owner,
      secretsSet: [...entry.secretsSet()],
      config: structuredClone(entry.connection.config)
    }))
  }

  /** Sent every second while one is open: nothing is read from the disk for it. */
  function alerts(): AlertView[] {
    return deps.engine.open(true).map((episode) => ({
      episode: deps.people.episode(episode),
      deliveries: episode.state === 'pending' ? [] : [...deps.desk.deliveries(episode.id)]
    }))
  }

  function vault(): VaultView {
    const { unusual, ...state } = deps.vault.state()
    return {
      ...state,
      unusual: unusual
        .filter(({ name }) => proxyOf(name) === undefined)
        .map(({ name, ...rest }) => {
          const at = name.lastIndexOf('/')
          return { connectionId: name.slice(0, at), field: name.slice(at + 1), ...rest }
        }),
      proxyLogins: proxyLoginsOf(deps.vault.names(), unusual)
    }
  }

  return {
    headline: deps.headline,
    connections,
    feeds,
    alerts,
    history: () =>
      deps.desk
        .history()
        .map(({ episode, deliveries }) => ({ episode: deps.people.episode(episode), deliveries: [...deliveries] })),
    rules: () => deps.rules().map((rule) => structuredClone(deps.people.rule(rule))),
    targets: () => deps.targets.views(),
    targetsLoaded: () => deps.targets.loaded(),
    trends: deps.trends,
    settings: deps.settings,
    problems: () => deps.problems.list().map((problem) => ({ ...problem, params: { ...problem.params } })),
    vault,
    desktop: deps.desktop,
    away: deps.away.view,
    demo: deps.demo,
    app: () => ({ ...deps.app, locale: deps.locale() })
  }
}
