import type { RowChange } from '../../core/measures/row.ts'
import type { FrameRows } from './frame-rows.ts'
import { learnShape } from './frame-shape.ts'
import type { Shape, UpsertMessage } from './frame-shape.ts'

/** A producer's snapshot and its stream, and a few sets of measures that change together. */
const MOST_SHAPES = 8
/** So many messages may be looked at in vain, beyond those that fitted, before a service counts as one that has no fixed form. */
const PATIENCE = 2_000

/** The forms of messages that one session has met, the one that fitted last first. */
export interface Shapes {
  /** Undefined when the message must be parsed. */
  read(text: string): { readonly isLive: boolean; readonly change: RowChange } | undefined
  /** A message that had to be parsed. */
  learn(text: string, message: object, checked: UpsertMessage): void
}

export function createShapes(rows: FrameRows): Shapes {
  const shapes: Shape[] = []
  let patience = PATIENCE

  return {
    read(text) {
      for (let index = 0; index < shapes.length; index++) {
        const shape = shapes[index]
        const change = shape?.read(text)
        if (!shape || !change) continue
        if (index > 0) {
          shapes.splice(index, 1)
          shapes.unshift(shape)
        }
        if (patience < PATIENCE) patience += 1
        return { isLive: shape.isLive, change }
      }
      return undefined
    },
    learn(text, message, checked) {
      if (patience <= 0) return
      patience -= 1
      if (patience === 0) shapes.length = 0
      else if (shapes.length < MOST_SHAPES) {
        const shape = learnShape(text, message, checked, rows)
        if (shape) shapes.unshift(shape)
      }
    }
  }
}
