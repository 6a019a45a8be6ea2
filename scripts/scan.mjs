#!/usr/bin/env node
// npm run scan: looks for what docs/security.md forbids, in sources, built output and packages.
import { ensureBuild } from './lib/build.mjs'
import { ensureDependencies } from './lib/dependencies.mjs'
import { checkNode } from './lib/node-version.mjs'
import { root } from './lib/paths.mjs'
import { runMain, seconds } from './lib/say.mjs'

await runMain(async () => {
  checkNode()
  await ensureDependencies()
  await ensureBuild()
  const startedMs = Date.now()
  const { isSerious } = await import('./scan/finding.mjs')
  const { RULES, scanApplication } = await import('./scan/scan.mjs')
  const { files, findings } = scanApplication(root)
  for (const { severity, item, rule, where, line, message } of findings) {
    console.log(
      `${severity.padEnd(6)} row ${String(item).padEnd(2)} ${where}${line > 0 ? `:${line}` : ''}: ${message} (${rule})`
    )
  }
  const serious = findings.filter(isSerious).length
  console.log(`${RULES.length} rules, ${files.length} files, ${serious} high or medium findings, ${seconds(startedMs)}`)
  return serious === 0 ? 0 : 1
})
