import { expect, test } from '@playwright/test'
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
let app: RunningApp

test.beforeAll(async () => {
  const opened = openJournal({ file, clock: createVirtualClock(Date.now()), logger: silentLogger })
  if (!opened.ok) throw new Error(opened.failure.detail)
  opened.value.journal.close()
  const store = openStore(file)
  store.run('INSERT INTO connections (id, json) VALUES (?, ?)', 'of-old', KEPT)
  store.close()
  app = await launchApp({ profile })
})

test('a stored connection that cannot be used is told by its name with what to do, and no demo centre takes its place', async () => {
  const { page, problem } = await openConnectionsView(app)
  const told = problem('A stored connection cannot be used')
  await expect(told).toContainText('Figures of old')
  await expect(told).toContainText('must end before its ? or #')
  await expect(told).toContainText('Add it again under Connections')
  await expect(page.getByText('No connections')).toBeVisible()
  await page.screenshot({ path: 'test-results/unread-connection.png' })
  expect(app.lines().filter((line) => /feed .*: live/.test(line))).toEqual([])
})

test('it is kept as it was', async () => {
  await app.quit()
  const store = openStore(file)
  expect(store.all('SELECT id, json FROM connections')).toEqual([{ id: 'of-old', json: KEPT }])
  store.close()
})
