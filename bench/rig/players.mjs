import path from 'node:path'
import { buildBench } from './build.mjs'
import { root } from '../../scripts/lib/paths.mjs'
import { startElectron, startProgram } from './programs.mjs'

const HOST = path.join(root, 'bench', 'stream', 'host.cjs')
const READY_WITHIN_MS = 60_000
const PLAYED_WITHIN_MS = 90_000
const ANSWER = /^\{.*\}$/m

/** Roles of bench/stream/main.ts, each in a process of its own. */
export async function createPlayers({ executable, folder }) {
  const main = await buildBench('stream')
  let journals = 0
  const journal = () => path.join(folder, `stream-${++journals}.db`)
  const argsOf = (role, url, rows) => [main, role, url, journal(), String(rows)]
  const inNode = (role, url = '-', rows = 0) => startProgram(process.execPath, [HOST, ...argsOf(role, url, rows)])
  const inElectron = (role, url = '-', rows = 0) =>
    startElectron(executable, {
      entry: HOST,
      switches: [`--user-data-dir=${path.join(folder, 'stream')}`],
      args: argsOf(role, url, rows)
    })

  async function answerOf(program) {
    try {
      const [line] = await program.prints(ANSWER, PLAYED_WITHIN_MS)
      return JSON.parse(line)
    } finally {
      await program.stop()
    }
  }

  /** Runs `work` with the address of a sender that plays `role`. */
  async function withSender(role, rows, work) {
    const sender = inNode(role, '-', rows)
    try {
      const { url } = JSON.parse((await sender.prints(ANSWER, READY_WITHIN_MS))[0])
      return await work(url)
    } finally {
      await sender.stop()
    }
  }

  return { inNode, inElectron, answerOf, withSender }
}
