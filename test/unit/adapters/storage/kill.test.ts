import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inspectStore } from '../../../../src/adapters/storage/inspect.ts'
import { SCHEMA_VERSION } from '../../../../src/adapters/storage/schema.ts'
import { aFolder, openAt } from './rig.ts'

const ROUNDS = 20
const BUILT = join(import.meta.dirname, '../../../../node_modules/.cache/kill-child')
const CHILD = join(BUILT, 'kill-child.js')

// The child is a plain Node process: written in TypeScript like the rest, made runnable here. Below node_modules it finds libsql.
beforeAll(async () => {
  mkdirSync(BUILT, { recursive: true })
  await build({
    logLevel: 'error',
    configFile: false,
    ssr: { noExternal: ['zod'], external: ['libsql'] },
    build: {
      ssr: fileURLToPath(new URL('kill-child.ts', import.meta.url)),
      outDir: BUILT,
      emptyOutDir: true,
      target: 'node20'
    }
  })
}, 60_000)
afterAll(() => rmSync(BUILT, { recursive: true, force: true }))

/** Kills the child right after the `after`-th acknowledgement; answers the numbers it acknowledged until it was gone. */
async function runAndKill(child: ChildProcess, after: number): Promise<number[]> {
  const acknowledged: number[] = []
  createInterface({ input: child.stdout! }).on('line', (line) => {
    acknowledged.push(Number(line))
    if (acknowledged.length === after) child.kill('SIGKILL')
  })
  const signal = await new Promise((resolve) => child.once('close', (_code, by) => resolve(by)))
  expect(signal).toBe('SIGKILL')
  return acknowledged
}

it('keeps every acknowledged commit when the process is killed at any moment', { timeout: 120_000 }, async () => {
  const file = join(aFolder(), 'journal.db')
  const acknowledged: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const child = spawn(process.execPath, [CHILD, file, String(round * 100_000)], {
      stdio: ['ignore', 'pipe', 'inherit']
    })
    acknowledged.push(...(await runAndKill(child, 1 + Math.floor(Math.random() * 60))))
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(ROUNDS)
  expect(inspectStore(file)).toEqual({ kind: 'usable', version: SCHEMA_VERSION })

  const { journal, problems } = openAt(file)
  expect(problems).toEqual([])
  const episodes = new Set(journal.recentEpisodes(1_000_000).map(({ id }) => id))
  const deliveries = new Set(journal.undecidedDeliveries().map(({ id }) => id))
  expect(acknowledged.filter((number) => !episodes.has(`e${number}`) || !deliveries.has(`d${number}`))).toEqual([])
  // Never half a step: what was written without being acknowledged is there with both parts or not at all.
  expect(deliveries.size).toBe(episodes.size)
})
