import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MenuItemConstructorOptions, Task } from 'electron'
import { describe, expect, it } from 'vitest'
import { createSpeech } from '../../../../src/main/app/speech.ts'
import { offerDesktopActions } from '../../../../src/main/lifecycle/desktop-actions.ts'
import { parseArguments, type Opening } from '../../../../src/main/platform/arguments.ts'
import type { System } from '../../../../src/main/platform/system.ts'

function offered(system: System, isPackaged: boolean) {
  const tasks: Task[] = []
  const dock: MenuItemConstructorOptions[] = []
  const opened: Opening[] = []
  offerDesktopActions({
    system,
    program: '/opt/floorwatch',
    t: createSpeech({ systemLocale: 'en' }).t,
    app: {
      isPackaged,
      getAppPath: () => '/src/floor watch',
      setUserTasks: (set) => tasks.push(...set) > 0
    },
    setDockMenu: (items) => dock.push(...items),
    open: (opening) => opened.push(opening)
  })
  return { tasks, dock, opened }
}

/** What stands in the desktop entry: its groups, each with its lines. */
function desktopEntry(): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const text = readFileSync(join(import.meta.dirname, '../../../../resources/linux/floorwatch.desktop'), 'utf8')
  const groups = new Map<string, Map<string, string>>()
  let present: Map<string, string> = new Map<string, string>()
  for (const line of text.split('\n').filter(Boolean)) {
    const head = /^\[(.+)\]$/.exec(line)
    if (head?.[1] !== undefined) {
      present = new Map()
      groups.set(head[1], present)
    } else present.set(line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1))
  }
  return groups
}

const openingOf = (args: string): unknown => {
  const parsed = parseArguments(args.split(' ').filter(Boolean), '/')
  return parsed.ok ? parsed.value.open : parsed.message
}

describe('desktop actions', () => {
  it('are tasks of the jump list on Windows, each a start that shows one thing', () => {
    const { tasks } = offered('windows', true)
    expect(tasks.map(({ title }) => title)).toEqual(['Show panel', 'Alerts', 'Overview'])
    expect(tasks.map((task) => openingOf(task.arguments))).toEqual(['panel', 'alerts', 'overview'])
  })

  it('name the application folder where it is not packaged', () => {
    const { tasks } = offered('windows', false)
    expect(tasks[0]?.arguments).toBe('"/src/floor watch" --open=panel')
  })

  it('are the menu of the dock on macOS', () => {
    const { dock, opened, tasks } = offered('macos', true)
    for (const { click } of dock) (click as (() => void) | undefined)?.()
    expect(opened).toEqual(['panel', 'alerts', 'overview'])
    expect(tasks).toEqual([])
  })

  it('stand in the desktop entry on Linux, and each is understood by the command line', () => {
    const entry = desktopEntry()
    const main = entry.get('Desktop Entry')
    expect(main?.get('MimeType')).toBe('x-scheme-handler/floorwatch;')
    const actions = main?.get('Actions')?.split(';').filter(Boolean) ?? []
    expect(actions).toEqual(['panel', 'alerts', 'overview'])
    for (const action of actions) {
      const exec = entry.get(`Desktop Action ${action}`)?.get('Exec') ?? ''
      expect(openingOf(exec.replace(/^floorwatch /, ''))).toBe(action)
    }
  })
})
