import { spawn, spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createTrustContext } from '../../src/adapters/transport/trust-context.ts'
import { createAuthority } from '../fakes/certificates.ts'
import { faultBenches, HEALED_WITHIN_MS } from './rig/bench.ts'
import type { FaultBench } from './rig/bench.ts'
import { startTlsFront } from './rig/tls-front.ts'
import type { TlsFront } from './rig/tls-front.ts'

/**
 * Cuts that only a network can make: this file runs itself once more in a network namespace of its own, where an interface without
 * anybody behind it swallows what is sent. Whatever is in the namespace ends with `unshare`.
 */
const namespace = ['--net', '--pid', '--fork', '--kill-child']
if (process.getuid?.() !== 0) namespace.push('--user', '--map-root-user')
const HERE = '10.77.0.1'
const NOBODY = '10.77.0.99'
/** A pair of ends: what goes into the first for a neighbour that does not exist is dropped at the second, without a word. */
const SWALLOWING = [
  'ip link set lo up',
  'ip link add fw0 type veth peer name fw1',
  'ip link set fw0 up',
  'ip link set fw1 up',
  `ip addr add ${HERE}/24 dev fw0`,
  `ip neigh add ${NOBODY} lladdr 02:00:00:00:00:99 dev fw0 nud permanent`
].join(' && ')
const upAndRun = ['sh', '-c', `${SWALLOWING} && exec "$@"`, 'sh']
const INSIDE = 'FLOORWATCH_TEST_FAULTS_INSIDE'
const isInside = process.env[INSIDE] === 'yes'
const RUN_MS = 40_000

const projectDir = fileURLToPath(new URL('../..', import.meta.url))

function isPermitted(): boolean {
  if (process.platform !== 'linux') return false
  return spawnSync('unshare', [...namespace, ...upAndRun, 'true'], { timeout: 5_000 }).status === 0
}

async function runInside(): Promise<string> {
  const vitest = join(createRequire(import.meta.url).resolve('vitest/package.json'), '..', 'vitest.mjs')
  const again = [
    process.execPath,
    vitest,
    'run',
    '--project',
    'faults',
    fileURLToPath(import.meta.url),
    '--reporter=tap-flat'
  ]
  const child = spawn('unshare', [...namespace, ...upAndRun, ...again], {
    cwd: projectDir,
    env: { ...process.env, [INSIDE]: 'yes', VITEST: undefined, VITEST_POOL_ID: undefined, VITEST_WORKER_ID: undefined },
    timeout: RUN_MS,
    killSignal: 'SIGKILL'
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  expect(code, output).toBe(0)
  return output
}

function ip(...words: readonly string[]): void {
  const { status, stderr } = spawnSync('ip', words, { encoding: 'utf8', timeout: 5_000 })
  if (status !== 0) throw new Error(`ip ${words.join(' ')}: ${stderr}`)
}

/** The live host at an address of the namespace's interface, with TLS; the REST side stays on loopback. */
function liveHostAt(address: string) {
  const bench = faultBenches()
  return async (): Promise<{ readonly b: FaultBench; readonly front: TlsFront }> => {
    const company = createAuthority()
    const listed = [company.cert]
    const opener = { context: createTrustContext(() => listed) }
    const b = await bench({ producers: ['Queue_itd_1.0.0'], speed: 4, opener })
    const front = await startTlsFront(company.issue(address), b.proxy.port, '0.0.0.0')
    onTestFinished(front.close)
    b.proxy.endpoint = (path) => `wss://${address}:${front.port}${path}`
    return { b, front }
  }
}

if (isInside) {
  describe('an address where nobody answers', () => {
    const open = liveHostAt(NOBODY)
    it('nobody answers a connection: the deadline ends it long before the system would', async () => {
      const { b } = await open()
      b.start()
      const tookMs = await b.took(() => b.until(() => b.last()?.phase === 'backoff', 'the deadline'))
      expect(tookMs).toBeLessThan(20_000)
      expect(b.last()?.failure).toMatchObject({ code: 'timeout', step: 'connect' })
      ip('addr', 'add', `${NOBODY}/24`, 'dev', 'fw0')
      await b.until(b.isLive, 'live')
    })
  })

  describe('a computer that changes its network', () => {
    const open = liveHostAt(HERE)
    it('the address goes while live: noticed within 20 s, and live when there is a network again', async () => {
      const { b, front } = await open()
      await b.live()
      ip('addr', 'del', `${HERE}/24`, 'dev', 'fw0')
      const tookMs = await b.took(() => b.until(() => b.last()?.phase === 'backoff', 'the notice'))
      expect(tookMs).toBeLessThan(20_000)
      expect(b.last()?.failure?.code).toBe('heartbeatLost')
      await b.until(() => b.last()?.failure?.step === 'connect', 'a try without a network')
      expect(b.proxy.log.count('asked')).toBe(1)
      // Our farewell went nowhere: the other side finds out for itself.
      front.cut()
      ip('addr', 'add', `${HERE}/24`, 'dev', 'fw0')
      b.source.probe()
      expect(await b.took(() => b.until(b.isLive, 'live'))).toBeLessThan(HEALED_WITHIN_MS)
    })
  })
} else {
  const isHere = isPermitted()
  it.skipIf(!isHere)(
    `a network of its own: both faults are met${isHere ? '' : ' (not for this system: no network namespace may be made)'}`,
    async () => {
      const output = await runInside()
      expect(output).toMatch(/^ok .*nobody answers a connection/m)
      expect(output).toMatch(/^ok .*the address goes while live/m)
    },
    RUN_MS
  )
}
