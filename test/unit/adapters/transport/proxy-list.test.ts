import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameOfProxy, parseProxyList } from '../../../../src/adapters/transport/proxy-list.ts'

const DIRECT = { kind: 'direct' }

describe('the ways a PAC answer names', () => {
  it('keeps kind, place and order', () => {
    expect(parseProxyList('PROXY a.corp:3128; HTTPS b.corp:8443; SOCKS5 c.corp:1081; SOCKS d.corp; DIRECT')).toEqual([
      { kind: 'http', host: 'a.corp', port: 3128 },
      { kind: 'https', host: 'b.corp', port: 8443 },
      { kind: 'socks5', host: 'c.corp', port: 1081 },
      { kind: 'socks4', host: 'd.corp', port: 1080 },
      DIRECT
    ])
  })

  it.each([
    ['PROXY a.corp', { kind: 'http', host: 'a.corp', port: 80 }],
    ['https a.corp', { kind: 'https', host: 'a.corp', port: 443 }],
    ['PROXY\t10.0.0.1:8080', { kind: 'http', host: '10.0.0.1', port: 8080 }],
    ['PROXY [2001:db8::1]:8080', { kind: 'http', host: '2001:db8::1', port: 8080 }],
    [' ;; direct ;', DIRECT]
  ])('reads %j', (text, hop) => {
    expect(parseProxyList(text)).toEqual([hop])
  })

  it.each([
    '',
    'QUIC a.corp:443',
    'PROXY',
    'PROXY a.corp:0',
    'PROXY a.corp:65536',
    'PROXY a.corp:80 b.corp:80',
    'PROXY user:password@a.corp:80',
    'PROXY http://a.corp:80',
    'PROXY a.corp:80\r\nHost: x',
    'PROXY a/b:80',
    'DIRECT or not',
    'constructor a.corp:80',
    '__proto__ a.corp:80'
  ])('makes nothing of %j, and above all no direct way', (text) => {
    expect(parseProxyList(text)).toEqual([])
  })

  it('leaves out what it does not understand and keeps the rest', () => {
    expect(parseProxyList('FUTURE x:1; PROXY a.corp:1; PROXY b.corp:99999; DIRECT')).toEqual([
      { kind: 'http', host: 'a.corp', port: 1 },
      DIRECT
    ])
  })

  it('stops at ten ways and at a text no script would write', () => {
    expect(parseProxyList('PROXY a.corp:1;'.repeat(50))).toHaveLength(10)
    expect(parseProxyList(`${' '.repeat(5_000)}DIRECT`)).toEqual([])
  })

  it('never hands out a host or port that could be anything else', () => {
    const part = fc.oneof(
      fc.constantFrom('PROXY', 'SOCKS5', 'DIRECT', ' ', ':', ';', '[', ']', '80', 'a.corp', '\r\n', '@', '/', '%00'),
      fc.string({ maxLength: 4 })
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        for (const hop of parseProxyList(parts.join(''))) {
          if (hop.kind === 'direct') continue
          expect(hop.host).toMatch(/^[A-Za-z0-9._:-]+$/)
          expect(hop.port).toBeGreaterThan(0)
          expect(hop.port).toBeLessThan(65_536)
          expect(new URL(`http://${nameOfProxy(hop)}`).username).toBe('')
        }
      })
    )
  })
})
