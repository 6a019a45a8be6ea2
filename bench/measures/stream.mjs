import { interleave, median, spread } from '../rig/numbers.mjs'
import { createPlayers } from '../rig/players.mjs'

const RUNS = 5
const RUNS_IN_ELECTRON = 3
/** Below this the receiver waited for the sender, and the rate says little about it. */
const BUSY = 0.9

/** Messages taken each second: the product's whole way of a message against a websocket with JSON.parse. */
export async function measureStream(context) {
  const { warn, note } = context
  const { inNode, inElectron, answerOf, withSender } = await createPlayers(context)

  return withSender('send', 0, async (url) => {
    const play = (start, role) => async () => {
      const count = await answerOf(start(role, url))
      if (count.busy !== null && count.busy < BUSY)
        warn(`${role}: the receiver was busy ${Math.round(count.busy * 100)} % of the time only`)
      return count
    }
    const rowOf = async (name, start, runs) => {
      const { a, b } = await interleave(runs, play(start, 'product'), play(start, 'bare'))
      const of = (counts, field) => counts.map((count) => count[field])
      note(`${name}: CPU for one message ${us(median(of(a, 'cpuNs')))} µs, bare ${us(median(of(b, 'cpuNs')))} µs`)
      return {
        measure: `stream, 2 000 rows, 50 rules, ${name}`,
        unit: 'messages/s',
        ours: median(of(a, 'perSecond')),
        baseline: median(of(b, 'perSecond')),
        limit: { ratioAtLeast: 0.35 },
        spread: Math.max(spread(of(a, 'perSecond')), spread(of(b, 'perSecond'))),
        runs: { ours: a, baseline: b }
      }
    }
    const rows = [
      await rowOf('Node', inNode, RUNS),
      await rowOf("Electron's main process", inElectron, RUNS_IN_ELECTRON)
    ]
    const stages = await answerOf(inNode('stages'))
    const parts = Object.entries(stages).map(([stage, ns]) => `${stage} ${us(ns)}`)
    note(`stages without a socket, µs for one message: ${parts.join(', ')} (frame holds its JSON.parse)`)
    return rows.map((row) => ({ ...row, stages }))
  })
}

const us = (ns) => (ns / 1000).toFixed(2)
