import { expect, it } from 'vitest'
import { fail, ok, type Result } from '../../../../src/core/result.ts'
import { aPlace, QUEUES, startRuntime } from './runtime-rig.ts'
import { createARuntime } from '../../../fakes/a-runtime.ts'
import { OPEN_VAULT } from '../../../fakes/memory-vault.ts'
import { settle } from '../../../fakes/settle.ts'

const PROXY = 'proxy.corp:3128'
const LOGIN = { host: PROXY, username: 'maria', password: 'correct horse' }

/** The floor's sockets end because a proxy wants a login; main answers a sign-in with `answer`. */
async function behindProxy(answer: Result<undefined>) {
  const signIns: unknown[] = []
  const rig = await startRuntime({
    ...aPlace(),
    signInToProxy: (login) => {
      signIns.push(login)
      return Promise.resolve(answer)
    }
  })
  for (const socket of rig.sockets.all) socket.close(1006, { code: 'proxyLogin', step: 'connect', proxy: PROXY })
  await settle()
  return { ...rig, signIns }
}

const statusOf = (rig: Awaited<ReturnType<typeof behindProxy>>) =>
  rig.runtime.publisher.state().feeds.find(({ producerId }) => producerId === QUEUES)?.status

it('a proxy that wants a login stops the feed by name, and a login tries again at once', async () => {
  const rig = await behindProxy(ok(undefined))
  expect(statusOf(rig)).toMatchObject({ phase: 'failed', failure: { code: 'proxyLogin', proxy: PROXY } })
  const before = rig.sockets.all.length
  rig.clock.advance(600_000)
  await settle()
  expect(rig.sockets.all).toHaveLength(before)
  expect(await rig.runtime.handlers['proxy:login'](LOGIN)).toEqual({ ok: true, value: undefined })
  await settle()
  expect(rig.signIns).toEqual([LOGIN])
  expect(rig.sockets.all.length).toBeGreaterThan(before)
})

it('a login that could not be kept is answered with the reason and tries nothing', async () => {
  const rig = await behindProxy(fail({ code: 'vaultLocked', step: 'secret', detail: '' }))
  const before = rig.sockets.all.length
  expect(await rig.runtime.handlers['proxy:login'](LOGIN)).toMatchObject({
    ok: false,
    failure: { code: 'vaultLocked' }
  })
  await settle()
  expect(rig.sockets.all).toHaveLength(before)
})

it('windows see which proxies have a login and nothing of what it says; forgetting names the proxy', async () => {
  const made = createARuntime()
  await made.vault.put(`proxy/${PROXY}`, JSON.stringify({ username: 'maria', password: 'correct horse' }))
  await made.vault.put('g1/token', 'a token')
  made.vault.present = {
    ...OPEN_VAULT,
    unusual: [
      { name: `proxy/${PROXY}`, why: 'session', storedBy: '' },
      { name: 'g1/token', why: 'unreadable', storedBy: 'kwallet' }
    ]
  }
  const { vault } = made.runtime.publisher.state()
  expect(vault.proxyLogins).toEqual([{ proxy: PROXY, kept: 'session', storedBy: '' }])
  expect(vault.unusual).toEqual([{ connectionId: 'g1', field: 'token', why: 'unreadable', storedBy: 'kwallet' }])
  expect(JSON.stringify(vault)).not.toMatch(/maria|correct horse/)
  expect(await made.runtime.handlers['proxy:forget']({ host: PROXY })).toEqual({ ok: true, value: undefined })
  expect(made.forgotten).toEqual([PROXY])
})
