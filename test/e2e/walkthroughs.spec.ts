import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { startOutsideCentre, type OutsideCentre } from './rig/demo-centre.ts'
import { createDesk, live, type Filled } from './rig/desk.ts'
import { startKeyring } from './rig/keyring.ts'
import { freshProfile } from './rig/launch.ts'
import { filesWithSecrets } from './rig/leaks.ts'
import type { NewUser } from './rig/new-user.ts'

/** Whole ways of a new user through the window, where the computer does not protect credentials as one wishes. */
test.describe.configure({ timeout: 120_000 })
test.skip(process.platform !== 'linux', 'not for this system: a keyring of the test’s own')

const desk = createDesk()
test.afterEach(() => desk.leave())

async function aCentre(): Promise<OutsideCentre> {
  const centre = await startOutsideCentre('quiet-day')
  desk.after(() => centre.kill())
  return centre
}

function ofCentre(centre: OutsideCentre): Filled {
  const { avaya } = centre.entries()
  return {
    settings: {
      Name: 'North',
      'Address of the API': avaya['restBaseUrl'] ?? '',
      'Account ID': avaya['accountId'] ?? '',
      'Client ID': avaya['clientId'] ?? ''
    },
    secrets: { 'Application key': avaya['appKey'] ?? '', 'Client secret': avaya['clientSecret'] ?? '' }
  }
}

test.describe('without a keyring', () => {
  const QUESTION = 'How should credentials be kept?'

  /** Up to the question that the first saved credential brings. */
  async function upToTheQuestion(profile: string, filled: Filled): Promise<NewUser> {
    const { running, user } = await desk.sitDown({ profile })
    await user.page.keyboard.press('Control+8')
    const interval = user.page.getByRole('combobox', { name: 'Test targets every' })
    await expect(async () => {
      await interval.press('ArrowDown')
      await expect(user.page.getByRole('option', { name: '1 hour' })).toBeVisible({ timeout: 1_000 })
      for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await user.page.keyboard.press(key)
      await expect(interval).toHaveValue('1 hour', { timeout: 1_000 })
    }).toPass()
    await user.page.keyboard.press('Control+6')
    await user.add('Avaya', { ...filled.settings, ...filled.secrets })
    await expect(user.form).toContainText('if it has none, you are told and asked')
    await user.press('Save', user.form)
    await live(running)
    await expect(user.problem(QUESTION)).toContainText('they are kept for this session only')
    await expect(user.vault).toContainText('This computer has no protected storage')
    return user
  }

  test('kept in memory: after a restart the credentials are asked for again, and nothing else is lost', async () => {
    const centre = await aCentre()
    const { settings, secrets } = ofCentre(centre)
    const profile = freshProfile()
    const first = await upToTheQuestion(profile, { settings, secrets })
    await first.picture('no-keyring-question', first.vault)
    await first.press('Keep for this session only', first.vault)
    await expect(first.problem(QUESTION)).toHaveCount(0)
    await expect(first.vault).toContainText('not on the disk')
    await first.picture('no-keyring-session', first.vault)
    await desk.quit()
    expect(existsSync(join(profile, 'vault.json'))).toBe(false)
    expect(filesWithSecrets(profile, Object.values(secrets)).leaks).toEqual([])

    const { running, user } = await desk.sitDown({ profile })
    await running.line(/feed Queue.*: failed \(secretForgotten/)
    const card = user.connection('North')
    await expect(card).toContainText('The credential was kept for the last session only')
    await expect(card).toContainText(/Details: (application key|client secret)/i)
    await expect(user.vault).toContainText('was kept in memory only and is gone')
    for (const secret of ['application key', 'client secret'])
      await expect(user.vault).toContainText(`${secret} of North: was kept for the last session only; enter it again`)
    await expect(card).toContainText('no credential set')
    await user.page.keyboard.press('Control+8')
    await expect(user.page.getByRole('combobox', { name: 'Test targets every' })).toHaveValue('1 hour')
    await user.page.keyboard.press('Control+6')
    await user.picture('no-keyring-asked-again', card)
    await user.press('Edit North')
    for (const [label, text] of Object.entries(settings)) {
      await expect(user.form.getByLabel(label, { exact: true })).toHaveValue(text)
    }
    // The question was answered; the answer stays.
    await expect(user.form).toContainText('Kept by the protected storage of this computer; if it has none')
    await user.type(secrets)
    await user.press('Save', user.form)
    await live(running)
    await expect(user.problem(QUESTION)).toHaveCount(0)
    await expect(user.vault).toContainText('kept in memory until Floorwatch quits')
    await user.press('Edit North')
    await expect(user.form).toContainText(
      'Kept in memory until Floorwatch quits: this computer has no protected storage.'
    )
  })

  test('stored weakly with consent: after a restart everything goes on by itself, and it is still said', async () => {
    const centre = await aCentre()
    const filled = ofCentre(centre)
    const profile = freshProfile()
    const first = await upToTheQuestion(profile, filled)
    await first.press('Store them weakly', first.vault)
    const weak = 'Credentials are stored weakly on this computer'
    await expect(first.problem(weak)).toContainText('you allowed storing them anyway')
    await first.picture('no-keyring-weak', first.problem(weak))
    await desk.quit()
    expect(filesWithSecrets(profile, Object.values(filled.secrets)).leaks).toEqual([])

    const { running, user } = await desk.sitDown({ profile })
    await live(running)
    await expect(user.problem(weak)).toBeVisible()
    await user.press('Test North')
    await user.passed()
  })
})

test('a locked keyring: nothing is saved and nothing typed is lost; unlocked, the same Save goes through', async () => {
  const keyring = await startKeyring()
  desk.after(() => keyring.stop())
  await keyring.restartLocked()
  const centre = await aCentre()
  const { settings, secrets } = ofCentre(centre)
  const machine = { profile: freshProfile(), env: keyring.env }
  const { running, user } = await desk.sitDown(machine)
  await user.add('Avaya', { ...settings, ...secrets })
  await user.press('Save', user.form)
  const told = user.form.getByRole('alert')
  await expect(told).toContainText('Nothing was saved')
  await expect(told).toContainText('The keyring of this computer is locked')
  await expect(told).toContainText('Unlock the keyring, then retry')
  await expect(user.form).toContainText('unlock it before you save')
  await expect(user.connection('North')).toHaveCount(0)
  await user.picture('locked-save', told)
  // What was typed for a test needs no keyring.
  await user.press('Test', user.form)
  await user.passed()
  await keyring.unlock()
  await user.press('Save', user.form)
  await live(running)
  await expect(user.connection('North')).toContainText('set: application key, client secret')
  await expect(user.problem('The keyring is locked')).toHaveCount(0)
  await desk.quit()

  await keyring.restartLocked()
  const again = await desk.sitDown(machine)
  await again.running.line(/feed Queue.*: failed \(vaultLocked/)
  await again.user.press('Test North')
  await expect(await again.user.failedStep('token')).toContainText('The keyring of this computer is locked')
  await again.user.picture('locked-test', again.user.page.locator('[data-state="failed"]'))
  await keyring.unlock()
  await live(again.running)
  await again.user.press('Test North')
  await again.user.passed()
  expect(keyring.dialogs()).toBe(0)
})
