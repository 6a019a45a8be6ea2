import type { Machine } from './machine.ts'

/** How many rules have a machine for a row. */
export type Busy = Map<string, number>

function count(busy: Busy, rowId: string, more: 1 | -1): void {
  const next = (busy.get(rowId) ?? 0) + more
  if (next > 0) busy.set(rowId, next)
  else busy.delete(rowId)
}

/** Keeps the counts; otherwise a map like any other. */
class CountedMachines extends Map<string, Machine> {
  readonly #counts: readonly Busy[]

  constructor(counts: readonly Busy[]) {
    super()
    this.#counts = counts
  }

  override set(rowId: string, machine: Machine): this {
    if (!this.has(rowId)) for (const busy of this.#counts) count(busy, rowId, 1)
    return super.set(rowId, machine)
  }

  override delete(rowId: string): boolean {
    const had = super.delete(rowId)
    if (had) for (const busy of this.#counts) count(busy, rowId, -1)
    return had
  }

  override clear(): void {
    for (const rowId of this.keys()) for (const busy of this.#counts) count(busy, rowId, -1)
    super.clear()
  }
}

/** For the machines of one rule, which all of the counts are about. */
export function countedMachines(...counts: readonly Busy[]): Map<string, Machine> {
  return new CountedMachines(counts)
}
