import { expect, test } from 'vitest'
import { createScene, WAITING } from '../scene.ts'

test('a breach that held for longer than "pending for" of observed time fires, restarts or not', () => {
  let scene = createScene({ rules: [WAITING] })
  scene.row('Sales', { waiting: 20 })
  let fired = 0
  for (let run = 0; run < 5; run++) {
    scene.wait(8)
    scene = scene.restart()
    scene.snapshot(() => scene.row('Sales', { waiting: 20 }))
    scene.live(true)
    fired += scene.log.filter((line) => line.includes('fired')).length
  }
  fired += scene.log.filter((line) => line.includes('fired')).length
  // 40 s of observed breach, 10 s asked for.
  expect(fired).toBeGreaterThan(0)
})

test('"keep firing for" goes on over a restart', () => {
  let scene = createScene({ rules: [WAITING] })
  scene.row('Sales', { waiting: 20 })
  scene.wait(11)
  scene.row('Sales', { waiting: 0 })
  for (let run = 0; run < 5; run++) {
    scene.wait(25)
    scene = scene.restart()
    scene.snapshot(() => scene.row('Sales', { waiting: 0 }))
    scene.live(true)
  }
  // 125 s of observed all-clear, 30 s asked for.
  expect(scene.open()).toEqual([])
})
