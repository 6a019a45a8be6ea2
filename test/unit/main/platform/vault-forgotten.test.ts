import { describe, expect, it } from 'vitest'
import { NAME, SECRET, vaultRig } from './vault-rig.ts'

const forgotten = [{ name: NAME, why: 'forgotten', storedBy: '' }]

describe('a secret that was in memory only', () => {
  it('is told as such after a restart, by its field and not by its name, until it is entered again', async () => {
    const made = vaultRig('basic_text', { policy: 'session' })
    await made.open().put(NAME, SECRET)
    expect(made.sessionNames).toEqual([NAME])
    for (const _start of [1, 2]) {
      const again = made.open()
      expect(await again.get(NAME)).toMatchObject({ failure: { code: 'secretForgotten', detail: 'token' } })
      expect(again.state()).toMatchObject({ protection: 'unasked', unusual: forgotten })
    }
    const last = made.open()
    await last.put(NAME, SECRET)
    expect(last.state().unusual).toEqual([{ name: NAME, why: 'session', storedBy: '' }])
  })

  it('is named when the journal takes writes again, if it took none at first', async () => {
    const made = vaultRig('basic_text', { policy: 'session' })
    const vault = made.open()
    made.journalFull = true
    await vault.put(NAME, SECRET)
    expect(made.sessionNames).toEqual([])
    made.journalFull = false
    await vault.get(NAME)
    expect(made.sessionNames).toEqual([NAME])
  })

  it('is not missed any more once it is stored', async () => {
    const made = vaultRig('basic_text', { policy: 'session' })
    await made.open().put(NAME, SECRET)
    made.policy = 'allow'
    const again = made.open()
    await again.put(NAME, SECRET)
    expect([again.state().unusual, made.sessionNames]).toEqual([[], []])
    expect(await made.open().get(NAME)).toMatchObject({ value: SECRET })
  })

  it.each(['in its session', 'after it'])('is not missed any more once it is removed, %s', async (when) => {
    const made = vaultRig('basic_text', { policy: 'session' })
    const first = made.open()
    await first.put(NAME, SECRET)
    await (when === 'in its session' ? first : made.open()).remove(NAME)
    const after = made.open()
    expect(await after.get(NAME)).toMatchObject({ failure: { code: 'noSecret', detail: 'token' } })
    expect(after.state().unusual).toEqual([])
  })
})

it('what was never entered says so, with nothing of its own name', async () => {
  const vault = vaultRig('basic_text').open()
  expect(await vault.get('7f9e9580-095b/appKey')).toMatchObject({
    failure: { code: 'noSecret', detail: 'appKey' }
  })
  expect(await vault.get('proxy/proxy.corp:3128')).toMatchObject({ failure: { code: 'noSecret', detail: '' } })
})

describe('a weakly stored secret that gave way to one of a session that is over', () => {
  /** Stored weakly, then another one entered while the disk took only the mark. */
  async function superseded() {
    const made = vaultRig('basic_text', { policy: 'allow' })
    const vault = made.open()
    await vault.put(NAME, SECRET)
    made.store.trouble = 'cannotEncrypt'
    await vault.put(NAME, 'newer')
    made.store.trouble = undefined
    expect(made.entry()).toMatchObject({ superseded: true, protection: 'weak' })
    return made
  }

  it('leaves the disk when consent is taken back, and the user is told that it must be entered again', async () => {
    const made = await superseded()
    made.policy = 'session'
    const vault = made.open()
    await vault.review()
    expect(made.entry()).toBeUndefined()
    expect(vault.state().unusual).toEqual(forgotten)
    expect(made.open().state().unusual).toEqual(forgotten)
  })

  it('is encrypted by a store that protects as soon as there is one, and still not used by itself', async () => {
    const made = await superseded()
    made.store.backend = 'gnome_libsecret'
    const vault = made.open()
    await vault.review()
    expect(made.entry()).toMatchObject({ superseded: true, protection: 'os', backend: 'gnome_libsecret' })
    expect(await vault.get(NAME)).toMatchObject({ failure: { code: 'secretSuperseded' } })
    await vault.restore(NAME)
    expect(await vault.get(NAME)).toMatchObject({ value: SECRET })
  })
})
