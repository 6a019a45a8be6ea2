import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createFileDialogs } from '../../../../src/main/platform/file-dialogs.ts'
import { aFolder } from './a-folder.ts'

function dialogsThat(choose: string | null) {
  return createFileDialogs({
    showSaveDialog: async () => ({ canceled: choose === null, filePath: choose ?? '' }),
    showOpenDialog: async () => ({ canceled: choose === null, filePaths: choose === null ? [] : [choose] })
  })
}

describe('the dialogs for files', () => {
  it('write what they are given for this user alone, and read it again', async () => {
    const file = join(aFolder(), 'rules.json')
    expect(await dialogsThat(file).save('suggested.json', '{"ä":1}')).toEqual({
      ok: true,
      value: { fileName: 'rules.json' }
    })
    expect(readFileSync(file, 'utf8')).toBe('{"ä":1}')
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(await dialogsThat(file).open()).toEqual({ ok: true, value: { fileName: 'rules.json', text: '{"ä":1}' } })
  })

  it('answer nothing where somebody thinks better of it', async () => {
    expect(await dialogsThat(null).save('x', '')).toEqual({ ok: true, value: null })
    expect(await dialogsThat(null).open()).toEqual({ ok: true, value: null })
  })

  it('say why a file can not be used, and never where it is', async () => {
    const folder = aFolder()
    const missing = join(folder, 'none', 'rules.json')
    const failure = { code: 'file', step: 'ruleFile', detail: 'ENOENT' }
    expect(await dialogsThat(missing).open()).toEqual({ ok: false, failure })
    expect(await dialogsThat(missing).save('x', '{}')).toEqual({ ok: false, failure })
  })

  it('leave what is there whole where it can not be replaced', async () => {
    const file = join(aFolder(), 'rules.json')
    // A folder in the place of the file: the last step fails for every user, root too.
    mkdirSync(file)
    writeFileSync(join(file, 'inside'), 'kept')
    expect(await dialogsThat(file).save('x', '{}')).toMatchObject({ ok: false, failure: { code: 'file' } })
    expect(readFileSync(join(file, 'inside'), 'utf8')).toBe('kept')
    expect(existsSync(`${file}.new`)).toBe(false)
  })
})
