import { describe, expect, it } from 'vitest'
import type { Failure } from '../../../../src/core/connections/failure.ts'
import type { EditSink } from '../../../../src/core/connections/source.ts'
import type { Edit } from '../../../../src/core/edits/edit.ts'
import { createEditService } from '../../../../src/core/edits/edit-service.ts'
import { fail, ok } from '../../../../src/core/result.ts'
import { settle } from '../../../fakes/settle.ts'

const RENAME: Edit = { kind: 'workflow', op: 'change', id: 'w1', changes: { name: 'New' } }

function rig(writeEdit: EditSink['writeEdit'] = () => Promise.resolve(ok({ id: 'w1' }))) {
  const sent: Edit[] = []
  const sink: EditSink = {
    writeEdit(edit, cancellation) {
      sent.push(edit)
      return writeEdit(edit, cancellation)
    }
  }
  const service = createEditService({ sinkOf: (id) => (id === 'away' ? undefined : sink) })
  return { service, sent }
}

describe('the edit service', () => {
  it('sends a good edit and hands back what it is known by', async () => {
    const { service, sent } = rig()
    expect(await service.apply({ connectionId: 'g1', edit: RENAME })).toEqual(ok({ id: 'w1' }))
    expect(sent).toEqual([RENAME])
  })

  it.each<[Edit, string, string]>([
    [{ kind: 'workflow', op: 'create', draft: { name: '', description: '' } }, 'name', 'empty'],
    [
      { kind: 'target', workflowId: 'w', op: 'change', id: 't', changes: { datasource: 'CHAT_SESSIONS' } },
      'datasource',
      'datasourceNotUsable'
    ],
    [
      { kind: 'barSetting', workflowId: 'w', targetId: 't', op: 'change', id: 's', changes: { channelId: 'x' } },
      'channelId',
      'notAnId'
    ],
    [
      {
        kind: 'slackSetting',
        workflowId: 'w',
        targetId: 't',
        op: 'change',
        id: 's',
        changes: { shape: 'bot', token: '••••' }
      },
      'token',
      'masked'
    ],
    [
      { kind: 'emailSetting', workflowId: 'w', targetId: 't', op: 'change', id: 's', changes: { email: 'x' } },
      'email',
      'notAnAddress'
    ]
  ])('sends nothing that can’t be right: %j', async (edit, field, code) => {
    const { service, sent } = rig()
    const refused = await service.apply({ connectionId: 'g1', edit })
    expect(refused).toEqual(fail({ reason: 'invalid', problems: [{ field, code }] }))
    expect(sent).toEqual([])
  })

  it('sends no change without a field; the shape of a Slack setting is none', async () => {
    const { service, sent } = rig()
    const place = { workflowId: 'w', targetId: 't', op: 'change', id: 's' } as const
    const edits: readonly Edit[] = [
      { kind: 'workflow', op: 'change', id: 'w1', changes: {} },
      { kind: 'slackSetting', ...place, changes: { shape: 'bot' } }
    ]
    for (const edit of edits)
      expect(await service.apply({ connectionId: 'g1', edit })).toEqual(fail({ reason: 'nothingChanged' }))
    expect(sent).toEqual([])
  })

  it('a removal needs no field', async () => {
    const { service, sent } = rig()
    await service.apply({ connectionId: 'g1', edit: { kind: 'workflow', op: 'remove', id: 'w1' } })
    expect(sent).toHaveLength(1)
  })

  it('says why the far side did not take it', async () => {
    const failure: Failure = { code: 'rejected', step: 'edit', detail: '', fields: { name: ['Too long.'] } }
    const { service } = rig(() => Promise.resolve(fail(failure)))
    expect(await service.apply({ connectionId: 'g1', edit: RENAME })).toEqual(fail({ reason: 'failed', failure }))
  })

  it('a connection that is away is a reason, not an exception', async () => {
    const { service } = rig()
    expect(await service.apply({ connectionId: 'away', edit: RENAME })).toMatchObject({
      failure: { reason: 'failed', failure: { code: 'offline', step: 'edit' } }
    })
  })

  it('keeps the order of one connection and lets others pass, also after one that broke', async () => {
    const open: (() => void)[] = []
    const { service, sent } = rig(
      (edit) =>
        new Promise((resolve, reject) => {
          open.push(() => (edit.op === 'remove' ? reject(new Error('a bug')) : resolve(ok({ id: 'x' }))))
        })
    )
    const first = service.apply({ connectionId: 'g1', edit: { kind: 'workflow', op: 'remove', id: 'w1' } })
    const second = service.apply({ connectionId: 'g1', edit: RENAME })
    const other = service.apply({ connectionId: 'g2', edit: RENAME })
    const broken = expect(first).rejects.toThrow('a bug')
    await settle()
    expect(sent).toHaveLength(2)
    open[1]?.()
    expect((await other).ok).toBe(true)
    open[0]?.()
    await broken
    await settle()
    expect(sent).toHaveLength(3)
    open[2]?.()
    expect((await second).ok).toBe(true)
  })
})
