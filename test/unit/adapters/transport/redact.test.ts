import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redact } from '../../../../src/adapters/transport/redact.ts'

describe('redacting the words of the far side', () => {
  it.each([
    ['Authorization: Bearer abcdef123', 'abcdef123'],
    ['{"access_token":"s3cr3t-value"}', 's3cr3t-value'],
    ['client_secret=s3cr3t-value&x=1', 's3cr3t-value'],
    ['{"token": "short"', 'short'],
    ['seen eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJkZW1vIn0.c2ln in the log', 'eyJhbGci'],
    ['at https://user:pass@example.com/x', 'user:pass'],
    ['Token 0123456789abcdef', '0123456789abcdef'],
    [`key ${'a1'.repeat(30)}`, 'a1a1a1']
  ])('takes the secret out of %s', (text, secret) => {
    expect(redact(text)).not.toContain(secret)
  })

  it.each(['Invalid credentials (Appkey)', 'The token given is invalid', 'Token expired'])(
    'keeps the words of %s',
    (words) => {
      expect(redact(words)).toBe(words)
    }
  )

  it('shows a web page as one line of text', () => {
    expect(redact('<html><script>var a="<b>"</script><h1>Sign\n in</h1> here</html>')).toBe('Sign in here')
  })

  it('is never longer than 200 characters', () => {
    expect(redact('word '.repeat(1000))).toHaveLength(200)
  })

  it('never repeats a secret it was told in another form: escaped, encoded, or both', () => {
    const secret = `Pass"w\\o&d %+/=<x>'é9`
    const body = JSON.stringify({ secret_key: secret })
    for (const told of [
      encodeURIComponent(secret),
      encodeURIComponent(body),
      new URLSearchParams({ who: secret }).toString(),
      JSON.stringify(body),
      Buffer.from(`x: ${secret}`).toString('base64'),
      Buffer.from(secret).toString('hex'),
      secret.replace(/[&<>"']/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? '&#39;')
    ]) {
      const said = redact(`not understood: ${told}`, [secret])
      expect(said).not.toMatch(/Pass|o%26d|Buc3|50617373/)
      expect(said).toContain('not understood')
    }
  })

  it('never repeats a secret it was told, wherever it stands', () => {
    fc.assert(
      fc.property(fc.string(), fc.stringMatching(/^[a-z]{4,12}-[a-z]{4,12}$/), fc.string(), (before, secret, after) => {
        expect(redact(before + secret + after, [secret])).not.toContain(secret)
      })
    )
  })
})
