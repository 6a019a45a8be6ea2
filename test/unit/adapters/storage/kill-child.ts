import { openJournal } from '../../../../src/adapters/storage/journal.ts'
import type { Logger } from '../../../../src/core/ports/logger.ts'
import { aDelivery } from './records.ts'
import { anEpisode } from '../../../fakes/an-episode.ts'

/**
 * Writes alert steps without end and says on stdout which ones were acknowledged. Started as a process of its own, to be killed.
 * Arguments: the journal's file and the first number to use.
 */
const [file = '', first = '0'] = process.argv.slice(2)
const loud = (message: string): void => void process.stderr.write(`${message}\n`)
const silent = (): void => undefined
const logger: Logger = { debug: silent, info: silent, warn: loud, error: loud, scoped: () => logger }
const clock = { now: () => ({ wallMs: 0, monoMs: 0 }), after: () => ({ dispose: silent }) }

const opened = openJournal({ file, clock, logger })
if (!opened.ok || opened.value.problems.length > 0) throw new Error(JSON.stringify(opened))
const { journal } = opened.value

function writeOne(number: number): void {
  const id = `e${number}`
  const done = journal.commit({
    episodes: [anEpisode({ id, breachedAtMs: number, note: 'n'.repeat(number % 1500) })],
    deliveries: [aDelivery({ id: `d${number}`, episodeId: id, atMs: number })]
  })
  if (!done.ok) throw new Error(done.failure.detail)
  // Straight to the pipe: the acknowledgement must not wait in this process.
  process.stdout.write(`${number}\n`, () => setImmediate(writeOne, number + 1))
}
writeOne(Number(first))
