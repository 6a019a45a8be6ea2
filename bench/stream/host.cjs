// Plays one role of the stream measure, in plain Node or in Electron's main process, and prints what it answers as one line.
// arguments: file of the built bench/stream/main.ts, role, address of the sender, file for a journal, number of rows (see there)
const { pathToFileURL } = require('node:url')

const [main, role, url, journal, rows] = process.argv.slice(-5)

async function run() {
  if (process.versions.electron) await require('electron').app.whenReady()
  const { play } = await import(pathToFileURL(main).href)
  const answer = await play(role, url, journal, Number(rows))
  if (answer === undefined) return
  process.stdout.write(`${JSON.stringify(answer)}\n`, () => process.exit(0))
}

run().catch((error) => {
  console.error(error)
  process.exit(1)
})
