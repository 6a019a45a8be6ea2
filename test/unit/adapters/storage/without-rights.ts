import { chmodSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Runs `run` while `folder` and the files in it may be read and not written. For root, who may write anywhere, it runs as the user
 * `nobody` for that time. Systems without such rights on folders can't show it.
 */
export function withoutRights<T>(folder: string, run: () => T): T {
  const asRoot = process.geteuid?.() === 0
  for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o444)
  chmodSync(folder, 0o555)
  if (asRoot) process.seteuid?.('nobody')
  try {
    return run()
  } finally {
    if (asRoot) process.seteuid?.(0)
    chmodSync(folder, 0o700)
  }
}
