// A bare Electron with one window on the page that is named; prints what the page says.
const { app, BrowserWindow } = require('electron')

app.on('window-all-closed', () => undefined)
process.on('SIGTERM', () => app.quit())
void app.whenReady().then(() => {
  const webPreferences = { sandbox: true, backgroundThrottling: false }
  const window = new BrowserWindow({ show: true, width: 1400, height: 900, webPreferences })
  window.webContents.on('console-message', (...said) => {
    const text = typeof said[0].message === 'string' ? said[0].message : said[2]
    process.stdout.write(`${text}\n`)
  })
  void window.loadFile(process.argv.at(-1))
})
