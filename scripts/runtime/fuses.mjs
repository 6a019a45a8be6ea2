import fs from 'node:fs'

// Electron keeps its fuses in the executable: this text, a version byte, a count, then one of '0', '1', 'r' (removed) for each.
// https://github.com/electron/electron/blob/main/docs/tutorial/fuses.md
const SENTINEL = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX')
const VERSION = 1

export const FUSE = { nodeCliInspect: 3, browserV8Snapshot: 6 }

/** Sets fuses (`[index, on]`) in place. Refuses a layout it does not know rather than guess. */
export function setFuses(executable, fuses) {
  const bytes = fs.readFileSync(executable)
  const at = bytes.indexOf(SENTINEL)
  const wire = at + SENTINEL.length
  if (at < 0 || bytes.indexOf(SENTINEL, at + 1) >= 0 || bytes[wire] !== VERSION)
    throw new Error('fuses: unknown layout')
  const fd = fs.openSync(executable, 'r+')
  try {
    for (const [index, on] of fuses) {
      if (index >= bytes[wire + 1]) throw new Error(`fuses: there is no number ${index}`)
      fs.writeSync(fd, on ? '1' : '0', wire + 2 + index, 'latin1')
    }
  } finally {
    fs.closeSync(fd)
  }
}
