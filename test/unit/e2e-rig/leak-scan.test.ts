import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createLeakScan } from '../../e2e/rig/leak-scan.ts'

const SECRET = `Ca"n\\a&ry %+/=<é>'7Zq🔑`
const scan = createLeakScan({ canary: SECRET })
const formsIn = (text: Buffer | string): string[] => scan.inBytes('here', text).map(({ form }) => form)

const PLANTED: readonly (readonly [string, string | Buffer])[] = [
  ['plain', `before ${SECRET} after`],
  ['JSON', JSON.stringify({ a: [SECRET] })],
  ['JSON in JSON', JSON.stringify({ a: JSON.stringify({ b: SECRET }) })],
  ['address', `https://h/?q=${encodeURIComponent(SECRET)}&x=1`],
  ['form', new URLSearchParams({ x: '1', client_secret: SECRET }).toString()],
  [
    'entities',
    `<pre>${SECRET.replace(/[&<>"']/g, (one) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": '#39' }[one] ?? ''};`)}</pre>`
  ],
  ['hex', Buffer.from(`x${SECRET}x`).toString('hex')],
  ['HEX', Buffer.from(SECRET).toString('hex').toUpperCase()],
  ['UTF-16', Buffer.from(`x${SECRET}`, 'utf16le')],
  ['UTF-16, big end first', Buffer.from(`x${SECRET}`, 'utf16le').swap16()]
]

describe('the search for leaks finds a secret', () => {
  for (const [form, text] of PLANTED) {
    it(`as ${form}`, () => {
      expect(formsIn(text)).toContain(form)
    })
  }

  it('in base64 wherever it begins, with anything before and after it', () => {
    for (const before of ['', 'u', 'us', 'user:', 'user::']) {
      for (const after of ['', 'x', '","more":1}']) {
        const bytes = Buffer.from(before + SECRET + after)
        expect(formsIn(bytes.toString('base64')).some((form) => form.startsWith('base64 '))).toBe(true)
        expect(formsIn(bytes.toString('base64url')).some((form) => /^base64 .*in an address$/.test(form))).toBe(true)
      }
    }
  })

  it('in base64 of a body that has it in JSON or in a form', () => {
    const inBase64 = (text: string): string[] => formsIn(Buffer.from(text).toString('base64'))
    expect(inBase64(JSON.stringify({ secret: SECRET })).join()).toContain('base64 of JSON')
    expect(inBase64(new URLSearchParams({ a: SECRET }).toString()).join()).toContain('base64 of a form')
    expect(formsIn(encodeURIComponent(JSON.stringify({ secret: SECRET })))).toContain('JSON in an address')
  })

  it('in an address written in small letters, and with every byte escaped', () => {
    expect(formsIn(encodeURIComponent(SECRET).toLowerCase().replace('ca%', 'Ca%').replace('7zq', '7Zq'))).toContain(
      'address, lower case'
    )
    const every = Array.from(Buffer.from(SECRET), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
    expect(formsIn(every)).toContain('address, every byte')
  })

  it('in any file below a folder, and says in which, without quoting it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'floorwatch-scan-'))
    mkdirSync(join(folder, 'a', 'b'), { recursive: true })
    writeFileSync(
      join(folder, 'a', 'b', 'leveldb.log'),
      Buffer.concat([Buffer.alloc(5_000), Buffer.from(SECRET, 'utf16le')])
    )
    writeFileSync(join(folder, 'clean.txt'), 'nothing here')
    const { searched, found } = scan.inFolder('profile', folder)
    expect([...searched].sort()).toEqual(['clean.txt', 'leveldb.log'])
    expect(found).toEqual([{ where: 'profile: a/b/leveldb.log', secret: 'canary', form: 'UTF-16' }])
    expect(JSON.stringify(found)).not.toContain('7Zq')
  })
})

describe('it is not fooled:', () => {
  it('what is clean stays clean, nearly the same text too', () => {
    expect(formsIn(`${SECRET.slice(0, -3)} ${SECRET.slice(2)} canary`)).toEqual([])
  })

  it('it looks for nothing that is too short or not there', () => {
    expect(() => createLeakScan({ short: 'abc' })).toThrow('too short to be looked for: short')
    expect(() => createLeakScan({})).toThrow('no secret')
  })
})
