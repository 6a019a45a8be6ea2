import { expect, it } from 'vitest'
import { alertWindow } from '../../../../src/core/text/window-alerts.ts'
import { explanationWindow } from '../../../../src/core/text/window-explanation.ts'
import { words } from '../../../../src/core/text/words.ts'

/** "Over" is above a threshold: an alert's end has a word of its own. */
it('an alert that came to its end has ended, wherever its state is named', () => {
  expect(words.episodeState.closed).toBe('ended')
  expect(words.deliveryReason.ended).toBe('ended')
  expect(explanationWindow.explain.did.closed).toBe('ended')
  expect(alertWindow.detail.closedAt).toBe('ended at')
})
