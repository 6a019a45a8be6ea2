import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CspEvaluator } from 'csp_evaluator/dist/evaluator.js'
import { CspParser } from 'csp_evaluator/dist/parser.js'
import { describe, expect, it } from 'vitest'
import { createAssetServer, pageUrl, registerAppScheme } from '../../../../src/main/platform/app-protocol.ts'
import { aFolder } from './a-folder.ts'

/** As strict as the grammar of the standard: every directive once, its name and values made of allowed signs only. */
function parsePolicy(header: string): ReadonlyMap<string, readonly string[]> {
  expect(header).toMatch(/^[\x21-\x7e ]+$/)
  expect(header).not.toContain(',')
  const directives = new Map<string, readonly string[]>()
  for (const part of header.split(';')) {
    const [name, ...values] = part.trim().split(' ')
    expect(name).toMatch(/^[a-z-]+$/)
    expect(directives.has(name!), `${name!} is given twice`).toBe(false)
    expect(values.every((value) => value !== '')).toBe(true)
    directives.set(name!, values)
  }
  return directives
}

async function servedHeaders(path?: string): Promise<Headers> {
  const root = aFolder()
  mkdirSync(join(root, 'assets'))
  writeFileSync(join(root, 'main.html'), '<meta name="style-nonce" content="__STYLE_NONCE__">')
  writeFileSync(join(root, 'assets', 'app.js'), 'export {}')
  const url = path === undefined ? pageUrl('main') : `floorwatch-app://app/${path}`
  return (await createAssetServer(root)({ method: 'GET', url })).headers
}
const policyOf = (headers: Headers): string => headers.get('content-security-policy') ?? ''

describe('the policy of a served page, read strictly', () => {
  it('is this and nothing more', async () => {
    const policy = parsePolicy(policyOf(await servedHeaders()))
    const { 'style-src': style, ...rest } = Object.fromEntries(policy)
    expect(rest).toEqual({
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'img-src': ["'self'", 'data:'],
      'media-src': ["'self'"],
      'font-src': ["'self'"],
      'connect-src': ["'none'"],
      'object-src': ["'none'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
      'require-trusted-types-for': ["'script'"],
      'trusted-types': ['default']
    })
    expect(style).toEqual(["'self'", expect.stringMatching(/^'nonce-[A-Za-z0-9+/]{22}=='$/)])
  })

  it('has no weakness that the evaluator knows, but for one that asks whether we host what others upload', async () => {
    const findings = new CspEvaluator(new CspParser(policyOf(await servedHeaders())).csp).evaluate()
    expect(findings.map(({ directive, value }) => [directive, value])).toEqual([['script-src', "'self'"]])
    expect(findings[0]?.description).toContain('user uploaded files')
  })

  it('would be found weak by the same evaluator with one unsafe source more', async () => {
    const weak = policyOf(await servedHeaders()).replace("script-src 'self'", "script-src 'self' 'unsafe-inline' *")
    expect(new CspEvaluator(new CspParser(weak).csp).evaluate().length).toBeGreaterThan(2)
  })
})

describe('every answer of our scheme', () => {
  it.each([undefined, 'assets/app.js', 'missing.js'])(
    'forbids guessing types and telling where it was read: %s',
    async (path) => {
      const headers = await servedHeaders(path)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('access-control-allow-origin')).toBeNull()
    }
  )

  it('that is not found may do nothing at all', async () => {
    expect(policyOf(await servedHeaders('missing.js'))).toBe("default-src 'none'")
  })
})

it('our scheme is a standard and secure one, and has no right that a page of the web has not', () => {
  const given: unknown[] = []
  registerAppScheme({ registerSchemesAsPrivileged: (schemes) => given.push(schemes) })
  const privileges = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true }
  expect(given).toEqual([[{ scheme: 'floorwatch-app', privileges }]])
})
