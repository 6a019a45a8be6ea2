import path from 'node:path'
import { root } from '../../scripts/lib/paths.mjs'
import { interleave, median, spread } from '../rig/numbers.mjs'
import { buildBench } from '../rig/build.mjs'
import { startProgram } from '../rig/programs.mjs'

const HOST = path.join(root, 'bench', 'stream', 'host.cjs')
const RUNS = 5
const PLAYED_WITHIN_MS = 120_000
const ANSWER = /^\{.*\}$/m
const MEASURES = {
  list: { words: 'list of 500 workflows × 20 targets from the journal', atMost: 200, count: 10_000 },
  results: { words: '10 000 stored results of a target', atMost: 100, count: 10_000 }
}

/** What a window waits for, from the journal to its copy of it, against the rows merely read, parsed and copied. */
export async function measureTree({ folder }) {
  const main = await buildBench('tree')
  const file = path.join(folder, 'tree', 'journal.db')
  const play = (role, key) => async () => {
    const program = startProgram(process.execPath, [HOST, main, role, key, file, '-'])
    try {
      return JSON.parse((await program.prints(ANSWER, PLAYED_WITHIN_MS))[0])
    } finally {
      await program.stop()
    }
  }
  await play('fill', '-')()
  const rows = []
  for (const [key, { words, atMost, count }] of Object.entries(MEASURES)) {
    const { a, b } = await interleave(RUNS, play('ours', key), play('bare', key))
    if ([...a, ...b].some((read) => read.count !== count)) throw new Error('a side has not read everything')
    const of = (reads) => reads.map(({ ms }) => ms)
    rows.push({
      measure: words,
      unit: 'ms',
      ours: median(of(a)),
      baseline: median(of(b)),
      limit: { atMost },
      spread: Math.max(spread(of(a)), spread(of(b))),
      runs: { ours: a, baseline: b }
    })
  }
  return rows
}
