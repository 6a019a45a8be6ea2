import { electronRuntime } from '../electron-runtime.mjs'
import { ensureBuild } from './build.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { ensureSystemPackages } from './system-packages.mjs'

/**
 * Everything between a fresh checkout and a built app, each step only if it is needed. `kinds` are those of
 * `ensureSystemPackages`. Answers the Electron to run.
 */
export async function prepare(kinds) {
  await ensureDependencies()
  await ensureSystemPackages(kinds)
  const runtime = await electronRuntime()
  await ensureBuild()
  return runtime
}
