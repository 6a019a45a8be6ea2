import { expect, it } from 'vitest'
import { piecesOf } from '../../../../src/renderer/ui/sparkline.tsx'

it('leaves a gap where nothing was known, stands at the right while young, and begins its scale at zero', () => {
  expect(piecesOf([0, 4], 3)).toEqual(['30.0,15.0 60.0,1.0'])
  expect(piecesOf([2, 4, null, 4], 4)).toEqual(['0.0,8.0 20.0,1.0', '59.0,1.0 60.0,1.0'])
  expect(piecesOf([null, null], 2)).toEqual([])
  expect(piecesOf([0, 0], 2)).toEqual(['0.0,15.0 60.0,15.0'])
})
