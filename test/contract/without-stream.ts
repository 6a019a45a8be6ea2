/** Cases about a lasting connection, which a system that only answers requests has not. */
export const WITHOUT_STREAM: Readonly<Record<string, string>> = {
  'reports each state on the way, with since when and which attempt': 'requests only: the caller keeps the state',
  'reconnects with back-off within 5 s of a short outage in which everything was forgotten':
    'requests only: nothing to reconnect, the caller schedules',
  'is silent after dispose': 'requests only: tells nothing unasked, nothing to dispose'
}
