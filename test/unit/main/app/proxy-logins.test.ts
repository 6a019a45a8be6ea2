import { describe, expect, it } from 'vitest'
import type { SecretName } from '../../../../src/core/ports/vault.ts'
import { fail, ok } from '../../../../src/core/result.ts'
import { settle } from '../../../fakes/settle.ts'
import { createProxyLogins } from '../../../../src/main/app/proxy-logins.ts'

const PROXY = 'proxy.corp:3128'
const MARIA = { username: 'maria', password: 'correct horse' }
const locked = fail({ code: 'vaultLocked', step: 'secret', detail: '' } as const)
const none = fail({ code: 'noSecret', step: 'secret', detail: '' } as const)

function rig() {
  const stored = new Map<SecretName, string>()
  const state = { locked: false, readOnly: false }
  const known: string[] = []
  const count = { replaced: 0 }
  const logins = createProxyLogins({
    vault: {
      async get(name) {
        const secret = stored.get(name)
        return state.locked ? locked : secret === undefined ? none : ok(secret)
      },
      async put(name, secret) {
        if (state.locked) return locked
        stored.set(name, secret)
        return ok(undefined)
      },
      async remove(name) {
        if (state.readOnly) return fail({ code: 'storage', step: 'secret', detail: '' } as const)
        stored.delete(name)
        return ok(undefined)
      }
    },
    know: (secret) => void known.push(secret),
    async replaced() {
      await settle()
      count.replaced += 1
    }
  })
  return { logins, stored, state, known, count }
}

describe('the logins of proxies', () => {
  it('are kept in the vault under the name of the proxy, one for each', async () => {
    const { logins, stored, count } = rig()
    expect(await logins.save(PROXY, MARIA)).toEqual({ ok: true, value: undefined })
    expect([...stored.keys()]).toEqual([`proxy/${PROXY}`])
    expect(await logins.find(PROXY)).toEqual(MARIA)
    expect(await logins.find('other.corp:3128')).toBeUndefined()
    expect(count.replaced).toBe(1)
  })

  it('are hidden from the log in the forms in which they travel', async () => {
    const { logins, known } = rig()
    await logins.save(PROXY, MARIA)
    expect(known).toEqual(expect.arrayContaining([MARIA.password, `maria:${MARIA.password}`]))
  })

  it('are not handed out again once refused, until a person enters one', async () => {
    const { logins } = rig()
    await logins.save(PROXY, MARIA)
    logins.refused(PROXY, MARIA)
    expect(await logins.find(PROXY)).toBeUndefined()
    expect([logins.isRefused(PROXY), logins.isRefused('other.corp:3128')]).toEqual([true, false])
    await logins.save(PROXY, MARIA)
    expect(await logins.find(PROXY)).toEqual(MARIA)
    expect(logins.isRefused(PROXY)).toBe(false)
  })

  it('survive a refusal of the one before, told late', async () => {
    const { logins } = rig()
    await logins.save(PROXY, { ...MARIA, password: 'new one' })
    logins.refused(PROXY, MARIA)
    expect(await logins.find(PROXY)).toEqual({ ...MARIA, password: 'new one' })
  })

  it('are forgotten on demand, the refusal and what Chromium was told with them', async () => {
    const { logins, stored, state, count } = rig()
    await logins.save(PROXY, MARIA)
    await logins.save('other.corp:3128', MARIA)
    logins.refused(PROXY, MARIA)
    state.readOnly = true
    expect(await logins.forget(PROXY)).toMatchObject({ ok: false, failure: { code: 'storage' } })
    expect([stored.size, count.replaced, logins.isRefused(PROXY)]).toEqual([2, 2, true])
    state.readOnly = false
    expect(await logins.forget(PROXY)).toEqual({ ok: true, value: undefined })
    expect([[...stored.keys()], count.replaced, logins.isRefused(PROXY)]).toEqual([['proxy/other.corp:3128'], 3, false])
    expect(await logins.find(PROXY)).toBeUndefined()
  })

  it('are not known while the vault is locked, and not kept by it then', async () => {
    const { logins, state, count } = rig()
    state.locked = true
    expect(await logins.save(PROXY, MARIA)).toMatchObject({ ok: false, failure: { code: 'vaultLocked' } })
    expect(await logins.find(PROXY)).toBeUndefined()
    expect(count.replaced).toBe(0)
  })

  it.each(['', '{', '{"username":"maria"}', 'null'])('are not made up from an entry like %j', async (text) => {
    const { logins, stored } = rig()
    stored.set(`proxy/${PROXY}`, text)
    expect(await logins.find(PROXY)).toBeUndefined()
  })
})
