import type { HeadlineView } from '../../contract/views.ts'
import { createAlertEngine } from '../../core/alerts/engine.ts'
import { defaultRules } from '../../core/alerts/default-rules.ts'
import type { EngineEvent } from '../../core/alerts/engine-types.ts'
import { createDisposableBag } from '../../core/disposable.ts'
import { createMeasureTable } from '../../core/measures/table.ts'
import { DEFAULT_QUIET_HOURS } from '../../core/quiet/quiet-hours.ts'
import type { Result } from '../../core/result.ts'
import { DEFAULT_NOTICES, type NoticeChoice } from '../../core/settings/choices.ts'
import { createAlertDesk } from './alert-desk.ts'
import { createAwayWatch } from './away-watch.ts'
import { createConnectionDesk } from './connection-desk.ts'
import { createConnectionDiagnostics } from './connection-diagnostics.ts'
import { createConnectionEditing } from './connection-editing.ts'
import { diagnosticsText } from './diagnostics.ts'
import { createExplanationDesk } from './explanation-desk.ts'
import { createFloor } from './floor.ts'
import { createHandlers, type SettingsPatch } from './handlers.ts'
import { headlineOf } from './headline.ts'
import { createMyFloor } from './my-floor.ts'
import { readLastKnown, writeLastKnown } from './last-known.ts'
import { noticeAddress } from './notice-making.ts'
import { presentFreshness } from './present-freshness.ts'
import { createPrivacyDesk } from './privacy-desk.ts'
import { createPublisher, type SectionName } from './publisher.ts'
import { restoredAlerts } from './restored-alerts.ts'
import { createSharedKeys } from './shared-keys.ts'
import { createRuleDesk } from './rule-desk.ts'
import { createRuleHandlers } from './rule-handlers.ts'
import { createSecretDesk } from './secret-desk.ts'
import { createSettingsWatch } from './settings-watch.ts'
import { createSections } from './state-sections.ts'
import { createTargetWork } from './target-work.ts'
import { createThrottle } from './throttle.ts'
import { createTrayFeeder } from './tray-feeder.ts'
import { createTrendKeeper } from './trend-keeper.ts'
import { createUseConnections } from './use-connections.ts'
import { createWaking } from './waking.ts'
import { createWhyDesk } from './why-desk.ts'
import type { Runtime, RuntimeDeps } from './runtime-types.ts'

/** The tray's headline is looked at this often at most, ms; the platform paints at most twice a second. */
const HEADLINE_MS = 500
const LAST_KNOWN_MS = 10_000

/** Builds the application around its pure core. Starts nothing by itself but timers it owns. */
export function createRuntime(deps: RuntimeDeps): Runtime {
  const { clock, journal, shell, speech } = deps
  const { t, locale } = speech
  const bag = createDisposableBag()
  const table = createMeasureTable()
  const privacy = createPrivacyDesk({
    ...{ ...deps, t, locale },
    table,
    forgotten(beforeMs) {
      desk.forget(beforeMs)
      targets.forgetTests(beforeMs)
      touch('alerts', 'history', 'targets')
    },
    renamed() {
      if (privacy.people.hidden()) desk.withdrawNotices()
      publisher.renew()
    }
  })
  const { people, text } = privacy
  const restored = restoredAlerts(journal)

  const dispatch = (event: EngineEvent): void => {
    if (event.type === 'rowsChanged' && people.noted(event.deltas)) publisher.touch('rules')
    myFloor.members.heard(event)
    desk.dispatch(event)
  }
  const myFloor = createMyFloor({ table, settings: deps.settings.get, dispatch })
  const touch = (...sections: SectionName[]): void => {
    publisher.touch(...sections)
    headlineSoon.ask()
  }

  const changed = (): void => touch('rules', 'alerts')
  const rules = createRuleDesk({ ...deps, defaults: defaultRules, dispatch, changed })
  const away = createAwayWatch({ ...deps, people, changed: () => touch('away') })
  const why = createWhyDesk({ ...deps, table, people, rules: rules.list, engine: () => engine, desk: () => desk })
  const engine = createAlertEngine(
    { rules: rules.list(), ...myFloor.seed(), ...restored },
    { uuid: () => deps.random.uuid(), why: why.keep }
  )
  const waking = createWaking({
    clock,
    logger: deps.logger.scoped('waking'),
    machineAgeMs: deps.machineAgeMs,
    hold(gap) {
      floor.hold(gap)
      connections.doubt()
      dispatch({ type: 'tick' })
      desk.reviewQuiet()
      touch('feeds', 'connections', 'headline', 'alerts')
    },
    clockSet: (jumpMs) => {
      floor.clockSet(jumpMs)
    },
    probe() {
      floor.asking()
      connections.wake()
      targets.wake()
    }
  })
  const { look } = waking
  const notices = (): NoticeChoice => deps.settings.get().notices ?? DEFAULT_NOTICES
  const desk = createAlertDesk({
    ...{ ...deps, t, attention: shell.attention, player: shell.sounds },
    engine,
    look,
    text,
    discreet: () => privacy.discreet(),
    quietHours: () => deps.settings.get().quietHours ?? DEFAULT_QUIET_HOURS,
    notices,
    doNotDisturb: () => deps.desktop().doNotDisturb === 'on',
    isSeen: () => !privacy.discreet() && shell.looksAtAlerts(),
    isConfirmed: (episode) => episode.kind === 'target' || floor.isAllLive(episode.connectionId),
    opened: (noticeId) => shell.openView(noticeAddress(noticeId)),
    changed: (history) => {
      touch('alerts', 'headline', 'trends')
      if (history) touch('history')
    }
  })
  const floor = createFloor({
    clock,
    look,
    staleAfterMs: () => deps.settings.get().freshness.staleAfterMs,
    logger: deps.logger.scoped('floor'),
    table,
    openAlerts: () => engine.open(),
    dispatch,
    line: deps.line,
    keysShared: createSharedKeys({ problems: deps.problems, table, logger: deps.logger.scoped('floor') }),
    rowsChanged: () => {
      publisher.touchRows()
      headlineSoon.ask()
    },
    feedsChanged: () => {
      touch('feeds', 'connections', 'headline')
    }
  })
  const abilitiesOf = (id: string) => connections.states().find(({ entry }) => entry.connection.id === id)?.abilities
  const work = createTargetWork({
    ...{ ...deps, dispatch, abilitiesOf },
    logger: deps.logger.scoped('targets'),
    intervalMs: () => deps.settings.get().targetTestIntervalMinutes * 60_000,
    timing: () => deps.settings.get().targetTestTiming ?? 'interval',
    changed: () => touch('targets', 'targetsLoaded')
  })
  const { targets } = work
  const sourceDeps = {
    ...{ ...deps, language: locale },
    subscriptions: journal.subscriptions,
    freshness: presentFreshness(deps.settings.get)
  }
  const connections = createConnectionDesk({
    ...deps,
    floor,
    sourceDeps,
    changed: () => {
      touch('connections', 'feeds', 'headline')
    },
    targetsWait: (connectionId) => {
      targets.wait(connectionId)
    },
    targetsGone: (connectionId) => {
      targets.gone(connectionId)
    },
    targetsReady: (connection) => {
      const source = abilitiesOf(connection.id)?.targets
      if (source) targets.ready(connection, source)
    }
  })

  const headline = (): HeadlineView => {
    look()
    return headlineOf({
      ...myFloor.parts(floor, connections.states()),
      open: engine.open(),
      snoozedUntilMs: engine.snoozedAllUntilMs(),
      nowMs: clock.now().wallMs
    })
  }
  const feedTray = createTrayFeeder({
    ...{ ...deps, t, locale },
    text,
    floor,
    table,
    myFloor,
    engine,
    connections,
    lastKnown: readLastKnown(journal),
    quiet: () => desk.quiet()
  })
  let savedAtMs = -Infinity
  const headlineSoon = createThrottle(clock, HEADLINE_MS, () => {
    const present = headline()
    feedTray(present)
    publisher.touch('headline', 'feeds')
    const { monoMs, wallMs } = clock.now()
    if (monoMs - savedAtMs < LAST_KNOWN_MS) return
    savedAtMs = monoMs
    writeLastKnown(journal, present, wallMs)
  })
  const trends = createTrendKeeper({
    ...{ clock, table, members: myFloor.members, open: () => engine.open() },
    isLive: (feedId) => floor.isLive(feedId),
    rowId: (id) => people.rowId(id),
    taken: () => publisher.touch('trends')
  })
  const publisher = createPublisher({
    clock,
    table,
    people,
    feedIds: () => [...floor.feeds().keys()],
    windowsOpen: () => shell.windowsOpen(),
    broadcast: (name, payload) => {
      shell.broadcast(name, payload)
    },
    sections: createSections({
      ...{ ...deps, locale, away },
      engine,
      desk,
      floor,
      table,
      connections,
      targets,
      rules: rules.list,
      people,
      headline,
      trends: trends.view,
      settings: deps.settings.get
    })
  })
  /** Ages move on a quiet floor too. */
  const everySecond = (): void => {
    headlineSoon.ask()
    // An open alert shows the present value, which changes without any transition.
    if (engine.open().length > 0) publisher.touch('alerts')
    second = clock.after(1000, everySecond)
  }
  let second = clock.after(1000, everySecond)
  for (const part of [work, headlineSoon, trends, publisher, waking, privacy]) bag.add(part)
  const settingsChanged = createSettingsWatch({
    ...{ settings: deps.settings.get, speech, myFloor, targets, connections, privacy, desk, people, publisher, touch }
  })
  const changeSettings = (patch: SettingsPatch): Result<undefined> => {
    const changed = deps.settings.change(patch)
    if (changed.ok) settingsChanged()
    return changed
  }
  const editing = createConnectionEditing({ ...deps, connections, sourceDeps })
  const handlers = createHandlers({
    ...{ ...deps, t, clock, why, away, publisher, desk, connections, changeSettings, notices },
    targetHandlers: work.handlers,
    explanations: createExplanationDesk({ journal, rules: rules.list, desk: () => desk }),
    ruleHandlers: createRuleHandlers({ ...deps, t, rules, people, table, floor, connections, myFloor, desk }),
    diagnostics: (facts) =>
      deps.redact(diagnosticsText({ state: publisher.state(), facts, zone: deps.zone, nowMs: clock.now().wallMs })),
    connectionDiagnostics: createConnectionDiagnostics({ ...deps, ...deps.app, connections, floor, table, people }),
    editing: editing.handlers,
    secrets: createSecretDesk({ ...deps, settings: { get: deps.settings.get, change: changeSettings } }),
    history: privacy.history,
    shell
  })
  return {
    handlers,
    connections,
    desk,
    publisher,
    people,
    headline,
    useConnections: createUseConnections({ connections, targets, engine, dispatch }),
    reload() {
      rules.reload()
      settingsChanged()
    },
    screenLocked: (locked) => away.locked(locked),
    desktopChanged() {
      desk.reviewQuiet()
      touch('desktop', 'headline')
    },
    wake: (why) => {
      waking.wake(why)
    },
    networkIs(present) {
      connections.networkIs(present)
      if (present) targets.wake()
    },
    async close() {
      writeLastKnown(journal, headline(), clock.now().wallMs)
      second.dispose()
      why.close()
      await Promise.all([editing.close(), connections.close(), desk.close()])
      bag.dispose()
    }
  }
}
