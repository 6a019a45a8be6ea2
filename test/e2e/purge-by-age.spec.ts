import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { openJournal } from '../../src/adapters/storage/journal.ts'
import { anEpisode } from '../fakes/an-episode.ts'
import { silentLogger } from '../fakes/silent-logger.ts'
import { createVirtualClock } from '../fakes/virtual-clock.ts'
import { openAlertsView } from './rig/alerts-view.ts'
import { startDesktop, until, type FakeDesktop } from './rig/desktop.ts'
import { freshProfile, launchApp, type RunningApp } from './rig/launch.ts'
import { createLeakScan } from './rig/leak-scan.ts'

/** What is older than the user wants it kept goes by itself, soon after the start, and from the disk too. */

const DAY_MS = 86_400_000
const NOTES = { young: 'young note 77d1', middle: 'middle note 91c4', old: 'old note 3be8' }
const AGES = { young: 3, middle: 20, old: 200 } as const
/** The first removal comes 20 s after the start. */
const REMOVED_MS = 40_000

let desktop: FakeDesktop
let app: RunningApp

test.beforeAll(async () => {
  desktop = await startDesktop()
})
test.afterAll(async () => {
  await app.quit()
  desktop.close()
})

/** A profile in which an earlier run left an alert of each age that is over. */
function usedProfile(): string {
  const profile = freshProfile()
  const nowMs = Date.now()
  const opened = openJournal({
    file: join(profile, 'journal.db'),
    clock: createVirtualClock(nowMs),
    logger: silentLogger
  })
  if (!opened.ok) throw new Error(opened.failure.detail)
  const { journal } = opened.value
  const over = Object.entries(AGES).map(([age, days]) => {
    const atMs = nowMs - days * DAY_MS
    const note = NOTES[age as keyof typeof NOTES]
    return anEpisode({ keyName: note, note, state: 'closed', breachedAtMs: atMs, firedAtMs: atMs, closedAtMs: atMs })
  })
  const stored = journal.commit({ episodes: over, deliveries: [], snoozes: {} })
  if (!stored.ok) throw new Error(stored.failure.detail)
  journal.close()
  return profile
}

test('history older than the days chosen in the window is in no byte of the profile any more, younger stays', async () => {
  test.setTimeout(90_000)
  const profile = usedProfile()
  const scan = createLeakScan(NOTES)
  const kept = (): readonly string[] =>
    [...new Set(scan.inFolder('profile', profile).found.map(({ secret }) => secret))].sort()
  expect(kept()).toEqual(['middle', 'old', 'young'])

  app = await launchApp({ profile, args: ['--scenario', 'quiet-day'] })
  const page = await app.page('main')
  await page.getByRole('button', { name: /^Settings/ }).click()
  const keep = page.getByRole('combobox', { name: 'Keep history and log for' })
  await expect(keep).toHaveValue('90 days')
  await keep.click()
  await page.getByRole('option', { name: '14 days', exact: true }).click()
  await expect(keep).toHaveValue('14 days')

  await until(() => kept().join() === 'young', 'the removal of what is too old', REMOVED_MS)
  const { searched } = scan.inFolder('profile', profile)
  expect(searched).toEqual(expect.arrayContaining(['journal.db', 'journal.db-wal']))
  await openAlertsView(app)
  await page.getByRole('tab', { name: 'History' }).click()
  await expect(page.getByRole('button', { name: new RegExp(`^Show details: ${NOTES.young}`) })).toBeVisible()
  await expect(page.getByText(/(?:middle|old) note/)).toHaveCount(0)
})
