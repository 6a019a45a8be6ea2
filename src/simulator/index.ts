import { randomUUID } from 'node:crypto'
import { readArgs, USAGE } from './args.ts'
import { startDemoCentre, type DemoCentre } from './demo-centre.ts'
import { parentPortOf } from './parent-port.ts'
import { noRecorder } from './recorder.ts'
import { systemClock } from './system-clock.ts'

const EXIT = { crashed: 1, usage: 2, portTaken: 3 } as const

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** Tells why there is no demo centre and what to do; answers the exit code. */
function explain(error: unknown, port: number): number {
  if (codeOf(error) === 'EADDRINUSE' || codeOf(error) === 'EACCES') {
    const why = codeOf(error) === 'EACCES' ? 'this user may not use it' : 'another program uses it'
    process.stderr.write(
      `The demo centre can't listen on 127.0.0.1:${port}: ${why}.\n` +
        'Choose another port with --port N, or leave --port out to let the system choose.\n'
    )
    return EXIT.portTaken
  }
  process.stderr.write(`The demo centre failed to start: ${error instanceof Error ? error.message : String(error)}\n`)
  return EXIT.crashed
}

function quitWhenAsked(centre: DemoCentre): void {
  const quit = (): void => {
    centre.dispose()
    process.exit(0)
  }
  process.once('SIGTERM', quit)
  process.once('SIGINT', quit)
  // The parent is gone: a child process hears it on its channel, a utility process on its port.
  process.once('disconnect', quit)
  parentPortOf(process)?.on('close', quit)
}

async function main(): Promise<void> {
  const args = readArgs(process.argv.slice(2), randomUUID)
  if (!args.ok) {
    process.stderr.write(`${args.message}\n${USAGE}\n`)
    process.exit(EXIT.usage)
  }
  try {
    const centre = await startDemoCentre({ clock: systemClock, recorder: noRecorder, options: args.options })
    quitWhenAsked(centre)
    process.stdout.write(`${JSON.stringify(centre.ready)}\n`)
    parentPortOf(process)?.postMessage(centre.ready)
  } catch (error) {
    process.exit(explain(error, args.options.port))
  }
}

void main()
