#!/usr/bin/env node
// npm run gallery: every component of the windows in every state, on a page of this computer. Ctrl+C ends it.
// --picture DIR   takes a picture of each instead, light and dark, at 100 and 200 %; --only TEXT: of those whose name has TEXT in it;
//                 --width PX, --locale TAG, --contrast more, --forced-colors: how it is looked at.
import { _electron } from '@playwright/test'
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { runnerImport } from 'vite'
import { needsNoSandbox } from './lib/app-arguments.mjs'
import { findDisplay } from './lib/display.mjs'
import { root } from './lib/paths.mjs'
import { runMain, say, Stop } from './lib/say.mjs'
import { listenForStop } from './lib/stop-request.mjs'
import { startVirtualDesktop } from './lib/virtual-desktop.mjs'
import { electronRuntime } from './electron-runtime.mjs'

const LOOKS = ['light', 'dark'].flatMap((scheme) => ['100', '200'].map((text) => ({ scheme, text })))

await runMain(async () => {
  const { values } = parseArgs({
    options: {
      picture: { type: 'string' },
      only: { type: 'string', default: '' },
      width: { type: 'string', default: '1280' },
      locale: { type: 'string', default: 'en' },
      contrast: { type: 'string', default: 'normal' },
      'forced-colors': { type: 'boolean', default: false }
    }
  })
  const { module } = await runnerImport(path.join(root, 'test/gallery/serve.ts'), {
    root,
    configFile: false,
    logLevel: 'error'
  })
  if (values.picture !== undefined) return takePictures(module, path.resolve(values.picture), values)
  const served = await module.serveLive()
  console.log(`gallery: ${served.address}`)
  const stop = listenForStop()
  await new Promise((resolve) => stop.onFirst(resolve))
  await served.close()
  stop.dispose()
  return 0
})

/** In a window of the runtime that Floorwatch runs on, where there is no display on a virtual one. */
async function takePictures({ serveBuilt }, folder, wanted) {
  const runtime = await electronRuntime()
  const served = await serveBuilt()
  const desktop = (await findDisplay()) ? { env: {}, stop: async () => {} } : await startVirtualDesktop()
  try {
    const electron = await _electron.launch({
      executablePath: runtime.executable,
      args: [...(needsNoSandbox() ? ['--no-sandbox'] : []), path.join(root, 'test/gallery/bare-window.cjs')],
      env: { ...process.env, ...desktop.env }
    })
    try {
      const count = await photograph(await electron.firstWindow(), served.address, folder, wanted)
      say(`${count} pictures in ${folder}`)
    } finally {
      await electron.close()
    }
  } finally {
    await desktop.stop()
    await served.close()
  }
  return 0
}

async function photograph(page, address, folder, { only, width, locale, contrast, 'forced-colors': forced }) {
  let count = 0
  const cdp = await page.context().newCDPSession(page)
  const metrics = { width: Number(width), height: 900, deviceScaleFactor: 1, mobile: false }
  await cdp.send('Emulation.setDeviceMetricsOverride', metrics)
  await page.emulateMedia({ forcedColors: forced ? 'active' : 'none' })
  for (const { scheme, text } of LOOKS) {
    await page.goto(`${address}frame.html?${new URLSearchParams({ scheme, text, contrast, locale })}`)
    await page.waitForFunction("document.documentElement.dataset.ready === 'true'")
    const ids = (await page.evaluate('window.gallery.ids')).filter((id) => id.includes(only))
    if (ids.length === 0) throw new Stop(`nothing in the gallery has "${only}" in its name`)
    for (const id of ids) {
      await page.evaluate(`window.gallery.show(${JSON.stringify(id)})`)
      const file = path.join(folder, `${id}-${scheme}-${text}.png`)
      fs.mkdirSync(path.dirname(file), { recursive: true })
      await page.screenshot({ path: file, animations: 'disabled' })
      count += 1
    }
  }
  return count
}
