import { interleave, median, spread } from '../rig/numbers.mjs'
import { createPlayers } from '../rig/players.mjs'

const RUNS = 5
const SNAPSHOT_RUNS = 5
const LOOP_RUNS = 3
const GROWTH_RUNS = 3
const ROWS = 10_000
const FEW_ROWS = 1_000
const MANY_ROWS = 100_000
const PACE = 5_000
/** Below this share of the pace the measure is another one. */
const LEAST_SHARE = 0.95

/** From frames to the table: rate, growth with the number of rows, a large snapshot, and how late the event loop gets. */
export async function measureFrames(context) {
  const players = await createPlayers(context)
  return [
    await rate(players),
    await growth(players, context.note),
    await snapshot(players),
    await loopDelay(players, context.note)
  ]
}

function rate({ inNode, answerOf, withSender }) {
  return withSender('send', ROWS, async (url) => {
    const play = (role) => async () => (await answerOf(inNode(role, url, ROWS))).perSecond
    const { a, b } = await interleave(RUNS, play('table'), play('bare'))
    return {
      measure: `frames into a table of ${ROWS} rows × 20 measures`,
      unit: 'messages/s',
      ours: median(a),
      baseline: median(b),
      limit: { ratioAtLeast: 0.5 },
      spread: Math.max(spread(a), spread(b)),
      runs: { ours: a, baseline: b }
    }
  })
}

/** CPU time of a message through socket, session, reader and table, by the number of rows; the median of the runs. */
async function growth({ inNode, answerOf, withSender }, note) {
  return withSender('send', FEW_ROWS, (fewUrl) =>
    withSender('send', MANY_ROWS, async (manyUrl) => {
      const play = (role, url, rows) => async () => (await answerOf(inNode(role, url, rows))).cpuNs
      const ofTable = await interleave(GROWTH_RUNS, play('table', manyUrl, MANY_ROWS), play('table', fewUrl, FEW_ROWS))
      const ofBare = await interleave(GROWTH_RUNS, play('bare', manyUrl, MANY_ROWS), play('bare', fewUrl, FEW_ROWS))
      const { few, many } = await answerOf(inNode('growth', '-', MANY_ROWS))
      note(
        `the same for ws and JSON.parse alone: ${ratio(median(ofBare.a), median(ofBare.b))}; reader and table without a socket: ${ratio(many, few)} (${us(few)} to ${us(many)} µs)`
      )
      return {
        measure: `one message, ${MANY_ROWS} rows against ${FEW_ROWS}`,
        unit: 'ns',
        ours: median(ofTable.a),
        baseline: median(ofTable.b),
        limit: { ratioAtMost: 1.2 },
        spread: Math.max(spread(ofTable.a), spread(ofTable.b)),
        runs: { ours: ofTable.a, baseline: ofTable.b }
      }
    })
  )
}

function snapshot({ inNode, answerOf, withSender }) {
  return withSender('send', MANY_ROWS, async (url) => {
    const play = (role) => async () => (await answerOf(inNode(role, url, MANY_ROWS))).ms
    const { a, b } = await interleave(SNAPSHOT_RUNS, play('snapshotTable'), play('snapshotBare'))
    return {
      measure: 'snapshot of 100 000 rows until live',
      unit: 'ms',
      ours: median(a),
      baseline: median(b),
      limit: { ratioAtMost: 2.5 },
      spread: Math.max(spread(a), spread(b)),
      runs: { ours: a, baseline: b }
    }
  })
}

function loopDelay({ inElectron, answerOf, withSender }, note) {
  return withSender('sendPaced', PACE, async (url) => {
    const runs = []
    for (let run = 0; run < LOOP_RUNS; run++) {
      const taken = await answerOf(inElectron('loopDelay', url))
      if (taken.perSecond < PACE * LEAST_SHARE) throw new Error(`only ${Math.round(taken.perSecond)} messages/s`)
      runs.push(taken)
    }
    const of = (name) => median(runs.map((run) => run[name]))
    note(
      `event loop at ${PACE} messages/s: half of the delays below ${of('p50').toFixed(1)} ms, the longest ${of('max').toFixed(1)} ms`
    )
    return {
      measure: `event loop delay of main, p99, ${PACE} messages/s`,
      unit: 'ms',
      ours: of('p99'),
      baseline: 0,
      limit: { atMost: 20 },
      runs: { ours: runs, baseline: [] }
    }
  })
}

const us = (ns) => (ns / 1000).toFixed(2)
const ratio = (a, b) => `${(a / b).toFixed(2)} ×`
