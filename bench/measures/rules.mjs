import { interleave, median, spread } from '../rig/numbers.mjs'
import { createPlayers } from '../rig/players.mjs'

const RUNS = 3
const ROWS = 10_000
const PACE = 1_000

/** What two hundred rules over ten thousand rows cost, and how soon somebody is told. */
export async function measureRules(context) {
  const players = await createPlayers(context)
  const alone = [...(await engines(players)), await outage(players)]
  return [...(await streams(players)), ...alone, ...(await latency(players, context.note))]
}

function streams({ inNode, answerOf, withSender }) {
  return withSender('send', ROWS, async (url) => {
    const play = (role) => async () => (await answerOf(inNode(role, url, ROWS))).perSecond
    const rowOf = async (measure, ours, baseline, least) => {
      const { a, b } = await interleave(RUNS, play(ours), play(baseline))
      return {
        measure,
        unit: 'messages/s',
        ours: median(a),
        baseline: median(b),
        limit: { ratioAtLeast: least },
        spread: Math.max(spread(a), spread(b)),
        runs: { ours: a, baseline: b }
      }
    }
    return [
      await rowOf(`stream, ${ROWS} rows, 200 rules`, 'twoHundred', 'bare', 0.5),
      await rowOf('stream with 200 rules that read nothing that changes, against none', 'unread', 'noRules', 0.97)
    ]
  })
}

async function engines({ inNode, answerOf }) {
  const runs = []
  for (let run = 0; run < RUNS; run++) runs.push(await answerOf(inNode('engines')))
  const of = (name) => runs.map((run) => run[name])
  const row = (measure, name, least) => ({
    measure,
    unit: 'changes/s',
    ours: median(of('ours')),
    baseline: median(of(name)),
    limit: { ratioAtLeast: least },
    spread: Math.max(spread(of('ours')), spread(of(name))),
    runs: { ours: of('ours'), baseline: of(name) }
  })
  return [
    row('engine alone, 200 rules, against json-rules-engine', 'jsonRulesEngine', 20),
    row('engine alone, 200 rules, against a loop over typed arrays', 'byHand', 0.3)
  ]
}

/** What one alert costs where ten thousand fire in one turn, against where a thousand do. */
async function outage({ inNode, answerOf }) {
  const runs = []
  for (let run = 0; run < RUNS; run++) runs.push(await answerOf(inNode('outage')))
  const many = runs.map((run) => run.many)
  const few = runs.map((run) => run.few)
  return {
    measure: 'engine, one turn with 10 000 alerts against one with 1 000, per alert',
    unit: 'ns CPU',
    ours: median(many),
    baseline: median(few),
    limit: { ratioAtMost: 2 },
    spread: Math.max(spread(many), spread(few)),
    runs: { ours: many, baseline: few }
  }
}

function latency({ inNode, answerOf, withSender }, note) {
  return withSender('sendAlarms', PACE, async (url) => {
    const runs = []
    for (let run = 0; run < RUNS; run++) runs.push(await answerOf(inNode('latency', url)))
    const of = (name) => runs.map((run) => run[name])
    note(
      `a breach is told after ${median(of('p50')).toFixed(2)} ms in the median, ${Math.max(...of('max')).toFixed(1)} ms at most (${of('told').join(', ')} notices at ${Math.round(median(of('perSecond')))} messages/s); ${of('steps').join(', ')} steps made durable`
    )
    const row = (measure, name, atMost) => ({
      measure,
      unit: 'ms',
      ours: median(of(name)),
      baseline: 0,
      limit: { atMost },
      runs: { ours: of(name), baseline: [] }
    })
    return [
      row(`from the far side's write to the notifier, p99, ${PACE} messages/s`, 'p99', 20),
      row('a step of the engine durable, p99', 'commitP99', 5)
    ]
  })
}
