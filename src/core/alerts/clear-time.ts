import { emit, keepFiringMs, type Machine, type Turn } from './machine.ts'

/** The observed all-clear is put on record so often: at first, and at most. A run shorter than that adds nothing. */
const NOTE_FIRST_MS = 10_000
const NOTE_EVERY_MS = 30_000

function planNote(machine: Machine, clearForMs: number, monoMs: number): void {
  const { timerMs } = machine
  const atMs = monoMs + Math.min(NOTE_EVERY_MS, Math.max(NOTE_FIRST_MS, clearForMs))
  machine.noteAtMs = timerMs !== undefined && atMs < timerMs ? atMs : undefined
}

/** The all-clear, which must hold for a while, holds from `monoMs` on; what an earlier run saw of it counts. */
export function countClear(machine: Machine, monoMs: number): void {
  const clearForMs = machine.episode?.clearForMs ?? 0
  machine.timerMs = monoMs + Math.max(0, keepFiringMs(machine) - clearForMs)
  planNote(machine, clearForMs, monoMs)
}

/** It begins anew when it comes again. */
export function forgetClear(machine: Machine): void {
  machine.noteAtMs = undefined
  if (machine.episode?.clearForMs !== undefined) delete machine.episode.clearForMs
}

/** Puts on record what was observed of it so far, where that is due. */
export function noteClear(machine: Machine, turn: Turn): boolean {
  const { episode, noteAtMs, timerMs } = machine
  const { monoMs } = turn.now
  if (!episode || timerMs === undefined || noteAtMs === undefined || noteAtMs > monoMs) return false
  episode.clearForMs = Math.max(0, keepFiringMs(machine) - (timerMs - monoMs))
  planNote(machine, episode.clearForMs, monoMs)
  emit(turn, 'noted', episode)
  return true
}
