import { launchApp, type RunningApp } from './launch.ts'
import { newUser, type NewUser } from './new-user.ts'

/** What somebody types into the form of one connection, by label. */
export interface Filled {
  readonly settings: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
}

interface Machine {
  readonly profile: string
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly switches?: readonly string[]
}

/** Where one new user sits: one application at a time, on machines that the test sets up. */
export interface Desk {
  sitDown(machine: Machine): Promise<{ readonly running: RunningApp; readonly user: NewUser }>
  quit(): Promise<void>
  /** To be done when the user has left, the last one first. */
  after(...done: readonly (() => unknown)[]): void
  leave(): Promise<void>
}

export function createDesk(): Desk {
  const cleanUp: (() => unknown)[] = []
  let app: RunningApp | undefined

  async function quit(): Promise<void> {
    const mine = app
    app = undefined
    await mine?.quit()
  }
  return {
    quit,
    async sitDown(machine) {
      app = await launchApp(machine)
      return { running: app, user: await newUser(app) }
    },
    after: (...done) => void cleanUp.push(...done),
    async leave() {
      try {
        await quit()
      } finally {
        for (const run of cleanUp.splice(0).reverse()) await run()
      }
    }
  }
}

export async function live(running: RunningApp): Promise<void> {
  for (const feed of [/feed Queue.*: live/, /feed Agent.*: live/]) await running.line(feed, 20_000)
}
