import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserWindow } from 'electron'

/**
 * Writes what each window shows into `folder`, for this user only because names of people are on them, and answers the names of the
 * files. Windows that show nothing are left out.
 */
export async function captureWindows(
  windows: readonly { readonly name: string; readonly window: BrowserWindow }[],
  folder: string,
  label: string
): Promise<string[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const names: string[] = []
  for (const { name, window } of windows) {
    if (window.isDestroyed() || !window.isVisible()) continue
    const image = await window.webContents.capturePage()
    if (image.isEmpty()) continue
    const file = join(folder, `${label}-${name}.png`)
    await writeFile(file, image.toPNG(), { mode: 0o600 })
    names.push(file)
  }
  return names
}
