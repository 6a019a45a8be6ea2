import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { expect, it } from 'vitest'
import { captureWindows } from '../../../../src/main/platform/capture.ts'

function fake(png: string, { visible = true, destroyed = false, empty = false } = {}): BrowserWindow {
  const image = { isEmpty: () => empty, toPNG: () => Buffer.from(png) }
  const webContents = { capturePage: () => Promise.resolve(image) }
  return { isDestroyed: () => destroyed, isVisible: () => visible, webContents } as unknown as BrowserWindow
}

it('writes a picture of each window that shows something, into a folder it makes, for this user only', async () => {
  const root = mkdtempSync(join(tmpdir(), 'floorwatch-capture-'))
  const folder = join(root, 'new', 'pictures')
  const files = await captureWindows(
    [
      { name: 'main', window: fake('main picture') },
      { name: 'hidden', window: fake('x', { visible: false }) },
      { name: 'gone', window: fake('x', { destroyed: true }) },
      { name: 'blank', window: fake('x', { empty: true }) },
      { name: 'panel', window: fake('panel picture') }
    ],
    folder,
    '008s'
  )
  expect(files).toEqual([join(folder, '008s-main.png'), join(folder, '008s-panel.png')])
  expect(readdirSync(folder)).toHaveLength(2)
  expect(readFileSync(files[1]!, 'utf8')).toBe('panel picture')
  expect([folder, files[1]!].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600])
  rmSync(root, { recursive: true })
})
