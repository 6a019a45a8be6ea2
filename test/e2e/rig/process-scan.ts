import { readdirSync, readFileSync } from 'node:fs'

/** What others on this computer may read of a running program, on Linux. */
export interface ProcessWords {
  readonly pid: number
  readonly commandLine: string
  /** `NAME=value`. */
  readonly environment: readonly string[]
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return '' // it ended in between
  }
}

/** Stands behind the name in brackets, which may hold anything. */
function parentOf(pid: number): number {
  return Number(
    read(`/proc/${pid}/stat`)
      .replace(/^.*\)\s+\S+\s+/s, '')
      .split(' ')[0]
  )
}

/** The program and everything it started, and what those started. */
export function processTree(root: number): readonly ProcessWords[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: parentOf(Number(name)) }))
  const tree = new Set([root])
  for (let size = 0; size !== tree.size;) {
    size = tree.size
    for (const { pid, parent } of all) if (tree.has(parent)) tree.add(pid)
  }
  return [...tree].map((pid) => ({
    pid,
    commandLine: read(`/proc/${pid}/cmdline`).replaceAll('\0', ' '),
    environment: read(`/proc/${pid}/environ`).split('\0').filter(Boolean)
  }))
}
