import { describe, expect, it } from 'vitest'
import {
  hostOfUrl,
  isAllowedHttpUrl,
  isAllowedSocketUrl,
  sameOriginLink
} from '../../../../src/adapters/transport/url-policy.ts'

describe('which addresses are used', () => {
  it.each(['https://api.example.com/x', 'http://127.0.0.1:8080/', 'http://localhost', 'http://[::1]:1/'])(
    'allows %s for requests',
    (url) => expect(isAllowedHttpUrl(url)).toBe(true)
  )

  it.each([
    'http://api.example.com/',
    'http://127.0.0.1.example.com/',
    'http://localhost.example.com/',
    'https://user:pass@example.com/',
    'file:///etc/passwd',
    'ws://127.0.0.1/',
    'nonsense'
  ])('refuses %s for requests', (url) => expect(isAllowedHttpUrl(url)).toBe(false))

  it.each(['wss://rt.example.com:443/ws', 'ws://127.0.0.1:1/'])('allows %s for sockets', (url) =>
    expect(isAllowedSocketUrl(url)).toBe(true)
  )

  it.each(['ws://rt.example.com/', 'https://rt.example.com/', 'wss://a@rt.example.com/'])(
    'refuses %s for sockets',
    (url) => expect(isAllowedSocketUrl(url)).toBe(false)
  )

  it('names a host with its port', () => expect(hostOfUrl('http://127.0.0.1:8080/path')).toBe('127.0.0.1:8080'))
})

describe('links to further pages', () => {
  const here = 'https://api.example.com/v1/list?page=1'

  it.each([
    ['https://api.example.com/v1/list?page=2', 'https://api.example.com/v1/list?page=2'],
    ['/v1/list?page=2', 'https://api.example.com/v1/list?page=2'],
    ['?page=2', 'https://api.example.com/v1/list?page=2']
  ])('follows %s', (link, expected) => expect(sameOriginLink(here, link)).toBe(expected))

  it.each([
    'https://evil.example/v1/list?page=2',
    'http://api.example.com/v1/list?page=2',
    'https://api.example.com:8443/v1/list',
    '//evil.example/list',
    'https://api.example.com@evil.example/',
    'https://user@api.example.com/'
  ])('does not follow %s', (link) => expect(sameOriginLink(here, link)).toBeUndefined())
})
