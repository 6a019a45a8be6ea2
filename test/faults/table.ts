/** A test by the words that stand in its file. */
export interface TestedIn {
  readonly file: string
  /** The name, or the part of it that is written out, of `it` or `describe`. */
  readonly test: string
}

export interface Fault {
  readonly number: number
  readonly name: string
  readonly tests: readonly TestedIn[]
  /** In place of tests: why it can't happen to this stream. */
  readonly cannotApply?: string
}

const NO_SEQUENCE = 'the stream carries no sequence, version or epoch: nothing to tell an order, a gap or a reset by'

const AVAYA = 'test/unit/adapters/avaya'
const OPENING = 'test/faults/opening.test.ts'
const TRUST = 'test/faults/trust.test.ts'
const AUTHENTICATION = 'test/faults/authentication.test.ts'
const SILENT = 'test/faults/silent.test.ts'
const STOPPED = 'test/faults/stopped.test.ts'
const LOST = 'test/faults/lost.test.ts'
const STREAM = 'test/faults/stream.test.ts'
const CLOCKS = 'test/faults/clocks.test.ts'
const STATES = 'test/faults/states.test.ts'
const NAMESPACE = 'test/faults/network-namespace.test.ts'

const tested = (number: number, name: string, ...tests: readonly (readonly [string, string])[]): Fault => ({
  number,
  name,
  tests: tests.map(([file, test]) => ({ file, test }))
})
const impossible = (number: number, name: string, cannotApply = NO_SEQUENCE): Fault => ({
  number,
  name,
  tests: [],
  cannotApply
})

/** Every way the live connection is known to fail, and the test that lets it. docs/reliability.md tells the same in words. */
export const FAULTS: readonly Fault[] = [
  tested(
    1,
    'connection refused',
    [OPENING, 'is retried with growing waits, and found when it is back'],
    [OPENING, 'for three seconds: live within 5 s after it']
  ),
  tested(2, 'SYN swallowed', [
    NAMESPACE,
    'nobody answers a connection: the deadline ends it long before the system would'
  ]),
  tested(
    3,
    'name not found, or never looked up',
    [OPENING, 'is not found, then found'],
    [OPENING, 'is never answered: the deadline ends it, and it is tried again']
  ),
  tested(4, 'TLS never answers', [TRUST, 'that never answers runs into the deadline, and is tried again']),
  tested(5, 'certificate not to be trusted', [
    TRUST,
    'with a certificate %s: nothing is sent, and it waits for the user'
  ]),
  tested(
    6,
    'a portal answers',
    [OPENING, '%s to the upgrade: named, no token sent, tried again'],
    [OPENING, '%s to the request for a token: named %s, tried again']
  ),
  tested(
    7,
    'company proxy refuses or is gone',
    [TRUST, 'that wants a login nobody knows: named, and waits for the user'],
    [TRUST, 'that %s is named and tried again'],
    [TRUST, 'that is not there is named']
  ),
  tested(
    8,
    'asked to wait (429, 503, Retry-After)',
    [OPENING, 'with %i and Retry-After on the upgrade: no try before that'],
    [OPENING, 'with 429 and Retry-After to a request: no try before that']
  ),
  tested(
    9,
    'credential refused',
    [AUTHENTICATION, 'by %i on the upgrade: one new token, then it waits for the user'],
    [AUTHENTICATION, 'by the reply to the authentication: one new token, then it waits for the user'],
    [AUTHENTICATION, 'as an application key: never answered by a new token']
  ),
  tested(10, 'authentication never answered', [AUTHENTICATION, 'never comes: a deadline, and another try']),
  tested(11, 'data before the authentication', [AUTHENTICATION, 'is overtaken by data, which is not believed']),
  tested(12, 'no snapshot', [
    AUTHENTICATION,
    'is good and no snapshot follows: a deadline, another try, and the count goes on'
  ]),
  tested(
    13,
    'half-open in both directions',
    [SILENT, 'in both directions: noticed within 20 s, our end is gone, and back when the line is'],
    [STOPPED, 'is noticed within 20 s and never taken for live, and is live again by itself when it goes on']
  ),
  tested(
    14,
    'half-open in one direction',
    [SILENT, 'towards us: nothing comes, so it is noticed'],
    [SILENT, 'away from us, and no data comes: our ping is not answered, so it is noticed']
  ),
  tested(15, 'pongs lost while data flows', [SILENT, 'that get lost while data flows change nothing']),
  tested(
    16,
    'late pong',
    [SILENT, 'of earlier pings prove nothing'],
    [`${AVAYA}/realtime-life.test.ts`, 'a pong that nobody asked for proves nothing']
  ),
  tested(17, 'reset', [LOST, 'by a reset: back within 5 s, with one socket']),
  tested(18, 'end without a close frame', [LOST, 'by a FIN without a close frame: back within 5 s']),
  tested(19, 'close never completed', [LOST, 'and then never ends the connection: we are gone within a second']),
  tested(20, 'every close code', [LOST, 'with any code: retried, the code is told, and it is live again']),
  tested(
    21,
    'restart of the service with a thousand clients',
    [`${AVAYA}/server-restart.test.ts`, 'come back spread over the window, with close code %i'],
    [LOST, 'what the service forgot meanwhile is made anew']
  ),
  tested(22, 'accepted and dropped again', [LOST, '%s: the count goes on and the waits grow']),
  tested(
    23,
    'sleep of 10 s, 10 min, 8 h',
    [CLOCKS, 'of $ms ms (the clock $way), a dead one: known after 3 s, one new snapshot, no burst'],
    [CLOCKS, 'of $ms ms (the clock $way), a socket that survived: one probe, no new snapshot'],
    ['test/unit/main/app/runtime-sleep.test.ts', 'no feed is believed until its probe is answered, one probe each']
  ),
  tested(
    24,
    'wall clock set',
    [CLOCKS, 'by %i ms while live: pings, staleness and renewal go by the other clock'],
    [CLOCKS, 'by %i ms amid a back-off: the wait is as long as it was']
  ),
  tested(
    25,
    'offline and online, also wrongly',
    [SILENT, 'nothing is tried and no wait goes on, until it is back'],
    [SILENT, 'and then wrongly that it is back: that is not believed without an answer'],
    [`${AVAYA}/realtime-life.test.ts`, 'a connection that began just before the network came back is begun anew']
  ),
  tested(26, 'network switched', [
    NAMESPACE,
    'the address goes while live: noticed within 20 s, and live when there is a network again'
  ]),
  tested(27, 'token ends while live', [AUTHENTICATION, 'and are renewed ahead of that, the stream goes on']),
  tested(28, 'no new token to be had', [
    AUTHENTICATION,
    'and none can be had: the old one serves until it is refused, then few tries, then live again'
  ]),
  tested(
    29,
    'duplicate messages',
    [STREAM, 'all of them, and change nothing the second time'],
    [STREAM, 'a change and the end of a row: one difference each']
  ),
  impossible(30, 'reordered changes'),
  impossible(31, 'a change lost in between'),
  tested(
    32,
    'changes around and amid a snapshot',
    [STREAM, 'with live messages among its rows ends up as the floor is'],
    [STREAM, 'that says older things than a live message before it: what came last counts'],
    [STREAM, 'after a loss takes away what ended meanwhile, and says how much']
  ),
  impossible(33, 'versions begin anew'),
  tested(
    34,
    'messages and frames that make no sense',
    [STREAM, 'are counted by reason, and the good ones after them are read'],
    [STREAM, '%s end the connection under their name (%s), and a new one is live'],
    [`${AVAYA}/fuzz.test.ts`, 'of them: each is read or counted, and every good one between them arrives'],
    [`${AVAYA}/frame.test.ts`, 'takes exactly what the schema takes']
  ),
  tested(
    35,
    'flood, slow line, slices',
    [STREAM, 'slow and cut into pieces: no false alarm, the true floor in the end'],
    [STREAM, 'late and unsteady: all in order'],
    [STREAM, 'told in few pieces, nothing lost']
  ),
  tested(
    36,
    'start, stop and change in every state',
    [STATES, 'while %s: at once silent, no timer, no socket'],
    [STATES, 'while %s: one socket, and live'],
    [STATES, 'while %s: nothing is tried in between, then live'],
    [`${AVAYA}/model.test.ts`, 'keeps its promises after each event and is live again when all is well']
  )
]
