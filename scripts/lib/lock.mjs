import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { cacheFolder } from './paths.mjs'
import { say } from './say.mjs'

function alive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function take(file) {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return false
  }
}

function owner(file) {
  try {
    return Number(fs.readFileSync(file, 'utf8'))
  } catch {
    return 0
  }
}

/** Runs `work` while no other process runs work of that name. What a dead process left behind is taken over. */
export async function withLock(name, work) {
  const folder = path.join(cacheFolder, 'locks')
  const file = path.join(folder, name)
  fs.mkdirSync(folder, { recursive: true })
  for (let told = false; !take(file);) {
    const pid = owner(file)
    if (pid > 0 && !alive(pid)) {
      fs.rmSync(file, { force: true })
      continue
    }
    if (!told) say(`waiting for another run (process ${pid || 'unknown'}) to finish ${name}`)
    told = true
    await pause(200)
  }
  try {
    return await work()
  } finally {
    fs.rmSync(file, { force: true })
  }
}
