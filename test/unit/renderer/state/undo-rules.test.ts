import { describe, expect, it } from 'vitest'
import { createUndo } from '../../../../src/renderer/state/undo.ts'
import { aFloor } from '../../../fakes/a-floor.ts'
import { createFakeBridge } from '../../../fakes/fake-bridge.ts'

function rig() {
  const bridge = createFakeBridge(aFloor())
  const undo = createUndo({ bridge, view: () => bridge.state, nowMs: () => 0 })
  return { bridge, undo }
}
const [rule] = aFloor().rules
if (!rule) throw new Error('no rule')

describe('undo of what was done to rules', () => {
  it('deletes a new rule', async () => {
    const { bridge, undo } = rig()
    await undo.bridge.createRule({ rule: { ...rule, name: 'Mine' }, copyOf: null })
    expect(undo.store.getState().next).toEqual({ kind: 'newRule', name: 'Mine' })
    await undo.undo()
    expect(bridge.askedOf('rule:remove')).toEqual([{ ruleId: 'created', version: 1 }])
  })

  it('restores a deleted rule as it was last', async () => {
    const { bridge, undo } = rig()
    await undo.bridge.removeRule({ ruleId: rule.id, version: 1 })
    expect(undo.store.getState().next).toEqual({ kind: 'removeRule', name: rule.name })
    await undo.undo()
    expect(bridge.askedOf('rule:restore')).toEqual([{ ruleId: rule.id, version: 1, over: null }])
  })

  it('puts the version back that a restored one took the place of', async () => {
    const { bridge, undo } = rig()
    await undo.bridge.restoreRule({ ruleId: rule.id, version: 1, over: 4 })
    expect(undo.store.getState().next).toEqual({ kind: 'restoreRule', name: 'Restored' })
    await undo.undo()
    expect(bridge.askedOf('rule:restore').at(-1)).toEqual({ ruleId: rule.id, version: 4, over: 5 })
  })

  it('deletes a rule again that was restored after it was deleted', async () => {
    const { bridge, undo } = rig()
    await undo.bridge.restoreRule({ ruleId: rule.id, version: 2, over: null })
    await undo.undo()
    expect(bridge.askedOf('rule:remove')).toEqual([{ ruleId: rule.id, version: 3 }])
  })

  it('takes an import back, what was new and what was changed', async () => {
    const { bridge, undo } = rig()
    bridge.answer('rule:import', async () => ({
      ok: true,
      value: {
        changes: [
          { ruleId: 'a', version: 5, before: 4 },
          { ruleId: 'b', version: 1, before: null }
        ]
      }
    }))
    await undo.bridge.importRules({ readId: 'x' })
    await undo.undo()
    expect(bridge.askedOf('rule:restore')).toEqual([{ ruleId: 'a', version: 4, over: 5 }])
    expect(bridge.askedOf('rule:remove')).toEqual([{ ruleId: 'b', version: 1 }])
    expect(undo.store.getState().news).toMatchObject({ state: 'undone', deed: { kind: 'importRules' } })
  })

  it('has nothing to take back of an import that changed nothing, or of what main refused', async () => {
    const { bridge, undo } = rig()
    await undo.bridge.importRules({ readId: 'x' })
    bridge.refuse('rule:remove', { code: 'rejected', step: 'rule', detail: '' })
    await undo.bridge.removeRule({ ruleId: rule.id, version: 1 })
    expect(undo.store.getState().next).toBeNull()
  })

  it('says so where a part of an import could not be taken back, and takes the rest back all the same', async () => {
    const { bridge, undo } = rig()
    const changes = [
      { ruleId: 'a', version: 5, before: 4 },
      { ruleId: 'b', version: 1, before: null }
    ]
    bridge.answer('rule:import', async () => ({ ok: true, value: { changes } }))
    bridge.refuse('rule:restore', { code: 'rejected', step: 'rule', detail: 'changed' })
    await undo.bridge.importRules({ readId: 'x' })
    await undo.undo()
    expect(bridge.askedOf('rule:remove')).toHaveLength(1)
    expect(undo.store.getState().news).toMatchObject({ state: 'failed', failure: { detail: 'changed' } })
  })
})
