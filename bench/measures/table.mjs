import path from 'node:path'
import { root } from '../../scripts/lib/paths.mjs'
import { interleave, median, spread } from '../rig/numbers.mjs'
import { buildBench } from '../rig/build.mjs'
import { startProgram } from '../rig/programs.mjs'

const HOST = path.join(root, 'bench', 'stream', 'host.cjs')
const RUNS = 5
const PLAYED_WITHIN_MS = 60_000
const ANSWER = /^\{.*\}$/m
const MEASURES = { number: 'by a number', text: 'by a text' }

/** Script for one batch of 1 000 changed cells in the sorted column of 10 000 rows: kept in order against sorted anew. */
export async function measureTable() {
  const main = await buildBench('table')
  const play = (side, key) => async () => {
    const program = startProgram(process.execPath, [HOST, main, side, key, '-'])
    try {
      return JSON.parse((await program.prints(ANSWER, PLAYED_WITHIN_MS))[0])
    } finally {
      await program.stop()
    }
  }
  const rows = []
  for (const [key, words] of Object.entries(MEASURES)) {
    const { a, b } = await interleave(RUNS, play('kept', key), play('sorted', key))
    if (a.some(({ seen }, run) => seen !== b[run].seen)) throw new Error('the two sides show different rows')
    const of = (answers) => answers.map(({ medianMs }) => medianMs)
    rows.push({
      measure: `table, 1 000 of 10 000 rows, sorted ${words}`,
      unit: 'ms',
      ours: median(of(a)),
      baseline: median(of(b)),
      limit: { atMost: 16 },
      spread: Math.max(spread(of(a)), spread(of(b))),
      runs: { ours: a, baseline: b }
    })
  }
  return rows
}
