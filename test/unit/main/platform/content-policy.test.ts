import { describe, expect, it } from 'vitest'
import { contentPolicy, withNonce } from '../../../../src/main/platform/content-policy.ts'

const directives = new Map(
  contentPolicy('n0nce')
    .split('; ')
    .map((line) => [line.split(' ')[0], line.split(' ').slice(1)])
)

describe('the content policy', () => {
  it.each(['default-src', 'connect-src', 'object-src', 'base-uri', 'form-action', 'frame-ancestors'])(
    'allows nothing for %s',
    (name) => {
      expect(directives.get(name)).toEqual(["'none'"])
    }
  )

  it('runs scripts of our own files only and holds no unsafe source at all', () => {
    expect(directives.get('script-src')).toEqual(["'self'"])
    expect(contentPolicy('n0nce')).not.toMatch(/unsafe|\*|https?:|blob:/)
  })

  it('lets style tags in by the nonce of this load', () => {
    expect(directives.get('style-src')).toEqual(["'self'", "'nonce-n0nce'"])
  })

  it('demands Trusted Types with the one policy named default', () => {
    expect(directives.get('require-trusted-types-for')).toEqual(["'script'"])
    expect(directives.get('trusted-types')).toEqual(['default'])
  })
})

describe('the nonce', () => {
  it('replaces every placeholder, also with signs that a pattern would read', () => {
    expect(withNonce('<a __STYLE_NONCE__><b __STYLE_NONCE__>', '$&a+/=')).toBe('<a $&a+/=><b $&a+/=>')
  })
})
