import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAssetServer, pageUrl } from '../../../../src/main/platform/app-protocol.ts'
import { resolveAsset } from '../../../../src/main/platform/app-protocol-path.ts'

let dir: string
let root: string
let locale = 'en'
let serve: ReturnType<typeof createAssetServer>
const get = (url: string) => serve({ method: 'GET', url })

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'floorwatch-assets-'))
  root = join(dir, 'renderer')
  mkdirSync(join(root, 'assets'), { recursive: true })
  writeFileSync(join(root, 'main.html'), '<html lang="en"><meta name="style-nonce" content="__STYLE_NONCE__">')
  writeFileSync(join(root, 'assets', 'app.js'), 'export {}')
  writeFileSync(join(root, 'notes.txt'), 'not a type we serve')
  writeFileSync(join(dir, 'outside.js'), 'secret')
  symlinkSync(join(dir, 'outside.js'), join(root, 'assets', 'link.js'))
  let count = 0
  serve = createAssetServer(
    root,
    () => locale,
    () => `nonce${++count}`
  )
})
afterAll(() => rmSync(dir, { recursive: true }))

describe('a page', () => {
  it('comes with the policy and a nonce of its own on every load', async () => {
    const seen = new Set<string>()
    for (let load = 0; load < 2; load += 1) {
      const answer = await get(pageUrl('main'))
      const nonce = /content="(nonce\d)"/.exec(await answer.text())?.[1] ?? 'none'
      expect(answer.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`)
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(answer.headers.get('cache-control')).toBe('no-store')
      seen.add(nonce)
    }
    expect(seen.size).toBe(2)
  })

  it('is told its language, and nothing that could be markup', async () => {
    const langOf = async (): Promise<string | undefined> =>
      /^<html lang="([^"]*)"><meta/.exec(await (await get(pageUrl('main'))).text())?.[1]
    expect(await langOf()).toBe('en')
    locale = 'fi-FI'
    expect(await langOf()).toBe('fi-FI')
    locale = 'fi"><script>'
    expect(await langOf()).toBe('fiscript')
    locale = 'en'
  })

  it('gets 128 random bits by default', async () => {
    const real = createAssetServer(root)
    const nonces = new Set<string>()
    for (let load = 0; load < 50; load += 1) {
      const text = await (await real({ method: 'GET', url: pageUrl('main') })).text()
      const nonce = /content="([^"]+)"/.exec(text)?.[1] ?? ''
      expect(Buffer.from(nonce, 'base64')).toHaveLength(16)
      nonces.add(nonce)
    }
    expect(nonces.size).toBe(50)
  })
})

describe('a file', () => {
  it('is served with its type and is never sniffed', async () => {
    const answer = await get('floorwatch-app://app/assets/app.js?v=1#x')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await answer.text()).toBe('export {}')
  })

  it.each([
    'floorwatch-app://app/missing.js',
    'floorwatch-app://app/',
    'floorwatch-app://app/assets',
    'floorwatch-app://app/notes.txt',
    'floorwatch-app://app/assets/link.js',
    'floorwatch-app://app/../outside.js',
    'floorwatch-app://app/%2e%2e/outside.js',
    'floorwatch-app://app/..%2foutside.js',
    'floorwatch-app://app/%252e%252e/outside.js',
    'floorwatch-app://app/..%5coutside.js',
    'floorwatch-app://app/assets%00/app.js',
    'floorwatch-app://app//etc/app.js',
    'floorwatch-app://other/main.html',
    'floorwatch-app://user@app/main.html',
    'floorwatch-app://app:1/main.html',
    'https://app/main.html',
    'file:///main.html',
    'nonsense'
  ])('is not found at %s', async (url) => {
    const answer = await get(url)
    expect(answer.status).toBe(404)
    expect(await answer.text()).toBe('not found')
  })

  it('is read, never written', async () => {
    expect((await serve({ method: 'POST', url: pageUrl('main') })).status).toBe(404)
  })

  it('never lies outside the folder, however its address is written', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '%2e%2e',
        '%2E.',
        '..%2f',
        '..%5c',
        '\\',
        '%00',
        '%',
        'C:',
        'app.js',
        '//',
        '%c0%ae',
        '~'
      ),
      fc.string({ maxLength: 8 }),
      fc.webPath()
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.constantFrom('', '.js', '.html'), (pieces, end) => {
        const asset = resolveAsset(root, `floorwatch-app://app/${pieces.join('/')}${end}`)
        if (!asset) return true
        return asset.file === resolve(asset.file) && !relative(root, asset.file).startsWith('..')
      }),
      { numRuns: 20_000 }
    )
  })
})
