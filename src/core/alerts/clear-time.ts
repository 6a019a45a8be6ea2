import { createDeadlines, type Timed } from './deadlines.ts'
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

/** Puts on record what was observed of it so far. */
function noteClear(machine: Machine, turn: Turn): void {
  const { episode, timerMs } = machine
  const { monoMs } = turn.now
  machine.noteAtMs = undefined
  if (!episode || timerMs === undefined) return
  episode.clearForMs = Math.max(0, keepFiringMs(machine) - (timerMs - monoMs))
  planNote(machine, episode.clearForMs, monoMs)
  emit(turn, 'noted', episode)
}

/** The moments at which that is due: none of the machine's own, since they change nothing about it. */
export interface ClearNotes {
  /** After anything about the machine changed. */
  plan(machine: Machine): void
  runDue(turn: Turn): void
  nextMs(): number | undefined
}

interface Note extends Timed {
  readonly machine: Machine
}

export function createClearNotes(): ClearNotes {
  const due = createDeadlines<Note>()
  const notes = new Map<Machine, Note>()

  function plan(machine: Machine): void {
    const { noteAtMs, heldSinceMs, order } = machine
    const known = notes.get(machine)
    if (noteAtMs === undefined || heldSinceMs !== undefined) {
      if (!known) return
      due.drop(known)
      notes.delete(machine)
      return
    }
    const note = known ?? { machine, order, wakeAtMs: Infinity, heapAtMs: 0, slot: -1 }
    notes.set(machine, note)
    due.set(note, noteAtMs)
  }

  return {
    plan,
    runDue(turn) {
      for (let note = due.take(turn.now.monoMs); note; note = due.take(turn.now.monoMs)) {
        noteClear(note.machine, turn)
        plan(note.machine)
      }
    },
    nextMs: () => due.nextMs()
  }
}
