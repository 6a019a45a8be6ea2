import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { prepareProfile } from '../../../../src/main/platform/profile.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'
import { withoutRights } from '../../adapters/storage/without-rights.ts'
import { aFolder } from './a-folder.ts'

const clock = createVirtualClock(7)
const prepare = (given: { requested?: string; usual?: string; temporary?: string }) =>
  prepareProfile({ requested: undefined, usual: '/nowhere', temporary: '/nowhere', clock, ...given })
const modeOf = (folder: string): number => statSync(folder).mode & 0o777

describe('the profile folder', () => {
  it('is the usual one, made for this user only, and left empty', () => {
    const usual = join(aFolder(), 'a', 'Floorwatch')
    expect(prepare({ usual })).toEqual({ folder: usual, problem: undefined, engineFolder: usual })
    expect([modeOf(usual), readdirSync(usual)]).toEqual([0o700, []])
    chmodSync(usual, 0o755)
    prepare({ usual })
    expect(modeOf(usual)).toBe(0o700)
  })

  it('is the requested one where there is one; it keeps its rights when it existed before', () => {
    const requested = join(aFolder(), 'mine')
    expect(prepare({ requested }).folder).toBe(requested)
    expect(modeOf(requested)).toBe(0o700)
    const shared = join(requested, 'shared')
    mkdirSync(shared)
    chmodSync(shared, 0o755)
    prepare({ requested: shared })
    expect(modeOf(shared)).toBe(0o755)
  })

  it('that can not be written is told with the folder and the reason', () => {
    const folder = aFolder()
    const temporary = aFolder()
    chmodSync(temporary, 0o777)
    const { problem } = withoutRights(folder, () => prepare({ requested: folder, temporary }))
    expect(problem).toEqual({
      ...{ id: 'profile', code: 'profileReadOnly', params: { folder, detail: 'EACCES' }, sinceMs: 7 }
    })
  })

  it('that is a file is told too', () => {
    const file = join(aFolder(), 'file')
    writeFileSync(file, '')
    const temporary = aFolder()
    expect(prepare({ requested: join(file, 'x'), temporary }).problem?.params['detail']).toBe('ENOTDIR')
    expect(prepare({ requested: file, temporary }).problem?.params['detail']).toBe('EEXIST')
  })
})

describe('the folder that Chromium works in when the profile can not be written', () => {
  function closed(): string {
    const file = join(aFolder(), 'file')
    writeFileSync(file, '')
    return file
  }

  it('is a temporary one for this user only, the same at every start with that profile', () => {
    const temporary = aFolder()
    const requested = closed()
    const { engineFolder, folder } = prepare({ requested, temporary })
    expect([dirname(engineFolder), folder]).toEqual([temporary, requested])
    expect(modeOf(engineFolder)).toBe(0o700)
    expect(prepare({ requested, temporary }).engineFolder).toBe(engineFolder)
    expect(prepare({ requested: closed(), temporary }).engineFolder).not.toBe(engineFolder)
  })

  const traps: readonly (readonly [string, (path: string) => void])[] = [
    ['others may look into', (path) => mkdirSync(path, { mode: 0o755 })],
    ['that is a link to elsewhere', (path) => symlinkSync(aFolder(), path)],
    ['that is a file', (path) => writeFileSync(path, '')]
  ]
  for (const [what, lay] of traps) {
    it(`is never one ${what}`, () => {
      const requested = closed()
      const wanted = prepare({ requested, temporary: aFolder() }).engineFolder
      const temporary = aFolder()
      const trap = join(temporary, wanted.slice(dirname(wanted).length + 1))
      lay(trap)
      const { engineFolder } = prepare({ requested, temporary })
      expect(engineFolder).not.toBe(trap)
      expect([dirname(engineFolder), modeOf(engineFolder)]).toEqual([temporary, 0o700])
    })
  }

  it('that can not be made either is an error, told at the start', () => {
    expect(() => prepare({ requested: closed(), temporary: closed() })).toThrow('ENOTDIR')
  })
})
