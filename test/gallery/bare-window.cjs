// A window of the runtime that Floorwatch runs on, and nothing in it: the gallery is looked at in what its users have.
const { app, BrowserWindow } = require('electron')

app.commandLine.appendSwitch('disable-renderer-backgrounding')
app
  .whenReady()
  .then(() =>
    new BrowserWindow({ width: 1280, height: 900, useContentSize: true, webPreferences: { sandbox: true } }).loadURL(
      'about:blank'
    )
  )
app.on('window-all-closed', () => app.quit())
