#!/usr/bin/env node
// npm run check: format, lint, types, arrows, unused code and the security scan, side by side.
import { printCheck, runChecks } from './lib/checks.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'
import { checkNode } from './lib/node-version.mjs'
import { runMain, seconds } from './lib/say.mjs'

await runMain(async () => {
  checkNode()
  await ensureDependencies()
  const startedMs = Date.now()
  const results = await runChecks({ cached: !process.argv.includes('--no-cache'), done: printCheck })
  const failed = results.filter(({ code }) => code !== 0).map(({ name }) => name)
  console.log(failed.length === 0 ? `all clean in ${seconds(startedMs)}` : `not clean: ${failed.join(', ')}`)
  return failed.length === 0 ? 0 : 1
})
