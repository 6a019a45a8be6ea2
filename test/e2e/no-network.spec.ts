import { spawn, spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { openConnectionsView } from './rig/connections-view.ts'
import { startOutsideCentre } from './rig/demo-centre.ts'
import { freshProfile, launchApp, projectDir, withoutProxy } from './rig/launch.ts'

/**
 * A computer without a network: a namespace that has the loopback interface alone. The application and who drives it talk over that
 * interface, so both have to be inside: Playwright runs this file once more there. Who is in it ends with `unshare`.
 */
const namespace = ['--net', '--pid', '--fork', '--kill-child']
if (process.getuid?.() !== 0) namespace.push('--user', '--map-root-user')
const upAndRun = ['sh', '-c', 'ip link set lo up && exec "$@"', 'sh']
const INSIDE = 'FLOORWATCH_TEST_WITHOUT_NETWORK'
const RUN_MS = 45_000

function permitted(): boolean {
  if (process.platform !== 'linux') return false
  return spawnSync('unshare', [...namespace, ...upAndRun, 'true'], { timeout: 5_000 }).status === 0
}

async function runInside(): Promise<void> {
  test.skip(!permitted(), 'not for this system: needs a network namespace of its own')
  const cli = join(createRequire(import.meta.url).resolve('@playwright/test/package.json'), '..', 'cli.js')
  const results = join('test-results', 'without-network')
  const again = [
    process.execPath,
    cli,
    'test',
    join('e2e', 'no-network.spec.ts'),
    '--reporter=list',
    '--output',
    results
  ]
  const child = spawn('unshare', [...namespace, ...upAndRun, ...again], {
    cwd: projectDir,
    env: { ...process.env, [INSIDE]: 'yes' },
    timeout: RUN_MS,
    killSignal: 'SIGKILL'
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  expect(code, output).toBe(0)
  expect(output).toContain('1 passed')
}

async function lookInside(): Promise<void> {
  expect(Object.keys(networkInterfaces())).toEqual(['lo'])
  const centre = await startOutsideCentre('quiet-day')
  const profile = freshProfile()
  const file = join(profile, 'provisioning.json')
  const outside = 'https://giosg.example.com'
  centre.writeProvisioning(file, {
    connections: [
      {
        ...{ system: 'giosg', name: 'Outside', organizationId: '11111111-1111-4111-8111-111111111111' },
        ...{ apiBaseUrl: outside, serviceBaseUrl: outside, token: 'a token', tokenKind: 'token' }
      }
    ]
  })
  const app = await launchApp({ profile, args: ['--provision', file], env: withoutProxy })
  try {
    await app.line(/feed Queue.*: live/)
    await app.line(/connection Demo targets: live/)
    const view = await openConnectionsView(app)
    const told = async (): Promise<void> => {
      await expect(view.connection('Outside')).toContainText('This computer has no network')
      await expect(view.connection('Outside')).toContainText('Connect to a network. Floorwatch goes on by itself.')
    }
    await told()
    // The system says so too, some time later: then Floorwatch stops trying what can't work.
    await app.line(/connection Outside: offline/)
    await expect(view.connection('Outside')).toContainText('offline')
    await told()
    expect(app.lines().filter((line) => /^(feed|connection Demo).*: (offline|backoff|failed)/.test(line))).toEqual([])
    await expect(view.connection('Demo floor').getByRole('table')).toContainText('live')
    await expect(view.connection('Demo targets')).toContainText('live')
  } finally {
    await app.quit()
    await centre.kill()
  }
}

const inside = process.env[INSIDE] !== undefined
test(
  'without a network hosts outside are named with cause and next step, and the demo centre on this computer stays live',
  inside ? lookInside : runInside
)
