import fs from 'node:fs'
import path from 'node:path'
import { root } from '../../scripts/lib/paths.mjs'
import { startElectron } from './programs.mjs'

const LIVE_WITHIN_MS = 20_000
/** What the tray says while nothing is live but an earlier run left its numbers (src/core/text/desktop.ts). */
export const LAST_KNOWN = /last known: /
/** What it says while messages flow. */
export const LIVE = / · live$/

const BARE = path.join(root, 'bench', 'bare', 'main.cjs')

/** The two programs that are compared. Each keeps one profile for all its runs: none pays for a first start. */
export function createSides({ executable, folder, host }) {
  const profile = path.join(folder, 'profile')
  const bareProfile = path.join(folder, 'bare-profile')

  const startBare = (args = [], switches = []) =>
    startElectron(executable, { entry: BARE, switches: [`--user-data-dir=${bareProfile}`, ...switches], args })
  const startFloorwatch = (args = [], switches = []) =>
    startElectron(executable, { switches, args: ['--profile', profile, ...args] })

  /** A first run that imports the connections and stays until their numbers are in the journal. */
  async function prepare(connections) {
    const file = path.join(folder, 'provision.json')
    // Without a keyring: what is stored weakly is there again at the next start, as for a user whose keyring is open.
    const settings = { weakSecretStorage: 'allow', targetTestIntervalMinutes: 15 }
    fs.writeFileSync(file, JSON.stringify({ version: 1, connections, settings }), { mode: 0o600 })
    const item = host.expectItem()
    const app = startFloorwatch(['--hidden', '--print-status', '--provision', file])
    try {
      if ((await item.says(LIVE, LIVE_WITHIN_MS)) === undefined) {
        throw new Error(`the first run did not become live, the tray says "${await item.tooltip()}":\n${app.output()}`)
      }
    } finally {
      await app.stop()
    }
  }

  return { startBare, startFloorwatch, prepare }
}
