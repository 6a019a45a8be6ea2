/** Progress for people, on stderr: stdout stays free for what another program may read. */
export function say(line) {
  process.stderr.write(`[floorwatch] ${line}\n`)
}

/** A reason to stop that its reader can act on: printed without a stack. */
export class Stop extends Error {}

/** Runs a script's `main`. A `Stop` is told plainly, anything else is a bug and keeps its stack. */
export async function runMain(main) {
  try {
    process.exitCode = await main()
  } catch (error) {
    if (error instanceof Stop) say(error.message)
    else console.error(error)
    process.exitCode = 1
  }
}

export const seconds = (sinceMs) => `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`
