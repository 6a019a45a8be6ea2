import type { Notice } from '../../../../src/core/ports/notifier.ts'

export const notice: Notice = {
  id: 'episode-1',
  title: 'Sales: 12 contacts waiting',
  body: 'over 10 · for 1:20\nA & B <b>',
  severity: 'critical',
  sound: true,
  actions: [
    { id: 'open', label: 'Open' },
    { id: 'acknowledge', label: 'Acknowledge' },
    { id: 'snooze', label: 'Snooze 15 min' }
  ]
}
