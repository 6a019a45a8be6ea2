import { Stop } from './say.mjs'

const LEAST = [20, 19, 0]

/** Must run before anything newer than Node 18 is imported; this file and its imports are plain enough for that. */
export function checkNode(version = process.versions.node) {
  const have = version.split('.').map(Number)
  const at = LEAST.findIndex((least, i) => have[i] !== least)
  if (at < 0 || have[at] > LEAST[at]) return
  throw new Stop(
    `Floorwatch needs Node ${LEAST.join('.')} or newer; this is ${version}. Get one from https://nodejs.org.`
  )
}
