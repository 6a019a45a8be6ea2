#!/usr/bin/env node
// npm run test:long: what `npm test` does a hundred times, a thousand times and more. Takes about ten minutes.
import { ensureDependencies } from './lib/dependencies.mjs'
import { checkNode } from './lib/node-version.mjs'
import { runBin } from './lib/run.mjs'
import { runMain } from './lib/say.mjs'

const KILLS = '1000'

await runMain(async () => {
  checkNode()
  await ensureDependencies()
  const { code } = await runBin('vitest', ['run', '--project', 'kill'], {
    show: true,
    env: { ...process.env, FLOORWATCH_KILLS: process.env.FLOORWATCH_KILLS ?? KILLS }
  })
  return code
})
