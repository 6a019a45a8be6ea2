#!/usr/bin/env node
// npm run screenshots: pictures of every view, light and dark, at 100 and 200 %, into docs/images/views. They take the place of the old ones.
import path from 'node:path'
import { checkNode } from './lib/node-version.mjs'
import { root } from './lib/paths.mjs'
import { prepare } from './lib/prepare.mjs'
import { runBin } from './lib/run.mjs'
import { runMain } from './lib/say.mjs'
import { startVirtualDesktop } from './lib/virtual-desktop.mjs'

await runMain(async () => {
  checkNode()
  const runtime = await prepare(['run', 'headless', 'test'])
  // Not on somebody's own: pictures must not depend on it.
  const desktop = process.platform === 'linux' ? await startVirtualDesktop() : { env: {}, stop: async () => {} }
  try {
    const { code } = await runBin(
      '@playwright/test',
      ['test', '--config', path.join(root, 'test/pictures/playwright.config.ts')],
      {
        command: 'playwright',
        show: true,
        env: { ...process.env, ...desktop.env, FLOORWATCH_TEST_ELECTRON: runtime.executable }
      }
    )
    return code
  } finally {
    await desktop.stop()
  }
})
