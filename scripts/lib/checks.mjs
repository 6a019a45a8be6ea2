import os from 'node:os'
import path from 'node:path'
import { root } from './paths.mjs'
import { run, runBin } from './run.mjs'

const CACHE = 'node_modules/.cache'

/** Longest first, so that the short ones fill the gaps. `cached` may be left out where a result must not be an old one. */
const CHECKS = [
  // The type-checked rules look at other files too, which ESLint's cache does not know: fit for the desk, not for the gate.
  {
    name: 'lint',
    bin: ['eslint', ['.', '--max-warnings', '0']],
    cached: ['--cache', '--cache-location', `${CACHE}/eslint/`]
  },
  // Looks at the built output too, and builds it where it is old.
  { name: 'security', script: 'scripts/scan.mjs' },
  { name: 'types', bin: ['typescript', ['-b', '.', 'scripts'], 'tsc'] },
  { name: 'unused code', bin: ['knip', []] },
  { name: 'arrows', bin: ['dependency-cruiser', ['src', 'test', '--config', '.dependency-cruiser.cjs'], 'depcruise'] },
  {
    name: 'format',
    bin: ['prettier', ['--check', '.', '--log-level', 'warn']],
    cached: ['--cache', '--cache-location', `${CACHE}/prettier-check`]
  }
]

function runCheck({ bin, script, cached: more = [] }, cached) {
  if (script) return run(process.execPath, [path.join(root, script)])
  const [name, args, command] = bin
  return runBin(name, [...args, ...(cached ? more : [])], { command })
}

/**
 * Runs all checks, as many at a time as there are cores, and calls `done` with `{ name, code, output, ms }` as each ends.
 * Answers all of them.
 */
export async function runChecks({ cached, done }) {
  const waiting = [...CHECKS]
  const results = []
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const startedMs = Date.now()
      const { code, output } = await runCheck(check, cached)
      const result = { name: check.name, code, output: output.trim(), ms: Date.now() - startedMs }
      results.push(result)
      done(result)
    }
  }
  await Promise.all(Array.from({ length: Math.max(2, os.availableParallelism()) }, worker))
  return results
}

export function printCheck({ name, code, output, ms }) {
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(12)} ${(ms / 1000).toFixed(1)} s`)
  if (code !== 0) console.log(`\n${output}\n`)
}
