import { uptime } from 'node:os'
import { openJournal } from '../../src/adapters/storage/journal.ts'
import type { Rule } from '../../src/core/alerts/rule.ts'
import { watchKeys } from '../../src/adapters/avaya/key-watch.ts'
import { NO_STORM } from '../../src/core/delivery/storm.ts'
import { createAlertEngine } from '../../src/core/alerts/engine.ts'
import type { AlertEngine } from '../../src/core/alerts/engine-types.ts'
import { floorNumbers } from '../../src/core/measures/aggregate.ts'
import { createMeasureTable, type MeasureTable } from '../../src/core/measures/table.ts'
import type { Journal } from '../../src/core/ports/journal.ts'
import type { Logger } from '../../src/core/ports/logger.ts'
import { DEFAULT_FRESHNESS, type RealtimeSink } from '../../src/core/connections/source.ts'
import { DEFAULT_QUIET_HOURS } from '../../src/core/quiet/quiet-hours.ts'
import { DEFAULT_NOTICES } from '../../src/core/settings/choices.ts'
import { createAlertDesk } from '../../src/main/app/alert-desk.ts'
import { createEpisodeText } from '../../src/main/app/episode-text.ts'
import { createFloor, type Floor } from '../../src/main/app/floor.ts'
import { createGapWatch } from '../../src/main/app/gap-watch.ts'
import { createProblemDesk } from '../../src/main/app/problem-desk.ts'
import { systemClock } from '../../src/main/app/system-clock.ts'
import { systemRandom } from '../../src/main/app/system-random.ts'
import { createThrottle } from '../../src/main/app/throttle.ts'
import { createSpeech } from '../../src/main/app/speech.ts'
import { fiftyRules } from './fifty-rules.ts'

export const CONNECTION = { id: 'bench', name: 'Bench' }

/** As the runtime looks at the headline. */
const HEADLINE_MS = 500

const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn(message, fields) {
    throw new Error(`${message} ${JSON.stringify(fields)}`)
  },
  error(message, fields) {
    throw new Error(`${message} ${JSON.stringify(fields)}`)
  },
  scoped: () => silent
}

export interface ProductPath {
  readonly table: MeasureTable
  readonly engine: AlertEngine
  readonly floor: Floor
  /** Where the sessions of the connection tell what they hear: the watch over its keys, and the floor behind it. */
  readonly sink: RealtimeSink
  /** Announcements so far: few, or the measure is not the one that is meant. */
  announced(): number
  /** How long each step took to be durable, ms. */
  readonly commits: readonly number[]
  close(): void
}

export interface PathChoice {
  /** Fifty of every form, when absent. */
  readonly rules?: readonly Rule[]
  /** The notifier was called about an alert. */
  readonly told?: () => unknown
}

/** The parts of the product between a source and its windows, wired as the runtime wires them, with a real journal. */
export function createProductPath(journalFile: string, choice: PathChoice = {}): ProductPath {
  const clock = systemClock
  const opened = openJournal({ file: journalFile, clock, logger: silent })
  if (!opened.ok || !opened.value.durable) throw new Error('no journal')
  const { journal: stored } = opened.value
  const commits: number[] = []
  const journal: Journal = {
    ...stored,
    commit(step) {
      const beganMs = performance.now()
      const result = stored.commit(step)
      commits.push(performance.now() - beganMs)
      return result
    }
  }
  const table = createMeasureTable()
  const t = createSpeech({ systemLocale: 'en' }).t
  let announced = 0
  const engine = createAlertEngine(
    { rules: choice.rules ?? fiftyRules(), episodes: [], snoozedAllUntilMs: null, snoozedRules: {} },
    { uuid: () => systemRandom.uuid() }
  )
  const gaps = createGapWatch({ clock, machineAgeMs: () => uptime() * 1000, gap: () => undefined })
  const desk = createAlertDesk({
    clock,
    random: systemRandom,
    logger: silent,
    engine,
    journal,
    notifier: {
      show() {
        announced += 1
        choice.told?.()
        return Promise.resolve({ kind: 'delivered', via: 'bench' })
      },
      withdraw: () => undefined,
      onAnswer: () => ({ dispose: () => undefined })
    },
    problems: createProblemDesk({ wallMs: () => clock.now().wallMs, changed: () => undefined }),
    text: createEpisodeText(t, () => 'en'),
    t,
    discreet: () => false,
    zone: 'UTC',
    quietHours: () => DEFAULT_QUIET_HOURS,
    notices: () => DEFAULT_NOTICES,
    doNotDisturb: () => false,
    // Each alarm is timed: none may be gathered with others.
    storm: NO_STORM,
    isConfirmed: () => true,
    opened: () => undefined,
    look: gaps.look,
    changed: () => undefined,
    line: () => undefined
  })
  const headlineSoon = createThrottle(clock, HEADLINE_MS, () => {
    floorNumbers(table, (feedId) => floor.isLive(feedId))
  })
  const floor = createFloor({
    clock,
    staleAfterMs: () => DEFAULT_FRESHNESS.staleAfterMs,
    look: gaps.look,
    logger: silent,
    table,
    openAlerts: () => engine.open(),
    dispatch: (event) => {
      desk.dispatch(event)
    },
    rowsChanged: () => {
      headlineSoon.ask()
    },
    feedsChanged: () => undefined,
    keysShared(feedId, shared) {
      if (shared) throw new Error(`${feedId}: ${shared.names.join(' and ')} share their keys`)
    },
    line: () => undefined
  })
  return {
    table,
    engine,
    floor,
    sink: watchKeys(floor.sinkFor(CONNECTION), clock),
    announced: () => announced,
    commits,
    close() {
      headlineSoon.dispose()
      gaps.dispose()
      desk.dispose()
      journal.close()
    }
  }
}
