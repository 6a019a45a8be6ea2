import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { freshProfile, launchApp, runToEnd } from './rig/launch.ts'

test('a second start brings a rotated secret out of its own environment, or says what is missing', async () => {
  const asked: string[] = []
  const service = createServer((request, response) => {
    asked.push(request.headers.authorization ?? '')
    const known = request.headers.authorization === 'Token rotated-2'
    response.writeHead(known ? 200 : 401, { 'content-type': 'application/json' })
    response.end(JSON.stringify(known ? (request.url?.includes('users') ? { id: 'u1' } : []) : { detail: 'Invalid' }))
  })
  service.listen(0, '127.0.0.1')
  await once(service, 'listening')
  const origin = `http://127.0.0.1:${String((service.address() as AddressInfo).port)}`
  const profile = freshProfile()
  const file = join(profile, 'floor.json')
  const connection = {
    ...{ system: 'giosg', name: 'Chat', organizationId: '7f9e9580-095b-42c7-838c-c04e667b26f7' },
    ...{ apiBaseUrl: origin, serviceBaseUrl: origin, token: { env: 'CHAT_TOKEN' }, tokenKind: 'token' }
  }
  writeFileSync(file, JSON.stringify({ version: 1, connections: [connection] }))
  const app = await launchApp({ profile, args: ['--hidden', '--provision', file], env: { CHAT_TOKEN: 'first-1' } })
  try {
    await app.line(/connection Chat: failed \(badCredential/)

    const without = await runToEnd(['--profile', profile, '--provision', file])
    expect(without.output).toContain('connections[0].token: the environment variable CHAT_TOKEN is not set')
    expect(without.output).toContain('Nothing was imported')
    expect(without.code).toBe(3)
    const page = await app.page('main')
    await page
      .getByRole('link', { name: /Connections/ })
      .or(page.getByRole('button', { name: /Connections/ }))
      .first()
      .click()
    await expect(page.getByText('The provisioning file was not imported')).toBeVisible()

    const rotated = await runToEnd(['--profile', profile, '--provision', file], [], { CHAT_TOKEN: 'rotated-2' })
    expect(rotated.output).toContain('runs already')
    expect(rotated.output).not.toContain('rotated-2')
    expect(rotated.code).toBe(0)
    await app.line(/connection Chat: live/)
    expect(asked).toContain('Token rotated-2')
    await expect(page.getByText('The provisioning file was not imported')).toBeHidden()
  } finally {
    await app.quit()
    service.close()
  }
})

test('a second start brings a shortcut that counts at once, and says where another program has it', async () => {
  const profile = freshProfile()
  const other = await launchApp()
  const app = await launchApp({ profile, args: ['--hidden'] })
  const bring = async (globalShortcut: string | null): Promise<void> => {
    const file = join(profile, 'settings-only.json')
    writeFileSync(file, JSON.stringify({ version: 1, settings: { globalShortcut } }))
    expect((await runToEnd(['--profile', profile, '--provision', file])).code).toBe(0)
  }
  const isHeld = (keys: string): Promise<boolean> =>
    app.electron.evaluate(({ globalShortcut }, named) => globalShortcut.isRegistered(named), keys)
  try {
    await app.line(/^tray host/)
    await bring('Control+Alt+F8')
    await app.line(/^shortcut Control\+Alt\+F8: registered$/)
    expect(await isHeld('Control+Alt+F8')).toBe(true)

    expect(await other.electron.evaluate(({ globalShortcut }) => globalShortcut.register('Super+F7', () => {}))).toBe(
      true
    )
    await bring('Super+F7')
    await app.line(/^shortcut Super\+F7: taken$/)
    expect(await isHeld('Control+Alt+F8')).toBe(false)
    const page = await app.page('main')
    await page.getByRole('button', { name: /^Connections/ }).click()
    await expect(page.getByText('The shortcut of the panel is taken').first()).toBeVisible()

    await bring(null)
    await expect(page.getByText('The shortcut of the panel is taken')).toHaveCount(0)
  } finally {
    await app.quit()
    await other.quit()
  }
})
