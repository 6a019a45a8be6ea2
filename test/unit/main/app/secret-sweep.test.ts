import { describe, expect, it } from 'vitest'
import { fail, ok } from '../../../../src/core/result.ts'
import { createSecretSweep } from '../../../../src/main/app/secret-sweep.ts'
import { createMemoryVault } from '../../../fakes/memory-vault.ts'
import { silentLogger } from '../../../fakes/silent-logger.ts'

const full = { code: 'storage', step: 'journal', detail: 'disk full' } as const

function rig(isStored: (id: string) => boolean = () => false) {
  const facts = new Map<string, string>()
  const vault = createMemoryVault()
  const disk = { isFull: false }
  const journal = {
    fact: (name: string) => facts.get(name),
    putFact: (name: string, text: string) => {
      if (disk.isFull) return fail(full)
      facts.set(name, text)
      return ok(undefined)
    }
  }
  return { vault, disk, facts, sweep: createSecretSweep({ journal, vault, logger: silentLogger, isStored }) }
}

describe('the secrets of removed connections', () => {
  it('are removed, those of a connection that is there after all are not, and neither is tried again', async () => {
    const { vault, facts, sweep } = rig((id) => id === 'kept')
    await vault.put('gone/token', 'a')
    await vault.put('kept/token', 'b')
    sweep.add(['gone/token', 'kept/token'])
    expect(await sweep.run()).toEqual(ok(undefined))
    expect([...vault.secrets.keys()]).toEqual(['kept/token'])
    expect([...facts.values()]).toEqual(['[]'])
  })

  it('are said not to be noted, and not to be kept, where the journal takes nothing', () => {
    const { disk, sweep } = rig()
    sweep.add(['a/token'])
    disk.isFull = true
    expect(sweep.add(['b/token'])).toEqual(fail(full))
    expect(sweep.keep(['a/token'])).toEqual(fail(full))
    expect(sweep.keep(['c/token'])).toEqual(ok([]))
  })
})
