import type { Journal } from '../../core/ports/journal.ts'

/** One small fact that outlives the run. Not being able to write it costs nothing but the memory. */
export interface FactMemory {
  read(): string | undefined
  write(text: string): void
}

export function createFactMemory(journal: Pick<Journal, 'fact' | 'putFact'>, name: string): FactMemory {
  return {
    read: () => journal.fact(name),
    write: (text) => void journal.putFact(name, text)
  }
}
