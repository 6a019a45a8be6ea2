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
