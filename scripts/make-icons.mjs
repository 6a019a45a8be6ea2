// Draws the pictures under resources/ out of src/main/platform/icon-svg.ts. Run by hand after a change there: node scripts/make-icons.mjs
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runnerImport } from 'vite'
import { icoOf } from './lib/ico.mjs'

const root = join(import.meta.dirname, '..')
const options = { root, configFile: false, logLevel: 'error' }
const load = async (name) => (await runnerImport(join(root, 'src/main/platform', name), options)).module

const { appIconSvg, trayIconSvg, TRAY_LOOKS } = await load('icon-svg.ts')
const { ICO_SIZES, PNG_SIZES, stockFile } = await load('icon-render.ts')
const { rasterise } = await load('icon-raster.ts')

function write(path, bytes) {
  const file = join(root, 'resources', path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, bytes)
}

rmSync(join(root, 'resources', 'tray'), { recursive: true, force: true })
for (const look of TRAY_LOOKS) {
  for (const ground of ['light', 'dark', 'template']) {
    const svg = trayIconSvg({ look, count: '', ground })
    for (const sizePx of PNG_SIZES) {
      const path = join('tray', stockFile(look, ground, { sizePx, file: 'png' }))
      write(path, rasterise(svg, sizePx).png)
      write(path.replace('.png', '@2x.png'), rasterise(svg, sizePx * 2).png)
    }
    // Templates are for macOS, ICO files for Windows.
    if (ground === 'template') continue
    const sizes = ICO_SIZES.map((sizePx) => ({ sizePx, pixels: rasterise(svg, sizePx).pixels }))
    write(join('tray', stockFile(look, ground, { sizePx: 16, file: 'ico' })), icoOf(sizes))
  }
}
write('icon.png', rasterise(appIconSvg(), 512).png)
