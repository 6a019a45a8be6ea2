import { expect } from '@playwright/test'
import type { FakeDesktop } from './desktop.ts'
import type { RunningApp } from './launch.ts'

/** The states of one feed, as told from line `first` on. */
export function statesOf(app: RunningApp, feed: string, first: number): string[] {
  const said = new RegExp(`^feed ${feed}\\S*: (\\w+)`)
  return app
    .lines()
    .slice(first)
    .flatMap((line) => said.exec(line)?.[1] ?? [])
}

/** No alert in the lines, no notice on the screen. */
export function nothingWasTold(app: RunningApp, desktop: FakeDesktop): void {
  expect(app.lines().filter((line) => line.startsWith('alert'))).toEqual([])
  expect(desktop.notifications.shown).toEqual([])
}
