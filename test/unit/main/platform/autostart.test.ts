import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createAutostartFile, createLoginItem } from '../../../../src/main/platform/autostart.ts'
import { isEntryOn } from '../../../../src/main/platform/autostart-entry.ts'
import { aFolder } from './a-folder.ts'

const command = {
  program: '/opt/Floor watch/floorwatch',
  args: ['--hidden', '--profile', '/home/jane/100% "$HOME" `x`\\y']
}

function setUp(configDir = aFolder()) {
  const file = join(configDir, 'autostart', 'floorwatch.desktop')
  return { file, autostart: createAutostartFile({ configDir, appName: 'Floorwatch', command }) }
}

describe('starting at login on Linux', () => {
  it('is off until it is asked for; the entry then starts this program, hidden', () => {
    const { file, autostart } = setUp()
    expect(autostart.read()).toEqual({ ok: true, value: { on: false, file } })
    expect(autostart.set(true)).toEqual({ ok: true, value: { on: true, file } })
    const text = readFileSync(file, 'utf8')
    expect(text.split('\n')[0]).toBe('[Desktop Entry]')
    // Quoted once as an argument, the backslashes once more as a text of the file.
    expect(text).toContain(
      'Exec="/opt/Floor watch/floorwatch" "--hidden" "--profile" "/home/jane/100%% \\\\"\\\\$HOME\\\\" \\\\`x\\\\`\\\\\\\\y"\n'
    )
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(autostart.set(false)).toEqual({ ok: true, value: { on: false, file } })
    expect(() => statSync(file)).toThrow('ENOENT')
  })

  it.each([
    ['[Desktop Entry]\nExec=x\n', true],
    ['[Desktop Entry]\nExec=x\nHidden=true\n', false],
    ['[Desktop Entry]\r\nExec=x\r\nX-GNOME-Autostart-enabled = false\r\n', false],
    ['[Desktop Entry]\nExec=x\nHidden=false\nX-GNOME-Autostart-enabled=true\n', true],
    ['[Desktop Entry]\nExec=x\n[Desktop Action y]\nHidden=true\n', true],
    ['[Desktop Entry]\n# Hidden=true\nExec=x\n', true],
    ['[Desktop Entry]\nName=x\n', false],
    ['', false]
  ])('is read back as desktops do: %j', (text, on) => {
    expect(isEntryOn(text)).toBe(on)
  })

  it('is on again after a desktop switched the entry off, when asked for', () => {
    const { file, autostart } = setUp()
    autostart.set(true)
    writeFileSync(file, readFileSync(file, 'utf8').replace('Hidden=false', 'Hidden=true'))
    expect(autostart.read()).toMatchObject({ value: { on: false } })
    expect(autostart.set(true)).toMatchObject({ value: { on: true } })
  })

  it('says which file could not be written, and why', () => {
    const folder = aFolder()
    // Something else has the folder's name: nobody may write there, not even root.
    writeFileSync(join(folder, 'autostart'), '')
    const { file, autostart } = setUp(folder)
    expect(autostart.set(true)).toEqual({
      ok: false,
      failure: {
        code: 'autostart',
        step: 'autostart',
        detail: expect.stringMatching(`${file}: (EEXIST|ENOTDIR)`) as string
      }
    })
  })

  it('says so when a file stands where the folder should be', () => {
    const folder = aFolder()
    writeFileSync(join(folder, 'autostart'), '')
    expect(setUp(folder).autostart.set(true)).toMatchObject({ ok: false, failure: { code: 'autostart' } })
    expect(readFileSync(join(folder, 'autostart'), 'utf8')).toBe('')
  })
})

describe('starting at login elsewhere', () => {
  it('is what the list of the system says after it was set', () => {
    const list = { openAtLogin: false, executableWillLaunchAtLogin: true }
    const asked: unknown[] = []
    const autostart = createLoginItem(
      {
        getLoginItemSettings: () => list as ReturnType<Electron.App['getLoginItemSettings']>,
        setLoginItemSettings: (settings) => {
          asked.push(settings)
          list.openAtLogin = settings.openAtLogin === true
        }
      },
      command
    )
    expect(autostart.read()).toMatchObject({ value: { on: false } })
    expect(autostart.set(true)).toEqual({ ok: true, value: { on: true, file: '' } })
    expect(asked).toEqual([{ openAtLogin: true, enabled: true, path: command.program, args: command.args }])
    // Switched off in the task manager: the entry stays and does nothing.
    list.executableWillLaunchAtLogin = false
    expect(autostart.read()).toMatchObject({ value: { on: false } })
  })
})
