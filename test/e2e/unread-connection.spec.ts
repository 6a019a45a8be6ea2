import { expect, test } from '@playwright/test'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openJournal } from '../../src/adapters/storage/journal.ts'
import { openStore } from '../../src/adapters/storage/store.ts'
import { silentLogger } from '../fakes/silent-logger.ts'
import { createVirtualClock } from '../fakes/virtual-clock.ts'
import { openConnectionsView } from './rig/connections-view.ts'
import { freshProfile, launchApp, type RunningApp } from './rig/launch.ts'

/** A profile of an earlier version, which took addresses that are not taken any more. */

const KEPT = JSON.stringify({
  system: 'thoughtspot',
  name: 'Figures of old',
  baseUrl: 'https://host.example/?page=1',
  username: 'somebody'
})
const profile = freshProfile()
const file = join(profile, 'journal.db')
const vault = join(profile, 'vault.json')
let app: RunningApp

test.beforeAll(async () => {
  const opened = openJournal({ file, clock: createVirtualClock(Date.now()), logger: silentLogger })
  if (!opened.ok) throw new Error(opened.failure.detail)
  opened.value.journal.close()
  const store = openStore(file)
  store.run('INSERT INTO connections (id, json) VALUES (?, ?)', 'of-old', KEPT)
  store.run('INSERT INTO connections (id, json) VALUES (?, ?)', 'cut', '{"system": "avaya", "na')
  store.close()
  const secret = { backend: 'gnome_libsecret', protection: 'os', ciphertext: 'c2VjcmV0' }
  const secrets = { 'of-old/password': secret, 'of-old/secretKey': secret, 'other/token': secret }
  writeFileSync(vault, JSON.stringify({ version: 2, secrets }), { mode: 0o600 })
  app = await launchApp({ profile })
})

const stored = () => {
  const store = openStore(file)
  const rows = store.all('SELECT id, json FROM connections')
  store.close()
  return rows
}
const secretNames = () => Object.keys((JSON.parse(readFileSync(vault, 'utf8')) as { secrets: object }).secrets)

test('stored connections that cannot be used are told with their cause and what to do, and no demo centre takes their place', async () => {
  const { page, problem } = await openConnectionsView(app)
  const told = problem('A stored connection has an address that cannot be used')
  await expect(told).toContainText('Figures of old')
  await expect(told).toContainText('ends before any ? or #')
  const cut = problem('A stored connection is damaged')
  await expect(cut).toContainText('Remove it here and add it again')
  await expect(cut).not.toContainText('?')
  await expect(page.getByText('No connections')).toBeVisible()
  await page.screenshot({ path: 'test-results/unread-connection.png' })
  expect(app.lines().filter((line) => /feed .*: live/.test(line))).toEqual([])
})

test('they are kept as they were over a restart', async () => {
  await app.quit()
  expect(stored()).toEqual([
    { id: 'of-old', json: KEPT },
    { id: 'cut', json: '{"system": "avaya", "na' }
  ])
  app = await launchApp({ profile })
})

test('each is removed with its stored credentials after a question; then the demo centre is back', async () => {
  const { page, problem } = await openConnectionsView(app)
  await problem('A stored connection has an address that cannot be used')
    .getByRole('button', { name: /^Remove/ })
    .click()
  const dialog = page.getByRole('dialog', { name: 'Remove Figures of old?' })
  await expect(dialog).toContainText('all credentials that are stored for it')
  await page.screenshot({ path: 'test-results/unread-connection-remove.png' })
  await dialog.getByRole('button', { name: 'Remove' }).click()
  await expect(problem('A stored connection has an address that cannot be used')).toBeHidden()
  await expect.poll(secretNames).toEqual(['other/token'])
  expect(app.lines().filter((line) => /feed .*: live/.test(line))).toEqual([])
  await problem('A stored connection is damaged')
    .getByRole('button', { name: /^Remove/ })
    .click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await app.line(/feed .*: live/)
  await expect(problem('A stored connection is damaged')).toBeHidden()
  await app.quit()
  expect(stored()).toEqual([])
})
