// Becomes default_app.asar of the fallback runtime: what Electron's own does for `electron [-r module] <folder or file> [args]`,
// without its start page and its prompt. Runs inside Electron, never in Node.
import { app } from 'electron'
import fs from 'node:fs'
import Module, { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

function readArguments(args) {
  const modules = []
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]
    if (arg === '-v' || arg === '--version') return { version: true, modules }
    if (arg === '-r' || arg === '--require') modules.push(args[++i])
    else if (arg.startsWith('--require=')) modules.push(arg.slice('--require='.length))
    else if (arg === '--') return { modules, file: args[i + 1] }
    else if (!arg.startsWith('-')) return { modules, file: arg }
  }
  return { modules }
}

function describeApp(folder) {
  const file = path.join(folder, 'package.json')
  if (!fs.existsSync(file)) return false
  const manifest = JSON.parse(fs.readFileSync(file, 'utf8'))
  if (manifest.version) app.setVersion(manifest.version)
  app.name = manifest.productName ?? manifest.name ?? app.name
  app.setDesktopName(manifest.desktopName ?? `${app.name}.desktop`)
  return true
}

function stop(message) {
  console.error(message)
  process.exit(1)
}

const { version, modules, file } = readArguments(process.argv.slice(1))
if (version) {
  console.log(`v${process.versions.electron}`)
  process.exit(0)
}
if (modules.length > 0) Module._preloadModules(modules)
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true })
if (file === undefined) stop('usage: electron [-r module] <app folder or file> [arguments]')

let entry
try {
  const target = path.resolve(file)
  const isFolder = describeApp(target)
  entry = createRequire(path.join(process.cwd(), 'from-here.js')).resolve(target)
  app.setAppPath(isFolder ? target : path.dirname(entry))
} catch (error) {
  stop(`There is no Electron app at ${path.resolve(file)}\n${error.message}`)
}
await import(pathToFileURL(entry).href)
