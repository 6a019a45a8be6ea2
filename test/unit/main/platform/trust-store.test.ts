import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createProblemDesk } from '../../../../src/main/app/problem-desk.ts'
import { readCaFile } from '../../../../src/main/platform/ca-file.ts'
import { createTrustStore, systemCertificates } from '../../../../src/main/platform/trust-store.ts'
import { createAuthority } from '../../../fakes/certificates.ts'
import { silentLogger } from '../../../fakes/silent-logger.ts'
import { aFolder } from './a-folder.ts'

const company = createAuthority()
const subsidiary = createAuthority('Subsidiary CA')

function fileOf(text: string): string {
  const file = join(aFolder(), 'authorities.pem')
  writeFileSync(file, text)
  return file
}

describe('a file of certificate authorities', () => {
  it('may hold several, with anything said between them', () => {
    const read = readCaFile(fileOf(`# ours\r\n${company.cert}\n# theirs\n${subsidiary.cert}`))
    expect(read).toEqual({ ok: true, value: [company.cert.trim(), subsidiary.cert.trim()] })
  })

  it.each([
    ['', /no certificate/],
    ['not a certificate', /no certificate/],
    [company.issue('x.test').key + company.cert, /private key/],
    [
      company.cert.replace('MII', 'AAA').slice(0, 200) + '\n-----END CERTIFICATE-----\n',
      /certificate 1 in it is damaged/
    ],
    [`${company.cert}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`, /certificate 2 in it is damaged/]
  ])('is refused for what is in it, without telling it (%#)', (text, why) => {
    const read = readCaFile(fileOf(text))
    expect(read.ok ? '' : read.failure).toMatch(why)
    expect(JSON.stringify(read)).not.toMatch(/AAAA|MII/)
  })

  it('is refused when it is no file at all, or not where it would be found again', () => {
    const folder = aFolder()
    mkdirSync(join(folder, 'sub'))
    expect(readCaFile(join(folder, 'sub'))).toEqual({ ok: false, failure: 'it is not a file' })
    expect(readCaFile(join(folder, 'absent'))).toEqual({ ok: false, failure: "it can't be read: ENOENT" })
    expect(readCaFile('authorities.pem')).toEqual({ ok: false, failure: 'the path must be absolute' })
    expect(readCaFile(fileOf(company.cert + ' '.repeat(4 * 1024 * 1024)))).toMatchObject({ ok: false })
  })
})

function openStore(system: () => readonly string[] = () => []) {
  const problems = createProblemDesk({ wallMs: () => 0, changed: () => undefined })
  const setting: { caFile: string | null } = { caFile: null }
  const store = createTrustStore({ caFile: () => setting.caFile, system, problems, logger: silentLogger })
  return { store, setting, codes: () => problems.list().map(({ code, params }) => [code, params['detail']]) }
}

describe('what the live socket trusts', () => {
  it("is the runtime's own choice while neither the system nor a file adds to it", () => {
    expect(openStore().store.certificates()).toBeUndefined()
  })

  it("is the system's certificates, asked for once, and those of the file", () => {
    let asked = 0
    const { store, setting } = openStore(() => {
      asked += 1
      return [subsidiary.cert]
    })
    expect(store.certificates()).toEqual([subsidiary.cert])
    setting.caFile = fileOf(company.cert)
    const both = store.certificates()
    expect(both).toEqual([subsidiary.cert, company.cert.trim()])
    expect(store.certificates()).toBe(both)
    expect(asked).toBe(1)
  })

  it('follows the file as it changes, and says when it can not be used, until it can', () => {
    const { store, setting, codes } = openStore()
    const file = fileOf(company.cert)
    setting.caFile = file
    expect(store.certificates()).toHaveLength(1)
    rmSync(file)
    expect(store.certificates()).toBeUndefined()
    expect(codes()).toEqual([['caFileUnusable', "it can't be read: ENOENT"]])
    writeFileSync(file, company.cert + subsidiary.cert)
    expect(store.certificates()).toHaveLength(2)
    expect(codes()).toEqual([])
  })

  it('goes on without a system that can not be asked', () => {
    const { store } = openStore(() => {
      throw new Error('no keychain')
    })
    expect(store.certificates()).toBeUndefined()
  })

  it('asks the system only where the runtime can', () => {
    expect(Array.isArray(systemCertificates())).toBe(true)
  })
})
