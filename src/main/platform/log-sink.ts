import {
  chmodSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeSync
} from 'node:fs'
import { dirname } from 'node:path'
import { errorCode, writePrivateFile } from './private-file.ts'

const MOST_BYTES = 5_000_000
/** Kept beside the present file, the newest first: `.1`, `.2`, `.3`. */
const OLDER_FILES = 3

export interface LogSink {
  write(line: string): void
  /** The newest lines of all files, oldest first. */
  newest(lines: number): readonly string[]
  /** Takes out every line written before this moment, in all files. Lines without a time go with their neighbours. */
  forgetBefore(wallMs: number): void
  /** Why it was given up, as the system calls it; null while it is written. */
  failure(): string | null
  close(): void
}

/** The moment a line was written, as far as it says so. */
function writtenAtMs(line: string): number {
  return Date.parse(/"time":"([^"]+)"/.exec(line)?.[1] ?? '')
}

const linesIn = (text: string): string[] => text.split('\n').filter((line) => line !== '')

/**
 * A log for this user only: a file of limited size and a few older ones. Each line is written at once: the last one before a crash is
 * the one that matters. A log that can't be written is given up, because nothing may fail for it: `gaveUp` is told why, once.
 */
export function createLogSink(
  file: string,
  mostBytes: number = MOST_BYTES,
  gaveUp: (reason: string) => void = () => undefined
): LogSink {
  let handle: number | undefined
  let failure: string | null = null
  let bytes = 0
  const older = Array.from({ length: OLDER_FILES }, (_, index) => `${file}.${String(index + 1)}`)

  function open(): void {
    handle = openSync(file, 'a', 0o600)
    chmodSync(file, 0o600)
    bytes = fstatSync(handle).size
  }
  function close(): void {
    if (handle !== undefined) closeSync(handle)
    handle = undefined
  }
  function turn(): void {
    close()
    let moved = true
    try {
      for (const [index, to] of [...older.entries()].reverse()) {
        const from = index === 0 ? file : older[index - 1]
        if (from !== undefined && existsSync(from)) renameSync(from, to)
      }
    } catch {
      moved = false
    }
    open()
    // Not moved: tried again when as much has come in once more.
    if (!moved) bytes = 0
  }
  function quietly(run: () => void): void {
    try {
      run()
    } catch (error) {
      handle = undefined
      if (failure !== null) return
      failure = errorCode(error)
      gaveUp(failure)
    }
  }
  function read(one: string): readonly string[] {
    try {
      return linesIn(readFileSync(one, 'utf8'))
    } catch {
      return []
    }
  }
  function thin(one: string, wallMs: number): void {
    const lines = read(one)
    const from = lines.findIndex((line) => writtenAtMs(line) >= wallMs)
    if (from === 0 || lines.length === 0) return
    if (from > 0) writePrivateFile(one, `${lines.slice(from).join('\n')}\n`)
    else if (one === file) truncateSync(one)
    else rmSync(one)
  }

  quietly(() => {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    open()
  })
  return {
    write(line) {
      quietly(() => {
        if (handle === undefined) return
        if (bytes > mostBytes) turn()
        bytes += writeSync(handle, line)
      })
    },
    newest(count) {
      const found: (readonly string[])[] = []
      let left = count
      for (const one of [file, ...older]) {
        if (left <= 0) break
        const lines = read(one).slice(-left)
        found.unshift(lines)
        left -= lines.length
      }
      return found.flat()
    },
    forgetBefore(wallMs) {
      quietly(() => {
        if (handle === undefined) return
        close()
        try {
          for (const one of [file, ...older]) thin(one, wallMs)
        } finally {
          open()
        }
      })
    },
    failure: () => failure,
    close: () => quietly(close)
  }
}
