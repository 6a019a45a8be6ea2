import { describe, expect, it } from 'vitest'
import { createFirstRows, FIRST_ROWS } from '../../../../src/renderer/state/first-rows.ts'
import { createManualFrames } from '../../../fakes/manual-frames.ts'

function open() {
  const frames = createManualFrames()
  const marks: string[] = []
  return { frames, marks, firstRows: createFirstRows({ frames, mark: (name) => marks.push(name) }) }
}

describe('the mark of the first rows', () => {
  it('is set when the frame with the rows has been painted, not before', () => {
    const { frames, marks, firstRows } = open()
    firstRows.committed()
    expect(marks).toEqual([])
    frames.paint()
    expect(marks).toEqual([])
    frames.paint()
    expect(marks).toEqual(['floorwatch:first-rows'])
  })

  it('is set once, however many rows come', () => {
    const { frames, marks, firstRows } = open()
    firstRows.committed()
    firstRows.committed()
    frames.paint()
    frames.paint()
    firstRows.committed()
    frames.paint()
    frames.paint()
    expect(marks).toEqual([FIRST_ROWS])
  })

  it('is not set for rows that went before they were painted', () => {
    const { frames, marks, firstRows } = open()
    const gone = firstRows.committed()
    frames.paint()
    gone()
    frames.paint()
    expect(marks).toEqual([])
    firstRows.committed()
    frames.paint()
    frames.paint()
    expect(marks).toEqual([FIRST_ROWS])
  })
})
