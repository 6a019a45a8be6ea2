import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { startOutsideCentre, type OutsideCentre } from './rig/demo-centre.ts'
import { tabTo } from './rig/keyboard.ts'
import { launchApp, projectDir, type RunningApp } from './rig/launch.ts'

/** Connections set up in the window, against a demo centre outside, by keyboard. */

let centre: OutsideCentre
let app: RunningApp
let page: Page

test.beforeEach(async () => {
  centre = await startOutsideCentre('quiet-day')
  app = await launchApp()
  page = await app.page('main')
  await page.getByRole('button', { name: /Connections/ }).click()
  await expect(page.getByRole('button', { name: 'Add connection' })).toBeVisible()
})
test.afterEach(async () => {
  await app.quit()
  await centre.kill()
})

const card = (name: string): Locator => page.getByRole('article', { name, exact: true })
const theForm = (): Locator => page.getByRole('form', { name: /^(New connection|Edit)/ })
const stepsIn = (place: Page | Locator): Locator => place.getByRole('list', { name: 'Steps of the test' })

async function picture(name: string): Promise<void> {
  const folder = join(projectDir, 'test-results', 'connections')
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

async function type(label: string, text: string): Promise<void> {
  await tabTo(page.getByLabel(label, { exact: true }).and(page.locator('input, textarea')))
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(text)
}

async function press(name: string | RegExp, within: Page | Locator = page): Promise<void> {
  await tabTo(within.getByRole('button', { name, exact: typeof name === 'string' }))
  await page.keyboard.press('Enter')
}

interface Wanted {
  readonly system: string
  readonly fields: Readonly<Record<string, string>>
}

function wanted(): Record<'avaya' | 'giosg' | 'thoughtspot', Wanted> {
  const { avaya, giosg, thoughtspot } = centre.entries()
  return {
    avaya: {
      system: 'Avaya Analytics',
      fields: {
        Name: 'North',
        'Address of the API': avaya['restBaseUrl'] ?? '',
        'Account ID': avaya['accountId'] ?? '',
        'Client ID': avaya['clientId'] ?? '',
        'Application key': avaya['appKey'] ?? '',
        'Client secret': avaya['clientSecret'] ?? ''
      }
    },
    giosg: {
      system: 'giosg',
      fields: {
        Name: 'Goals',
        'Organisation ID': giosg['organizationId'] ?? '',
        'Address of the reporting API': giosg['apiBaseUrl'] ?? '',
        'Address of the service API': giosg['serviceBaseUrl'] ?? '',
        Token: giosg['token'] ?? ''
      }
    },
    thoughtspot: {
      system: 'ThoughtSpot',
      fields: {
        Name: 'Figures',
        'Address of ThoughtSpot': thoughtspot['baseUrl'] ?? '',
        'User name': thoughtspot['username'] ?? '',
        'Secret key': thoughtspot['secretKey'] ?? ''
      }
    }
  }
}

async function fill({ system, fields }: Wanted, over: Readonly<Record<string, string>> = {}): Promise<void> {
  await press('Add connection')
  await press(new RegExp(`^${system}`))
  await expect(theForm()).toBeVisible()
  for (const [label, text] of Object.entries({ ...fields, ...over })) await type(label, text)
}

test('three systems are added by keyboard, tested before they are saved, live, changed and removed', async () => {
  test.setTimeout(120_000)
  const all = wanted()
  for (const [one, steps] of [
    [all.avaya, 12],
    [all.giosg, 7],
    [all.thoughtspot, 7]
  ] as const) {
    await fill(one)
    await press('Test', theForm())
    await expect(page.getByText('The test is over: everything works.').first()).toBeVisible()
    await expect(stepsIn(page).getByRole('listitem')).toHaveCount(steps)
    if (one === all.giosg) await expect(stepsIn(page)).toContainText('The token belongs to Demo Supervisor.')
    await picture(`passed-${one.system.split(' ')[0] ?? ''}`)
    await press('Save')
    await expect(card(one.fields['Name'] ?? '')).toBeVisible()
    await expect(theForm()).toHaveCount(0)
  }
  for (const feed of [/feed Queue.*: live/, /feed Agent.*: live/]) await app.line(feed)
  await app.line(/connection Goals: live/)
  await app.line(/connection Figures: live/)
  // The demo centre inside has ended.
  await expect(page.getByText('Nothing here is real')).toHaveCount(0)
  await expect(card('North')).toContainText('set: application key, client secret')
  const axe = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  expect(axe.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
  await picture('three-live')

  // Another host wants the secret again, and says why at its field.
  await press('Edit Goals')
  await type('Address of the reporting API', `http://localhost:${centre.port}`)
  await press('Save')
  await expect(theForm()).toContainText('A stored credential is only ever sent to the host it was entered for')
  await picture('new-host')
  await type('Token', all.giosg.fields['Token'] ?? '')
  await press('Save')
  await expect(theForm()).toHaveCount(0)
  await expect(card('Goals')).toContainText(`localhost:${centre.port}`)

  // Removing names what goes; the last one brings the demo centre back.
  for (const name of ['North', 'Goals', 'Figures']) {
    await press(`Remove ${name}`)
    const dialog = page.getByRole('dialog')
    await expect(dialog).toContainText(`Remove ${name}?`)
    if (name === 'North') await picture('remove')
    await press('Remove', dialog)
    await expect(card(name)).toHaveCount(0)
  }
  expect(await centre.state()).toMatchObject({ subscriptions: 0 })
  await expect(card('Demo floor')).toBeVisible()
  await expect(page.getByText('Nothing here is real')).toBeVisible()
})

test('every fault is named at its step, with what to do', async () => {
  test.setTimeout(180_000)
  const all = wanted()
  const none = {
    ...{ badAppKey: false, refuseToken: false, forbidden: false, noProducers: false, pendingMs: 0, authStatus: null },
    ...{ giosgBadToken: false, giosgForbidden: false, giosgNoSubscription: false, giosgOtherOrganization: false },
    ...{ thoughtspotBadCredential: false, thoughtspotForbidden: false, thoughtspotNotEnabled: false },
    ...{ htmlInsteadOfJson: false, giosg429: null }
  }
  const told: readonly (readonly [keyof typeof all, string, object, string, string])[] = [
    ['avaya', 'app-key', { badAppKey: true }, 'token', 'The application key was refused'],
    ['avaya', 'secret', { refuseToken: true }, 'token', 'The client ID or its secret was refused'],
    ['avaya', 'account', { forbidden: true }, 'producers', 'may not use this account’s analytics'],
    ['avaya', 'no-producer', { noProducers: true }, 'producers', 'The account has no realtime producers at all'],
    ['avaya', 'pending', { pendingMs: 3_600_000 }, 'subscribe', 'The subscription stays pending'],
    ['avaya', 'portal', { htmlInsteadOfJson: true }, 'token', 'something that is not this service'],
    ['giosg', 'token', { giosgBadToken: true }, 'user', 'It may be revoked, or its user deleted'],
    ['giosg', 'no-subscription', { giosgNoSubscription: true }, 'workflows', 'has no subscription for this'],
    ['giosg', 'organisation', { giosgOtherOrganization: true }, 'workflows', 'a user of another organisation'],
    ['giosg', 'rate', { giosg429: { retryAfterSeconds: 60 } }, 'user', 'asks for fewer requests'],
    ['thoughtspot', 'login', { thoughtspotBadCredential: true }, 'token', 'User name or credential was refused'],
    ['thoughtspot', 'privilege', { thoughtspotForbidden: true }, 'channels', 'lacks the privilege'],
    ['thoughtspot', 'not-enabled', { thoughtspotNotEnabled: true }, 'channels', 'not enabled on this instance']
  ]
  let present = ''
  for (const [system, name, faults, step, words] of told) {
    if (present !== system) {
      if (present !== '') {
        await press('Cancel')
        await press('Discard')
      }
      await fill(all[system])
      present = system
    }
    await centre.control({ faults: { ...none, ...faults } })
    await press('Test', theForm())
    await expect(page.getByText(/^The test is over: \d+ steps? failed/).first()).toBeVisible({ timeout: 30_000 })
    const failed = page.locator(`[data-step="${step}"][data-state="failed"]`).first()
    await expect(failed).toContainText(words)
    await failed.scrollIntoViewIfNeeded()
    await picture(`${system}-${name}`)
  }
  expect(await centre.state()).toMatchObject({ subscriptions: 0 })
  expect(app.lines().join('\n')).not.toContain('North')
})

test('nothing is cut at 320 px or at twice the size, in light and dark', async () => {
  test.setTimeout(120_000)
  const { avaya } = wanted()
  await centre.control({ faults: { badAppKey: true } })
  await fill(avaya)
  await press('Test', theForm())
  await expect(page.getByText('The application key was refused').first()).toBeVisible()
  for (const [name, width, zoom, colorScheme] of [
    ['narrow-dark', 320, 1, 'dark'],
    ['narrow-light', 320, 1, 'light'],
    ['double-dark', 900, 2, 'dark']
  ] as const) {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width, height: 700 })
    await page.evaluate((size) => document.documentElement.style.setProperty('zoom', String(size)), zoom)
    const cut = await page.evaluate(() => {
      const wide = [...document.querySelectorAll('main form, main form *, main ol *')].filter((element) => {
        const { overflowX } = getComputedStyle(element)
        if (element.closest('.visually-hidden')) return false
        return overflowX === 'visible' && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0
      })
      const beside = document.documentElement.scrollWidth > window.innerWidth + 1 ? ['page'] : []
      return [...beside, ...wide.map((element) => element.outerHTML.slice(0, 120))]
    })
    await picture(name)
    expect(cut).toEqual([])
  }
})
