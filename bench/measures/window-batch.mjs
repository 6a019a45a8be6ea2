import fs from 'node:fs'
import path from 'node:path'
import { build } from 'vite'
import { root } from '../../scripts/lib/paths.mjs'
import { median, spread } from '../rig/numbers.mjs'
import { startElectron } from '../rig/programs.mjs'

const SOURCE = path.join(root, 'bench', 'window')
const WITHIN_MS = 120_000
const ANSWER = /^(?:\{.*\}|failed: .*)$/m
const LONG_MS = 50

/** The page as one script and one sheet: a page out of a folder can't load modules. */
async function buildPage() {
  const outDir = path.join(root, 'node_modules', '.cache', 'bench', 'window')
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    base: './',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome130',
      minify: true,
      cssCodeSplit: false,
      rolldownOptions: {
        input: path.join(SOURCE, 'page.mjs'),
        output: { format: 'iife', codeSplitting: false, entryFileNames: 'page.js', assetFileNames: 'page[extname]' }
      }
    }
  })
  fs.copyFileSync(path.join(SOURCE, 'page.html'), path.join(outDir, 'page.html'))
  return path.join(outDir, 'page.html')
}

/** What a batch of 1 000 changed rows of 10 000 costs a real window with a sorted table, and the longest task in 60 s of such batches. */
export async function measureWindowBatch({ executable, folder }) {
  const page = await buildPage()
  const program = startElectron(executable, {
    entry: path.join(SOURCE, 'host.cjs'),
    switches: [`--user-data-dir=${path.join(folder, 'window-profile')}`],
    args: [page]
  })
  try {
    const [line] = await program.prints(ANSWER, WITHIN_MS)
    if (!line.startsWith('{')) throw new Error(`${line}\n${program.output()}`)
    const { table, agents } = JSON.parse(line)
    return [
      {
        measure: 'window, batch of 1 000 in 10 000 sorted rows',
        unit: 'ms',
        ours: median(table),
        baseline: 0,
        limit: { atMost: 16 },
        spread: spread(table),
        runs: { ours: table }
      },
      {
        // The browser names tasks from 50 ms on: without any there is nothing longer than that.
        measure: `window, longest task, 60 s of ${agents.batches} batches`,
        unit: 'ms',
        ours: Math.max(LONG_MS, ...agents.longTasks),
        baseline: 0,
        limit: { atMost: LONG_MS },
        runs: { ours: agents.longTasks }
      }
    ]
  } finally {
    await program.stop()
  }
}
