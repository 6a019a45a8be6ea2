import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'

// Workers read this file too: what a run makes lies in one folder, which goes with who made it.
if (process.env['FLOORWATCH_RUN_FOLDER'] === undefined) {
  const folder = mkdtempSync(join(tmpdir(), 'fw-'))
  process.env['TMPDIR'] = process.env['FLOORWATCH_RUN_FOLDER'] = folder
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
}

// For `npm run screenshots`: no test of anything, and so no part of `npm test`.
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/pictures',
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']]
})
