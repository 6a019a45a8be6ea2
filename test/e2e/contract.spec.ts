import { expect, test } from '@playwright/test'
import { spawn } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { buildBench } from './network/build-bench.ts'
import { electronPath, projectDir } from './rig/launch.ts'

/** The suite that every adapter must pass, once more, with Electron's `net.fetch` in the place of Node's `fetch`. */

const reportSchema = z.object({
  success: z.boolean(),
  numPassedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() }))
    })
  )
})

test('every adapter keeps its promises through net.fetch', async () => {
  test.setTimeout(120_000)
  const file = join(projectDir, 'test-results', 'contract-in-electron.json')
  rmSync(file, { force: true })
  const vitest = join(projectDir, 'node_modules', 'vitest', 'vitest.mjs')
  const args = [
    'run',
    '--project',
    'contract',
    '--reporter',
    'json',
    '--outputFile',
    file,
    'avaya',
    'giosg',
    'thoughtspot'
  ]
  const child = spawn(process.execPath, [vitest, ...args], {
    cwd: projectDir,
    env: { ...process.env, FLOORWATCH_CONTRACT_BENCH: await buildBench(), FLOORWATCH_TEST_ELECTRON: electronPath() },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 110_000,
    killSignal: 'SIGKILL'
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')))
  await new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const report = reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  const bad = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status !== 'passed').map(({ fullName }) => fullName)
  )
  expect(bad, said).toEqual([])
  expect(report.testResults.map(({ name }) => name.split('/').at(-1)).sort()).toEqual([
    'avaya.test.ts',
    'giosg-reporting.test.ts',
    'giosg-traps.test.ts',
    'giosg.test.ts',
    'thoughtspot.test.ts'
  ])
  expect(report.success, said).toBe(true)
  expect(report.numPassedTests).toBeGreaterThan(20)
})
