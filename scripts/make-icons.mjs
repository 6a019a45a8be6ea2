// Draws the pictures under resources/ out of src/main/platform/icon-svg.ts. Run by hand after a change there: node scripts/make-icons.mjs
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runnerImport } from 'vite'

const root = join(import.meta.dirname, '..')
const options = { root, configFile: false, logLevel: 'error' }
const load = async (name) => (await runnerImport(join(root, 'src/main/platform', name), options)).module

const { appIconSvg, trayIconSvg, TRAY_LOOKS } = await load('icon-svg.ts')
const { stockFile } = await load('icon-render.ts')
const { rasterise } = await load('icon-raster.ts')

function write(path, svg, sizePx) {
  const file = join(root, 'resources', path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, rasterise(svg, sizePx).png)
}

for (const look of TRAY_LOOKS) {
  for (const ground of ['light', 'dark', 'template']) {
    const svg = trayIconSvg({ look, count: '', ground })
    for (const sizePx of [16, 22]) {
      for (const scale of [1, 2]) write(join('tray', stockFile(look, ground, sizePx, scale)), svg, sizePx * scale)
    }
  }
}
write('icon.png', appIconSvg(), 512)
