import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startSessionBus, startVirtualDisplay } from './display.mjs'

/** A display, a session bus and a runtime folder for one run and nobody else. `stop` ends and removes all of it. */
export async function startVirtualDesktop() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'floorwatch-desktop-'))
  const parts = []
  const stop = async () => {
    for (const part of parts.reverse()) await part.stop(2_000)
    parts.length = 0
    fs.rmSync(folder, { recursive: true, force: true })
  }
  try {
    parts.push(await startVirtualDisplay(folder))
    parts.push(await startSessionBus(folder))
    const env = Object.assign({}, ...parts.map((part) => part.env), {
      XDG_RUNTIME_DIR: folder,
      XDG_SESSION_TYPE: 'x11',
      // The accessibility bridge would look for a bus service that is not here.
      NO_AT_BRIDGE: '1'
    })
    return { env, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
