import fs from 'node:fs'
import path from 'node:path'
import { readText } from './files.mjs'
import { finding } from './finding.mjs'
import { reviewed, SUPPORTED } from './electron-majors.mjs'

/** Production packages that may run something while they are installed. */
const INSTALL_SCRIPTS = []
const HOOKS = ['preinstall', 'install', 'postinstall']
const REVIEW_DAYS = 8 * 7
const DAY_MS = 86_400_000

export const PACKAGE_RULES = [
  'electron-supported',
  'exact-version',
  'lock-integrity',
  'lock-source',
  'install-script',
  'no-remote-module'
]

function readJson(folder, file) {
  return JSON.parse(readText(folder, file))
}

/** Hooks of an installed package; the lock file says only that there are some, and only when npm wrote it. */
function hooksOf(folder, name) {
  const own = path.join(folder, name)
  if (!fs.existsSync(path.join(own, 'package.json'))) return []
  const { scripts = {} } = readJson(folder, `${name}/package.json`)
  const named = HOOKS.filter((hook) => scripts[hook])
  return fs.existsSync(path.join(own, 'binding.gyp')) ? [...named, 'binding.gyp'] : named
}

function scanManifest(folder, tell, todayMs) {
  const { dependencies = {}, devDependencies = {} } = readJson(folder, 'package.json')
  const all = { ...dependencies, ...devDependencies }
  const major = Number.parseInt(all.electron ?? '', 10)
  if (!SUPPORTED.includes(major)) {
    tell('electron-supported', 41, 'high', `Electron ${all.electron ?? '(none)'} is not one of ${SUPPORTED.join(', ')}`)
  }
  if (todayMs - Date.parse(reviewed) > REVIEW_DAYS * DAY_MS) {
    tell('electron-supported', 41, 'low', `the table of Electron's releases was last looked at on ${reviewed}`)
  }
  for (const [name, version] of Object.entries(all)) {
    if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
      tell('exact-version', 42, 'medium', `${name} ${version} is not one exact version`)
    if (name === '@electron/remote') tell('no-remote-module', 44, 'high', `${name} gives pages the main process`)
  }
}

function scanLock(folder, tell) {
  const { packages = {} } = readJson(folder, 'package-lock.json')
  for (const [name, entry] of Object.entries(packages)) {
    if (name === '') continue
    if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(entry.integrity ?? ''))
      tell('lock-integrity', 42, 'high', `${name} has no sha512`)
    if (entry.link || /^(?!https:)/.test(entry.resolved ?? 'https:')) {
      tell('lock-source', 42, 'high', `${name} does not come from the registry`)
    }
    const hooks = entry.dev ? [] : [...(entry.hasInstallScript ? ['lock file'] : []), ...hooksOf(folder, name)]
    if (hooks.length > 0 && !INSTALL_SCRIPTS.includes(name)) {
      tell('install-script', 42, 'high', `${name} runs something while it is installed: ${hooks.join(', ')}`)
    }
  }
}

/** Where the parts come from. Answers the files looked at. */
export function scanPackages(folder, { todayMs = Date.now() } = {}) {
  const findings = []
  const tellOf = (file) => (rule, item, severity, message) =>
    findings.push(finding(rule, item, severity, file, 0, message))
  scanManifest(folder, tellOf('package.json'), todayMs)
  scanLock(folder, tellOf('package-lock.json'))
  return { files: ['package.json', 'package-lock.json'], findings }
}
