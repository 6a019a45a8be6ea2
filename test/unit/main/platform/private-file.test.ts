import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { errorCode, setFileAside, writePrivateFile } from '../../../../src/main/platform/private-file.ts'
import { currentSystem } from '../../../../src/main/platform/system.ts'
import { aFolder } from './a-folder.ts'

it('a private file is replaced whole, for this user only, with nothing left beside it', () => {
  const file = join(aFolder(), 'x.json')
  writeFileSync(file, 'an old text that is longer', { mode: 0o644 })
  writeFileSync(`${file}.new`, 'left by a crash')
  writePrivateFile(file, 'new')
  expect(readFileSync(file, 'utf8')).toBe('new')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(join(file, '..'))).toEqual(['x.json'])
})

it('a failed write leaves the old text and no rest', () => {
  const folder = aFolder()
  mkdirSync(join(folder, 'target', 'full'), { recursive: true })
  expect(() => writePrivateFile(join(folder, 'target'), 'new')).toThrow()
  expect(readdirSync(folder)).toEqual(['target'])
})

it('files set aside in the same second get names of their own', () => {
  const file = join(aFolder(), 'x.json')
  const names = [1, 2, 3].map((text) => {
    writeFileSync(file, String(text))
    return setFileAside(file, 0)
  })
  expect(names.map((name) => readFileSync(name, 'utf8'))).toEqual(['1', '2', '3'])
  expect(names[2]).toMatch(/x\.damaged-19700101T000000Z-3\.json$/)
})

it('an error without a code is told by its words', () => {
  expect([errorCode(Object.assign(new Error('x'), { code: 'EIO' })), errorCode(new Error('x'))]).toEqual([
    'EIO',
    'Error: x'
  ])
})

it('every platform is one of three systems', () => {
  expect(['win32', 'darwin', 'linux', 'freebsd'].map(currentSystem)).toEqual(['windows', 'macos', 'linux', 'linux'])
})
