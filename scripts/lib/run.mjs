import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { root } from './paths.mjs'

/**
 * Runs a program to its end. Answers its exit code (128 + n for signal n is left to the shell: a signal counts as 1) and,
 * unless `show` is set, everything it printed. A program that can't be started rejects.
 */
export function run(command, args, { show = false, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      ...options
    })
    const chunks = []
    child.stdout?.on('data', (chunk) => chunks.push(chunk))
    child.stderr?.on('data', (chunk) => chunks.push(chunk))
    // An aborted program was asked to end and is still waited for: what it does last must not race with what comes next.
    child.once('error', (error) => (error.name === 'AbortError' ? undefined : reject(error)))
    child.once('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }))
  })
}

/** npm as the caller runs it, else the one on the PATH. Without a shell where that is possible. */
export function runNpm(args, options) {
  const script = process.env.npm_execpath
  if (script && /npm-cli\.c?js$/.test(script)) return run(process.execPath, [script, ...args], options)
  // Windows starts npm.cmd only through a shell; every argument given here is a constant.
  return process.platform === 'win32' ? run('npm', args, { shell: true, ...options }) : run('npm', args, options)
}

/** The JavaScript file behind an installed package's command, to be run by this Node: no shims, no shell. */
function packageBin(name, command = name) {
  const folder = path.join(root, 'node_modules', ...name.split('/'))
  const { bin } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'))
  return path.join(folder, typeof bin === 'string' ? bin : bin[command])
}

export function runBin(name, args, { command, ...options } = {}) {
  return run(process.execPath, [packageBin(name, command), ...args], options)
}
