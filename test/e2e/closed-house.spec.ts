import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import type { Bridge } from '../../src/contract/bridge.ts'
import { requests } from '../../src/contract/requests.ts'
import { startOutsideCentre, type OutsideCentre } from './rig/demo-centre.ts'
import { familyOf } from './rig/family.ts'
import { freshProfile, launchApp, projectDir, type RunningApp } from './rig/launch.ts'
import { filesWithSecrets, formsOf } from './rig/leaks.ts'

/** What the table of docs/security.md promises, in the real application with real credentials. */
test.describe.configure({ mode: 'serial' })

/** The environment may hold the credentials that the provisioning file points to, under these names alone. */
const NAMES = { appKey: 'CLOSED_HOUSE_APP_KEY', clientSecret: 'CLOSED_HOUSE_SECRET', token: 'CLOSED_HOUSE_TOKEN' }

let centre: OutsideCentre
let app: RunningApp
let page: Page
let profile: string
let temporary: string

test.beforeAll(async () => {
  centre = await startOutsideCentre('quiet-day')
  profile = freshProfile()
  temporary = join(freshProfile(), 'temporary')
  mkdirSync(temporary)
  const file = join(temporary, '..', 'provisioning.json')
  const [appKey = '', clientSecret = '', token = ''] = centre.secrets()
  centre.writeProvisioning(
    file,
    { settings: { weakSecretStorage: 'allow' } },
    {
      avaya: { appKey: { env: NAMES.appKey }, clientSecret: { env: NAMES.clientSecret } },
      giosg: { token: { env: NAMES.token } }
    }
  )
  app = await launchApp({
    profile,
    args: ['--provision', file],
    env: {
      TMPDIR: temporary,
      [NAMES.appKey]: appKey,
      [NAMES.clientSecret]: clientSecret,
      [NAMES.token]: token
    }
  })
  await app.line(/feed Agent.*: live/, 30_000)
  page = await app.page('main')
  await expect(page.getByText('Sales').first()).toBeVisible()
})

test.afterAll(async () => {
  await centre.kill()
})

test('nothing that gets into a page runs, is shown or goes anywhere', async () => {
  const found = await page.evaluate(async () => {
    const blocked: string[] = []
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => blocked.push(effectiveDirective))
    const ran: string[] = []
    Reflect.set(globalThis, 'mark', (what: string) => ran.push(what))
    const attempt = (what: string, run: () => void): void => {
      try {
        run()
      } catch {
        blocked.push(`${what} threw`)
      }
    }
    const add = (tag: string, attributes: Record<string, string>, text = ''): void =>
      attempt(tag, () => {
        const element = document.createElement(tag)
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
        element.append(text)
        document.body.append(element)
        element.click()
      })
    add('script', {}, 'mark("inline script")')
    add('script', { src: 'data:text/javascript,mark("data script")' })
    add('script', { src: 'https://floorwatch.invalid/x.js' })
    add('p', { onclick: 'mark("handler")' })
    add('a', { href: ['javascript', 'mark("javascript address")'].join(':') })
    add('iframe', { srcdoc: '<script>parent.mark("frame")</script>' })
    add('iframe', { src: 'https://floorwatch.invalid/' })
    add('object', { data: 'https://floorwatch.invalid/' })
    add('img', { src: 'https://floorwatch.invalid/x.png' })
    add('link', { rel: 'stylesheet', href: 'https://floorwatch.invalid/x.css' })
    add('style', {}, 'body { --injected: yes }')
    attempt('worker', () => new Worker('data:text/javascript,1'))
    attempt('socket', () => new WebSocket('wss://floorwatch.invalid/'))
    attempt('markup', () => (document.body.innerHTML = '<b>x</b>'))
    attempt('policy', () =>
      (Reflect.get(globalThis, 'trustedTypes') as { createPolicy(name: string, rules: object): void }).createPolicy(
        'x',
        {}
      )
    )
    navigator.sendBeacon('https://floorwatch.invalid/')
    await fetch('https://floorwatch.invalid/').catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, 500))
    const injected = getComputedStyle(document.body).getPropertyValue('--injected')
    for (const element of document.querySelectorAll('body > :not(div)')) element.remove()
    return { ran, injected, blocked: [...new Set(blocked)].sort() }
  })
  expect(found.ran).toEqual([])
  expect(found.injected).toBe('')
  expect(found.blocked).toEqual(
    expect.arrayContaining([
      'connect-src',
      'img-src',
      'script-src-elem',
      'style-src-elem',
      'markup threw',
      'policy threw'
    ])
  )
})

/** Asks the page itself: a locator waits for the end of navigations, and refused ones have none. */
async function showsTheFloor(): Promise<void> {
  const text = (): Promise<string> => page.evaluate(() => document.body.innerText).catch(() => '')
  await expect.poll(text).toContain('Sales')
}

const AWAY = [
  'https://floorwatch.invalid/',
  'floorwatch-app://app/panel.html',
  'floorwatch-app://app/wallboard.html',
  'file:///etc/passwd',
  'data:text/html,x'
]

test('a page stays where it is and opens nothing', async () => {
  const before = page.url()
  const windows = app.electron.windows().length
  const opened = await page.evaluate(async (addresses) => {
    Reflect.set(globalThis, 'stillHere', true)
    const results: unknown[] = []
    for (const url of addresses) {
      results.push(window.open(url))
      location.href = url
      const link = Object.assign(document.createElement('a'), { href: url, download: 'x' })
      document.body.append(link)
      link.click()
      link.remove()
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    return [...results, window.open('about:blank')]
  }, AWAY)
  expect(opened.every((one) => one === null)).toBe(true)
  expect(page.url()).toBe(before)
  expect(await page.evaluate(() => Reflect.get(globalThis, 'stillHere') as unknown)).toBe(true)
  expect(app.electron.windows()).toHaveLength(windows)
  await showsTheFloor()
})

for (const empty of ['about:blank', 'about:srcdoc']) {
  test(`a page that empties itself by ${empty}, which Chromium does unasked, is brought back`, async () => {
    const isBack = page.waitForEvent('framenavigated', (frame) => frame.url().includes('/main.html'))
    // Not at once: the question itself has to be answered by the page that is still there.
    await page.evaluate((url) => setTimeout(() => (location.href = url), 50), empty)
    await isBack
    await showsTheFloor()
    expect(page.url()).toMatch(/^floorwatch-app:\/\/app\/main\.html/)
  })
}

test('no permission, device or screen is to be had', async () => {
  const answers = await page.evaluate(async () => {
    const asked = [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'clipboard-read',
      'midi',
      'persistent-storage'
    ]
    const states = await Promise.all(
      asked.map((name) => navigator.permissions.query({ name: name as PermissionName }).then(({ state }) => state))
    )
    const refused = async (work: Promise<unknown>): Promise<string> =>
      work.then(
        () => 'granted',
        () => 'refused'
      )
    const media = await refused(navigator.mediaDevices.getUserMedia({ audio: true }))
    const screen = await refused(navigator.mediaDevices.getDisplayMedia())
    const place = await refused(
      new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject))
    )
    return [...states, await Notification.requestPermission(), media, screen, place]
  })
  expect([...new Set(answers)].sort()).toEqual(['denied', 'refused'])
})

test('main listens on the channels of the contract alone, also after settings were written', async () => {
  expect(
    await page.evaluate(() =>
      (Reflect.get(globalThis, 'floorwatch') as Bridge).changeSettings({ colourScheme: 'dark' })
    )
  ).toMatchObject({
    ok: true
  })
  await expect.poll(() => readdirSync(profile)).toContain('settings.json')
  const open = await app.electron.evaluate(({ ipcMain }) => ({
    answering: [...(Reflect.get(ipcMain, '_invokeHandlers') as Map<string, unknown>).keys()],
    listening: ipcMain.eventNames().map(String)
  }))
  expect(open.answering.sort()).toEqual(Object.keys(requests).sort())
  expect(open.listening.filter((name) => name !== 'error')).toEqual([])
})

test('no frame and no window that is not ours reaches main', async () => {
  const framed = await page.evaluate(() => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const bridge = typeof Reflect.get(frame.contentWindow ?? {}, 'floorwatch')
    frame.remove()
    return bridge
  })
  expect(framed).toBe('undefined')
  const preload = join(projectDir, 'out', 'preload', 'index.cjs')
  const answers = await app.electron.evaluate(async ({ BrowserWindow }, path) => {
    const results: unknown[] = []
    for (const url of ['about:blank', 'data:text/html,x', 'floorwatch-app://app/main.html']) {
      const stranger = new BrowserWindow({ show: false, webPreferences: { preload: path } })
      await stranger.loadURL(url)
      for (const call of ['quit()', 'getState()', 'getRows()', 'changeSettings({ colourScheme: "light" })']) {
        results.push(await stranger.webContents.executeJavaScript(`floorwatch.${call}`))
      }
      stranger.destroy()
    }
    return results
  }, preload)
  expect(answers).toHaveLength(12)
  for (const answer of answers) {
    expect(answer).toEqual({ ok: false, failure: { code: 'forbidden', step: 'ask', detail: 'sender' } })
  }
  const state = await page.evaluate(() => (Reflect.get(globalThis, 'floorwatch') as Bridge).getState())
  expect(state).toMatchObject({ ok: true, value: { settings: { colourScheme: 'dark' } } })
})

test('no credential is in anything a window is told', async () => {
  const told = await page.evaluate(async () => {
    const heard: unknown[] = []
    const floorwatch = Reflect.get(globalThis, 'floorwatch') as Bridge
    const stops = [
      floorwatch.onStateChanged((push) => heard.push(push)),
      floorwatch.onRowsChanged((push) => heard.push(push))
    ]
    heard.push(await floorwatch.getState(), await floorwatch.getRows())
    for (const name of ['getState', 'saveRule', 'openView', 'retryConnection'] as const) {
      heard.push(await (floorwatch[name] as (input: unknown) => Promise<unknown>)({ connectionId: '../x', view: 1 }))
    }
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    for (const stop of stops) stop()
    return { text: JSON.stringify(heard), pushes: heard.length }
  })
  expect(told.pushes).toBeGreaterThan(8)
  expect(told.text).toContain('clientSecret') // that it is set, by its name
  expect(
    centre
      .secrets()
      .flatMap(formsOf)
      .filter((form) => told.text.includes(form))
  ).toEqual([])
})

test('no credential is in the arguments of any process, and only where the file points in the environment', () => {
  test.skip(process.platform !== 'linux', 'not for this system: processes are read from /proc')
  const family = familyOf(app.electron.process().pid ?? 0)
  const forms = centre.secrets().flatMap(formsOf)
  const holding = (texts: readonly string[]): string[] =>
    texts.filter((text) => forms.some((form) => text.includes(form)))
  expect(family.length).toBeGreaterThan(3)
  expect(family.flatMap(({ args }) => holding(args))).toEqual([])
  const names = family.flatMap(({ environment }) => holding(environment).map((one) => one.split('=')[0] ?? ''))
  const allowed: readonly string[] = Object.values(NAMES)
  expect(names.filter((name) => !allowed.includes(name))).toEqual([])
})

/** Everything below `folder`, with its rights for others than the user. */
function openToOthers(folder: string): { readonly seen: readonly string[]; readonly open: readonly string[] } {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const seen = entries.filter((entry) => entry.isFile() || entry.isDirectory())
  const paths = seen.map((entry) => join(entry.parentPath, entry.name))
  const open = paths.filter((path) => (statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o077)
  return {
    seen: paths.map((path) => path.slice(folder.length + 1)),
    open: open.map((path) => path.slice(folder.length + 1))
  }
}

test('every file of the profile is for its user alone, while it runs and after, and none holds a credential', async () => {
  const running = openToOthers(profile)
  expect(running.open).toEqual([])
  await app.quit()
  const { seen, open } = openToOthers(profile)
  expect(open).toEqual([])
  const all = [...running.seen, ...seen]
  for (const name of [
    'journal.db',
    'journal.db-wal',
    'settings.json',
    'vault.json',
    'logs',
    join('logs', 'floorwatch.log')
  ]) {
    expect(all).toContain(name)
  }
  expect(all.filter((name) => /\.dmp$/.test(name))).toEqual([])
  for (const folder of [profile, temporary]) expect(filesWithSecrets(folder, centre.secrets()).leaks).toEqual([])
})
