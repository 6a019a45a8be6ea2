import { describe, expect, it, onTestFinished } from 'vitest'
import type { EditRefusal } from '../../../../src/core/edits/edit-service.ts'
import type { EditDone } from '../../../../src/core/edits/edit.ts'
import type { Became } from '../../../../src/core/reporting/read-back.ts'
import { fail, ok, type Result } from '../../../../src/core/result.ts'
import { createEditDesk } from '../../../../src/main/app/edit-desk.ts'
import { createTargetBook } from '../../../../src/main/app/target-book.ts'
import { createWorkflowBook } from '../../../../src/main/app/workflow-book.ts'
import { settle } from '../../../fakes/settle.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'

const NOTHING = {
  workflows: () => [],
  targets: () => [],
  targetQuery: () => undefined,
  targetLists: () => [],
  targetSettings: () => [],
  targetTests: () => [],
  newestTargetTests: () => []
}
const LOST: EditRefusal = { reason: 'failed', failure: { code: 'unknownOutcome', step: 'edit', detail: '' } }
const EDIT = { kind: 'workflow', op: 'change', id: 'w1', changes: { name: 'Ours' } } as const

/** A service whose answers and lists the case makes up. */
function setUp(done: Result<EditDone, EditRefusal>, became: readonly Became[]) {
  const clock = createVirtualClock()
  const did: string[] = []
  const looks = [...became]
  const desk = createEditDesk({
    clock,
    edits: { apply: () => Promise.resolve(done) },
    targets: { book: createTargetBook(NOTHING, 'UTC'), workflows: createWorkflowBook(NOTHING) },
    after: {
      before: () => new Set(),
      readBack() {
        did.push('look')
        return Promise.resolve(ok({ became: looks.shift() ?? 'notDone', id: null }))
      },
      assume: () => void did.push('assume')
    }
  })
  onTestFinished(() => desk.dispose())
  return {
    ...{ clock, desk, did },
    async later(ms: number) {
      clock.advance(ms)
      await settle()
    }
  }
}

describe('what became of an edit', () => {
  it('is looked at once where it is there at once', async () => {
    const { desk, did, clock } = setUp(ok({ id: 'w1' }), ['done'])
    expect(await desk.apply('c1', EDIT)).toEqual(ok({ kind: 'done', id: 'w1' }))
    expect([did, clock.pendingTimers()]).toEqual([['look'], 0])
  })

  it('is looked at again where the service took it but does not say so yet; the last look is believed', async () => {
    const { desk, did, later, clock } = setUp(ok({ id: 'w1' }), ['notDone', 'notDone', 'notDone'])
    await desk.apply('c1', EDIT)
    expect(did).toEqual(['look', 'assume'])
    await later(5_000)
    expect(did).toEqual(['look', 'assume', 'look', 'assume'])
    await later(30_000)
    expect(did).toEqual(['look', 'assume', 'look', 'assume', 'look'])
    expect(clock.pendingTimers()).toBe(0)
  })

  it('is looked at again after a lost answer until it is there, and nothing is assumed of it', async () => {
    const { desk, did, later, clock } = setUp(fail(LOST), ['notDone', 'done'])
    expect(await desk.apply('c1', EDIT)).toMatchObject({ value: { kind: 'unknown', became: 'notDone' } })
    await later(5_000)
    expect([did, clock.pendingTimers()]).toEqual([['look', 'look'], 0])
  })

  it('is nobody’s business any more when the application ends', async () => {
    const { desk, did, later, clock } = setUp(fail(LOST), ['notDone'])
    await desk.apply('c1', EDIT)
    desk.dispose()
    expect(clock.pendingTimers()).toBe(0)
    await later(60_000)
    expect(did).toEqual(['look'])
  })
})
