import { createRequire } from 'node:module'
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS, type Settings } from '../../../../src/core/settings/settings.ts'
import { createProblemDesk } from '../../../../src/main/app/problem-desk.ts'
import { openSettingsFile, type WriteSettings } from '../../../../src/main/platform/settings-file.ts'
import { createAuthority } from '../../../fakes/certificates.ts'
import { silentLogger } from '../../../fakes/silent-logger.ts'
import { createVirtualClock } from '../../../fakes/virtual-clock.ts'
import { aFolder } from './a-folder.ts'

interface ConfLike {
  store: Settings
}
type ConfClass = new (options: object) => ConfLike

/** Comes with electron-store and is found through it. */
const MADE_OF = 'conf'

/** The class electron-store is made of, which does the writing; electron-store adds only where Electron keeps its files. */
async function confWriter(folder: string): Promise<WriteSettings> {
  const require = createRequire(import.meta.resolve('electron-store'))
  const { default: Conf } = (await import(pathToFileURL(require.resolve(MADE_OF)).href)) as { default: ConfClass }
  const store = new Conf({ cwd: folder, configName: 'settings', configFileMode: 0o600 })
  return (settings) => {
    store.store = settings
  }
}

function openIn(folder: string, loadWriter = () => confWriter(folder)) {
  const problems = createProblemDesk({ wallMs: () => 0, changed: () => undefined })
  const opened = openSettingsFile({ folder, clock: createVirtualClock(0), logger: silentLogger, problems, loadWriter })
  return { ...opened, codes: () => problems.list().map(({ code }) => code) }
}

describe('settings', () => {
  it('are the defaults in a new profile, and nothing is written or loaded for that', () => {
    const folder = aFolder()
    const { store, problems } = openIn(folder, () => Promise.reject(new Error('loaded')))
    expect(store.get()).toEqual(DEFAULT_SETTINGS)
    expect(problems).toEqual([])
    expect(readdirSync(folder)).toEqual([])
  })

  it('hold at once when changed, come back after a restart, and are for this user only', async () => {
    const folder = aFolder()
    const { store, codes } = openIn(folder)
    expect(store.change({ colourScheme: 'dark' })).toEqual({ ok: true, value: undefined })
    expect(store.get().colourScheme).toBe('dark')
    store.change({ pinnedQueues: ['a'] })
    await store.saved()
    expect(openIn(folder).store.get()).toEqual({ ...DEFAULT_SETTINGS, colourScheme: 'dark', pinnedQueues: ['a'] })
    expect(statSync(join(folder, 'settings.json')).mode & 0o777).toBe(0o600)

    store.change({ colourScheme: 'light' })
    expect(openIn(folder).store.get().colourScheme).toBe('light')
    expect(codes()).toEqual([])
  })

  it('refuse what is not valid and stay as they were', () => {
    const { store } = openIn(aFolder())
    const refused = store.change({ targetTestIntervalMinutes: 1 })
    expect(refused).toMatchObject({ ok: false, failure: { code: 'rejected', step: 'settings' } })
    expect(refused).toMatchObject({
      failure: { detail: expect.stringContaining('targetTestIntervalMinutes') as string }
    })
    expect(store.get()).toEqual(DEFAULT_SETTINGS)
  })

  it('take a file of certificate authorities only if it is one, and give it up again', () => {
    const folder = aFolder()
    const { store } = openIn(folder)
    const caFile = join(folder, 'ca.pem')
    expect(store.change({ caFile })).toMatchObject({
      ok: false,
      failure: { detail: "caFile: it can't be read: ENOENT" }
    })
    writeFileSync(caFile, createAuthority().cert)
    expect(store.change({ caFile })).toEqual({ ok: true, value: undefined })
    expect(store.change({ colourScheme: 'dark' })).toEqual({ ok: true, value: undefined })
    expect(store.get().caFile).toBe(caFile)
    expect(store.change({ caFile: null })).toEqual({ ok: true, value: undefined })
    expect(store.get().caFile).toBeNull()
  })

  for (const [what, text] of [
    ['cut off', '{"version": 1, "colo'],
    ['not valid', JSON.stringify({ ...DEFAULT_SETTINGS, colourScheme: 'pink' })],
    ['of a newer version', JSON.stringify({ ...DEFAULT_SETTINGS, version: 3 })],
    ['empty', '']
  ] as const) {
    it(`a file that is ${what} is set aside unchanged and reported; defaults are used and can be changed`, async () => {
      const folder = aFolder()
      writeFileSync(join(folder, 'settings.json'), text)
      const { store, problems } = openIn(folder)
      const aside = 'settings.damaged-19700101T000000Z.json'
      expect(problems).toMatchObject([{ id: 'settings', code: 'settingsDamaged', params: { aside } }])
      expect(readFileSync(join(folder, aside), 'utf8')).toBe(text)
      expect(store.get()).toEqual(DEFAULT_SETTINGS)
      store.change({ trayTheme: 'dark' })
      await store.saved()
      expect(openIn(folder).store.get().trayTheme).toBe('dark')
    })
  }

  it('of version 1 are taken over with what version 2 added, and written as version 2', async () => {
    const folder = aFolder()
    const { privacy: _added, ...before } = { ...DEFAULT_SETTINGS, trayTheme: 'dark' as const, pinnedQueues: ['q'] }
    writeFileSync(join(folder, 'settings.json'), JSON.stringify({ ...before, version: 1 }))
    const { store, problems } = openIn(folder)
    expect(problems).toEqual([])
    expect(store.get()).toEqual({ ...before, privacy: DEFAULT_SETTINGS.privacy })
    store.change({ colourScheme: 'light' })
    await store.saved()
    expect(JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'))).toMatchObject({
      version: 2,
      pinnedQueues: ['q']
    })
  })

  it('of version 1 with what only version 2 has are damaged', () => {
    const folder = aFolder()
    writeFileSync(join(folder, 'settings.json'), JSON.stringify({ ...DEFAULT_SETTINGS, version: 1 }))
    expect(openIn(folder).problems).toMatchObject([{ code: 'settingsDamaged' }])
  })

  it('that can not be read nor set aside are not written over', async () => {
    const folder = aFolder()
    const gone = join(folder, 'no-such', 'deeper')
    mkdirSync(gone, { recursive: true })
    writeFileSync(join(gone, 'settings.json'), '{')
    // The folder is swept away between reading and setting aside: the clock is asked in between.
    const clock = createVirtualClock(0)
    const sweeping = { ...clock, now: () => (rmSync(gone, { recursive: true, force: true }), clock.now()) }
    const problems = createProblemDesk({ wallMs: () => 0, changed: () => undefined })
    let loads = 0
    const { store } = openSettingsFile({
      ...{ folder: gone, clock: sweeping, logger: silentLogger, problems },
      loadWriter: () => Promise.resolve(() => void (loads += 1))
    })
    expect(store.change({ trayTheme: 'dark' })).toMatchObject({ ok: true })
    await store.saved()
    expect([store.get().trayTheme, loads]).toEqual(['dark', 0])
  })

  it('that can not be written hold for this run, and the user is told', async () => {
    const folder = aFolder()
    const { store, codes } = openIn(folder, () =>
      Promise.resolve(() => {
        throw Object.assign(new Error('no'), { code: 'EROFS' })
      })
    )
    expect(store.change({ colourScheme: 'dark' })).toMatchObject({ ok: true })
    await store.saved()
    expect([store.get().colourScheme, codes()]).toEqual(['dark', ['profileReadOnly']])
  })

  it('try to load the writer again after a failure', async () => {
    const folder = aFolder()
    let tries = 0
    const { store, codes } = openIn(folder, () => {
      tries += 1
      return tries === 1 ? Promise.reject(new Error('not yet')) : confWriter(folder)
    })
    store.change({ colourScheme: 'dark' })
    await store.saved()
    expect(codes()).toEqual(['profileReadOnly'])
    store.change({ trayTheme: 'dark' })
    await store.saved()
    expect(openIn(folder).store.get()).toMatchObject({ colourScheme: 'dark', trayTheme: 'dark' })
  })
})
