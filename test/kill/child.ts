import { appendFileSync, closeSync, fsyncSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { prune } from '../../src/adapters/storage/retention.ts'
import { openStore } from '../../src/adapters/storage/store.ts'
import { defaultRules } from '../../src/core/alerts/default-rules.ts'
import type { AlertStep, Journal } from '../../src/core/ports/journal.ts'
import { createVirtualClock } from '../fakes/virtual-clock.ts'
import { AGENTS, QUEUES, startRuntime, type RuntimeRig } from '../unit/main/app/runtime-rig.ts'
import type { Point } from './points.ts'
import {
  actionOf,
  isCrowded,
  isQuietAt,
  QUEUE_NAMES,
  STEP_MS,
  STEPS,
  TELLING,
  worldAfter,
  type World
} from './world.ts'

/** Between death and the next start, ms. */
const DOWN_MS = 7_000

const [folder = '', seedText = '', killAt = '', nthText = ''] = process.argv.slice(2)
const seed = Number(seedText)
let left = Number(nthText)

/** Dies here, by a signal that nobody can catch, when its turn has come. */
function point(name: Point): void {
  if (name !== killAt) return
  left -= 1
  if (left === 0) process.kill(process.pid, 'SIGKILL')
}

/** What this process leaves behind is on the disk before it goes on. */
function note(file: string, line: unknown): void {
  const path = join(folder, file)
  appendFileSync(path, `${JSON.stringify(line)}\n`)
  const handle = openSync(path, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

let writing: 'tell' | 'outcome' | 'state' | undefined

function kindOf({ deliveries }: AlertStep): 'tell' | 'outcome' | 'state' {
  if (deliveries.some(({ state }) => state === 'intent')) return 'tell'
  return deliveries.length > 0 ? 'outcome' : 'state'
}

function journalOver(journal: Journal): Partial<Journal> {
  return {
    rules: () =>
      defaultRules().map((rule) =>
        rule.id === 'default-contacts-waiting'
          ? { ...rule, ...TELLING, ...(isCrowded(seed) ? { repeatEveryMs: null } : {}) }
          : rule
      ),
    commit(step) {
      const kind = kindOf(step)
      point(`${kind}:decided`)
      writing = kind
      const result = journal.commit(step)
      writing = undefined
      point(`${kind}:durable`)
      return result
    }
  }
}

/** The engine of the journal is told to commit by a statement: before it, all of a step is written and none of it counts. */
function watchCommits(): void {
  const prototype = Database.prototype as { exec(sql: string): unknown }
  const { exec } = prototype
  prototype.exec = function (sql) {
    if (sql === 'COMMIT' && writing) point(`${writing}:written`)
    return exec.call(this, sql)
  }
}

async function goLive(rig: RuntimeRig, world: World): Promise<void> {
  for (const producerId of [QUEUES, AGENTS]) {
    const socket = rig.socketOf(producerId)
    socket.open()
    const status = rig.cloud.authenticate(socket.sent[0] ?? '{}')
    socket.message(JSON.stringify({ event: 'authenticationResponse', status }))
    await rig.pass(250)
  }
  for (const payloadType of ['INITIALIZING', 'LIVE']) {
    for (const name of QUEUE_NAMES) rig.queue(name, world[name], payloadType)
    rig.agent('Ann', 'READY', 0, payloadType)
  }
  await rig.passAnswered(STEP_MS)
}

interface Progress {
  readonly step: number
  readonly wallMs: number
}

function readProgress(): Progress | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'progress.json'), 'utf8')) as Progress
  } catch {
    return undefined
  }
}

function crowd(): void {
  const store = openStore(join(folder, 'journal.db'))
  prune(store, { deliveries: 0, targetTests: 0, ruleVersions: 0 })
  store.close()
}

watchCommits()
const before = readProgress()
// The floor went on while nobody watched.
let step = before?.step ?? 0
const clock = createVirtualClock(before && before.wallMs + DOWN_MS)
if (before && isCrowded(seed)) crowd()
const rig = await startRuntime({
  folder,
  clock,
  journalOver,
  doNotDisturb: () => (isQuietAt(seed, step) ? 'on' : 'off'),
  withdrawn: (id) => note('screen.jsonl', { withdrawn: id }),
  outcome(notice) {
    point('handed')
    note('screen.jsonl', notice)
    point('shown')
    return Promise.resolve({ kind: 'delivered', via: 'screen' })
  }
})
const saw = (step: number): void => {
  note('seen.jsonl', {
    step,
    open: rig.open().map(({ episode }) => ({ id: episode.id, key: episode.key, state: episode.state }))
  })
}
await goLive(rig, worldAfter(seed, step))
saw(step)
while (step < STEPS) {
  const action = actionOf(seed, step)
  step += 1
  writeFileSync(join(folder, 'progress.json'), JSON.stringify({ step, wallMs: clock.now().wallMs }))
  point('idle')
  if (action.kind === 'set') rig.queue(action.queue, action.waiting)
  else {
    const [open] = rig.open()
    const { handlers } = rig.runtime
    if (open && action.kind === 'acknowledge') await handlers['alert:acknowledge']({ episodeId: open.episode.id })
    else if (open)
      await handlers['alert:snooze']({ scope: { kind: 'episode', episodeId: open.episode.id }, minutes: 1 })
  }
  rig.runtime.desk.reviewQuiet()
  await rig.passAnswered(STEP_MS)
  saw(step)
}
process.stdout.write('whole\n')
process.exit(0)
