import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readStyleNonce } from '../../../../src/renderer/boot/style-nonce.ts'
import { installTrustedTypes, refuseMarkup } from '../../../../src/renderer/boot/trusted-types.ts'

const source = (name: string): string =>
  readFileSync(path.resolve(import.meta.dirname, '../../../../src/renderer', name), 'utf8')
const parsed = (html: string): Document => new DOMParser().parseFromString(html, 'text/html')

describe('the trusted types policy', () => {
  it('is the one named default', () => {
    const names: string[] = []
    installTrustedTypes({ trustedTypes: { createPolicy: (name) => names.push(name) } })
    expect(names).toEqual(['default'])
  })

  it('lets style text through', () => {
    expect(refuseMarkup(':root{--x:1px}')).toBe(':root{--x:1px}')
  })

  it.each(['<img src=x onerror=alert(1)>', 'a < b', '&lt;b&gt;', '</style>'])('refuses %s', (text) => {
    expect(() => refuseMarkup(text)).toThrow(TypeError)
  })

  it('is not missed where there are no trusted types', () => {
    expect(() => installTrustedTypes({})).not.toThrow()
  })
})

describe.each(['main.html', 'panel.html', 'wallboard.html'])('%s', (name) => {
  const page = parsed(source(name))

  it('has a place for the nonce, which counts only when it was filled', () => {
    expect(readStyleNonce(page)).toBe('')
    expect(readStyleNonce(parsed(source(name).replace('__STYLE_NONCE__', 'n0nce')))).toBe('n0nce')
  })

  it('says in the words that its server looks for which language it begins in', () => {
    expect(source(name)).toContain('<html lang="en">')
  })

  it('has no script, style or handler of its own', () => {
    expect([...page.scripts].map((script) => [script.text.trim(), script.type])).toEqual([['', 'module']])
    expect(page.querySelectorAll('style, [style]')).toHaveLength(0)
    const handlers = [...page.querySelectorAll('*')]
      .flatMap((one) => one.getAttributeNames())
      .filter((n) => /^on/.test(n))
    expect(handlers).toEqual([])
  })
})
