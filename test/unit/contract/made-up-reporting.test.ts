import { describe, expect, it } from 'vitest'
import { requests } from '../../../src/contract/requests.ts'
import { targetViewSchema } from '../../../src/contract/views.ts'
import {
  aReportingTree,
  aTargetDetail,
  aTargetLine,
  aTreeThatLoads,
  aWorkflow,
  QUERY,
  SETTINGS,
  someResults,
  TARGET_LINES
} from '../../fakes/a-reporting.ts'

/** What windows are tested with is what main may tell. */
describe('the made-up workflows and targets', () => {
  it('are what the contract allows', () => {
    const tree = requests['reporting:tree'].output
    expect(tree.parse(aReportingTree())).toEqual(aReportingTree())
    const own = aReportingTree({ workflows: [aWorkflow({ id: 'own' })], targets: [aTargetLine({ workflowId: 'own' })] })
    expect(tree.parse(own)).toEqual(own)
    const detail = requests['target:detail'].output
    for (const line of TARGET_LINES) expect(detail.parse(aTargetDetail({ line }))).toEqual(aTargetDetail({ line }))
    expect(requests['target:results'].output.parse({ results: someResults(), more: false }).results).toHaveLength(96)
  })

  it('are in every state, with settings of every kind and shape, and a list that is still read', () => {
    expect(new Set(TARGET_LINES.map(({ state }) => state))).toEqual(new Set(targetViewSchema.shape.state.options))
    expect(TARGET_LINES.filter(({ failure }) => failure !== null)).not.toEqual([])
    const kinds = SETTINGS.map((one) => (one.kind === 'slack' ? one.access.shape : one.kind))
    expect(new Set(kinds)).toEqual(new Set(['bar', 'bot', 'webhook', 'email']))
    expect(aTargetDetail().settings).toEqual(SETTINGS)
    expect(JSON.parse(aTargetDetail().query ?? '')).toEqual(QUERY)
    const { connections, workflows } = aTreeThatLoads(3, 9)
    expect(connections).toMatchObject([{ state: 'reading', done: 3, total: 9 }])
    expect(workflows.filter(({ listedAtMs }) => listedAtMs !== null)).toHaveLength(3)
  })
})
