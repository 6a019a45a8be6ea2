import type { Machine } from './machine.ts'

/** How many rules of a group have a machine for a row. */
export type Busy = Map<string, number>

/** Keeps the count; otherwise a map like any other. */
class CountedMachines extends Map<string, Machine> {
  readonly #busy: Busy

  constructor(busy: Busy) {
    super()
    this.#busy = busy
  }

  override set(rowId: string, machine: Machine): this {
    if (!this.has(rowId)) this.#busy.set(rowId, (this.#busy.get(rowId) ?? 0) + 1)
    return super.set(rowId, machine)
  }

  override delete(rowId: string): boolean {
    const had = super.delete(rowId)
    if (had) this.#release(rowId)
    return had
  }

  override clear(): void {
    for (const rowId of this.keys()) this.#release(rowId)
    super.clear()
  }

  #release(rowId: string): void {
    const left = (this.#busy.get(rowId) ?? 1) - 1
    if (left > 0) this.#busy.set(rowId, left)
    else this.#busy.delete(rowId)
  }
}

/** For the machines of one rule of the group. */
export function countedMachines(busy: Busy): Map<string, Machine> {
  return new CountedMachines(busy)
}
