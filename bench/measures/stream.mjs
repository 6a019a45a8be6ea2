import path from 'node:path'
import { root } from '../../scripts/lib/paths.mjs'
import { interleave, median, spread } from '../rig/numbers.mjs'
import { startElectron, startProgram } from '../rig/programs.mjs'
import { buildBench } from '../rig/build.mjs'

const HOST = path.join(root, 'bench', 'stream', 'host.cjs')
const RUNS = 5
const RUNS_IN_ELECTRON = 3
const READY_WITHIN_MS = 20_000
const PLAYED_WITHIN_MS = 60_000
/** Below this the receiver waited for the sender, and the rate says little about it. */
const BUSY = 0.9
const ANSWER = /^\{.*\}$/m

/** Messages taken each second: the product's whole way of a message against a websocket with JSON.parse. */
export async function measureStream({ executable, folder, warn, note }) {
  const main = await buildBench('stream')
  let journals = 0
  const journal = () => path.join(folder, `stream-${++journals}.db`)
  const inNode = (args) => startProgram(process.execPath, [HOST, ...args])
  const inElectron = (args) =>
    startElectron(executable, { entry: HOST, switches: [`--user-data-dir=${path.join(folder, 'stream')}`], args })

  async function answerOf(program, withinMs = PLAYED_WITHIN_MS) {
    try {
      const [line] = await program.prints(ANSWER, withinMs)
      return JSON.parse(line)
    } finally {
      await program.stop()
    }
  }

  const sender = inNode([main, 'send', '-', '-'])
  try {
    const { url } = JSON.parse((await sender.prints(ANSWER, READY_WITHIN_MS))[0])
    const play = (start, role) => async () => {
      const count = await answerOf(start([main, role, url, journal()]))
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
    const stages = await answerOf(inNode([main, 'stages', '-', journal()]))
    const parts = Object.entries(stages).map(([stage, ns]) => `${stage} ${us(ns)}`)
    note(`stages without a socket, µs for one message: ${parts.join(', ')} (frame holds its JSON.parse)`)
    return rows.map((row) => ({ ...row, stages }))
  } finally {
    await sender.stop()
  }
}

const us = (ns) => (ns / 1000).toFixed(2)
