import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'

/**
 * Profiles and everything else that a run makes among the temporary files lie in one folder, which goes with the process that began
 * the run. `FLOORWATCH_KEEP_RUN` keeps it, for who looks for the cause of a red test. The name is short: sockets below it may have a
 * path of 107 signs.
 */
function useRunFolder(): void {
  // Workers read this file too.
  if (process.env['FLOORWATCH_RUN_FOLDER'] !== undefined) return
  const folder = mkdtempSync(join(tmpdir(), 'fw-'))
  // Some tests run as another user, below a folder of their own in it.
  chmodSync(folder, 0o711)
  process.env['FLOORWATCH_RUN_FOLDER'] = folder
  process.env['TMPDIR'] = folder
  process.once('exit', () => {
    if (process.env['FLOORWATCH_KEEP_RUN'] === undefined)
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    else process.stdout.write(`kept: ${folder}\n`)
  })
}

useRunFolder()

/** Several runs at once keep their results apart. */
const part = process.env['FLOORWATCH_E2E_PART'] ?? '1'

// One worker: the tests share one session bus, and a desktop has one tray host and one notification server.
export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: `test-results/e2e-${part}`,
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  globalTimeout: 30 * 60_000,
  reporter: [['list'], ['json', { outputFile: `test-results/playwright-${part}.json` }]]
})
