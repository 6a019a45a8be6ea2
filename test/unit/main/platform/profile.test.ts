import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { prepareProfile } from '../../../../src/main/platform/profile.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'
import { withoutRights } from '../../adapters/storage/without-rights.ts'
import { aFolder } from './a-folder.ts'

const clock = createVirtualClock(7)
const modeOf = (folder: string): number => statSync(folder).mode & 0o777

describe('the profile folder', () => {
  it('is the usual one, made for this user only, and left empty', () => {
    const usual = join(aFolder(), 'a', 'Floorwatch')
    expect(prepareProfile({ requested: undefined, usual, clock })).toEqual({ folder: usual, problem: undefined })
    expect([modeOf(usual), readdirSync(usual)]).toEqual([0o700, []])
    chmodSync(usual, 0o755)
    prepareProfile({ requested: undefined, usual, clock })
    expect(modeOf(usual)).toBe(0o700)
  })

  it('is the requested one where there is one; it keeps its rights when it existed before', () => {
    const requested = join(aFolder(), 'mine')
    expect(prepareProfile({ requested, usual: '/nowhere', clock }).folder).toBe(requested)
    expect(modeOf(requested)).toBe(0o700)
    const shared = join(requested, 'shared')
    mkdirSync(shared)
    chmodSync(shared, 0o755)
    prepareProfile({ requested: shared, usual: '/nowhere', clock })
    expect(modeOf(shared)).toBe(0o755)
  })

  it('that can not be written is told with the folder and the reason', () => {
    const folder = aFolder()
    const problem = withoutRights(folder, () => prepareProfile({ requested: folder, usual: '/nowhere', clock })).problem
    expect(problem).toEqual({
      ...{ id: 'profile', code: 'profileReadOnly', params: { folder, detail: 'EACCES' }, sinceMs: 7 }
    })
  })

  it('that is a file is told too', () => {
    const file = join(aFolder(), 'file')
    writeFileSync(file, '')
    expect(prepareProfile({ requested: join(file, 'x'), usual: '', clock }).problem?.params['detail']).toBe('ENOTDIR')
    expect(prepareProfile({ requested: file, usual: '', clock }).problem?.params['detail']).toBe('EEXIST')
  })
})
