import { chmodSync, closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** Two files of this size are kept: the present one and the one before. */
const MOST_BYTES = 5_000_000

export interface LogSink {
  write(line: string): void
  close(): void
}

/**
 * A log file for this user only. Each line is written at once: the last one before a crash is the one that matters. A log that can't
 * be written is given up silently, because nothing may fail for it.
 */
export function createLogSink(file: string, mostBytes: number = MOST_BYTES): LogSink {
  let handle: number | undefined
  let bytes = 0

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
      renameSync(file, `${file}.1`)
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
    } catch {
      handle = undefined
    }
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
    close: () => quietly(close)
  }
}
