// The least an Electron application with a tray can be: what every measure is compared with.
// `--window` opens one window as well, `--window-on-click` does so when the tray icon is clicked.
const path = require('node:path')
const { app, BrowserWindow, Tray, nativeImage } = require('electron')

const SIDE = 24
const kept = []

function openTray() {
  const grey = Buffer.alloc(SIDE * SIDE * 4, 200)
  const tray = new Tray(nativeImage.createFromBitmap(grey, { width: SIDE, height: SIDE }))
  tray.setToolTip('bare')
  kept.push(tray)
}

function openWindow() {
  const window = new BrowserWindow({ show: false, width: 1100, height: 720, webPreferences: { sandbox: true } })
  window.once('ready-to-show', () => window.show())
  void window.loadFile(path.join(__dirname, 'window.html'))
  kept.push(window)
}

app.on('window-all-closed', () => undefined)
process.on('SIGTERM', () => app.quit())
void app.whenReady().then(() => {
  openTray()
  if (process.argv.includes('--window')) openWindow()
  if (process.argv.includes('--window-on-click')) kept[0].on('click', openWindow)
})
