import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A session bus without any installed service, so that nothing but the test answers on it. */
const config = (
  folder: string
): string => `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${join(folder, 'bus')}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>`

export interface PrivateBus {
  readonly address: string
  /** Ends the daemon; everybody on the bus is cut off. */
  stop(): Promise<void>
}

/** Starts a message bus of the test's own. The same folder given again gives the same address again. */
export async function startPrivateBus(given?: string): Promise<PrivateBus> {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'floorwatch-bus-'))
  const file = join(folder, 'bus.conf')
  writeFileSync(file, config(folder))
  rmSync(join(folder, 'bus'), { force: true })
  const daemon = spawn('dbus-daemon', [`--config-file=${file}`, '--print-address', '--nofork'], {
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const exited = new Promise<void>((resolve) => daemon.once('exit', () => resolve()))
  let said = ''
  daemon.stderr.on('data', (text: Buffer) => (said += text.toString()))
  const address = await new Promise<string>((resolve, reject) => {
    daemon.once('error', reject)
    daemon.once('exit', (code) => reject(new Error(`dbus-daemon ended with ${String(code)}: ${said}`)))
    daemon.stdout.once('data', (line: Buffer) => resolve(line.toString().trim()))
  })
  return {
    address,
    async stop() {
      daemon.kill('SIGKILL')
      await exited
      if (given === undefined) rmSync(folder, { recursive: true })
    }
  }
}
