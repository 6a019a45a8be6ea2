import { app } from 'electron'
import { start } from './lifecycle/start.ts'

// Not awaited at top level: `whenReady` must not hold up the module that Electron waits for.
start().catch((error: unknown) => {
  process.stderr.write(`Floorwatch could not start: ${error instanceof Error ? error.message : String(error)}\n`)
  app.exit(1)
})
