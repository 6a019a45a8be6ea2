import { readdirSync, readFileSync } from 'node:fs'

/** A process and all it started, with what anybody of the same user can read about it. Linux. */
export interface Relative {
  readonly pid: number
  readonly args: readonly string[]
  /** NAME=value. */
  readonly environment: readonly string[]
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${String(pid)}/${file}`, 'utf8')
  } catch {
    return '' // ended meanwhile
  }
}

/** The parent stands behind the name, which is in brackets and may hold anything. */
const parentOf = (pid: number): number => Number(read(pid, 'stat').split(') ').at(-1)?.split(' ')[1])

export function familyOf(pid: number): readonly Relative[] {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentOf(Number(name))])
  )
  const family = new Set([pid])
  for (let before = 0; before !== family.size;) {
    before = family.size
    for (const [child, parent] of parents) if (family.has(parent)) family.add(child)
  }
  const list = (one: number, file: string): string[] => read(one, file).split('\0').filter(Boolean)
  return [...family].map((one) => ({ pid: one, args: list(one, 'cmdline'), environment: list(one, 'environ') }))
}
