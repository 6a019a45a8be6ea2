import { describe, expect, it } from 'vitest'
import { classifyNetworkError } from '../../../../src/adapters/transport/network-failure.ts'

const coded = (code: string, message = ''): Error => Object.assign(new Error(message), { code })

describe('naming what broke', () => {
  it.each([
    ['ENOTFOUND', 'dns'],
    ['EAI_AGAIN', 'dns'],
    ['ECONNREFUSED', 'unreachable'],
    ['ECONNRESET', 'unreachable'],
    ['EHOSTUNREACH', 'unreachable'],
    ['ENETDOWN', 'offline'],
    ['ETIMEDOUT', 'timeout'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tlsUntrusted'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tlsUntrusted'],
    ['CERT_HAS_EXPIRED', 'tlsUntrusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tlsUntrusted'],
    ['EPROTO', 'tlsUntrusted'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tlsOutdated'],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', 'tlsOutdated'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'tlsClientCertificate'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'unexpectedAnswer'],
    ['HPE_INVALID_CONSTANT', 'unexpectedAnswer']
  ])("reads Node's %s as %s", (code, expected) => {
    expect(classifyNetworkError(new TypeError('fetch failed', { cause: coded(code) })).code).toBe(expected)
  })

  it.each([
    ['net::ERR_NAME_NOT_RESOLVED', 'dns'],
    ['net::ERR_CONNECTION_REFUSED', 'unreachable'],
    ['net::ERR_INTERNET_DISCONNECTED', 'offline'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'tlsUntrusted'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'unexpectedAnswer'],
    ['net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED', 'tlsClientCertificate'],
    ['net::ERR_BAD_SSL_CLIENT_AUTH_CERT', 'tlsClientCertificate'],
    ['net::ERR_PROXY_CONNECTION_FAILED', 'proxyUnreachable'],
    ['net::ERR_TUNNEL_CONNECTION_FAILED', 'proxyRefused'],
    ['net::ERR_PROXY_CERTIFICATE_INVALID', 'proxyUnreachable'],
    ['net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH', 'tlsOutdated'],
    ['net::ERR_PROXY_AUTH_UNSUPPORTED', 'proxyLogin'],
    ['net::ERR_TIMED_OUT', 'timeout'],
    ['Redirect was cancelled', 'redirected']
  ])("reads Chromium's %s as %s", (message, expected) => {
    expect(classifyNetworkError(new Error(message)).code).toBe(expected)
  })

  it('looks into the several addresses that were tried', () => {
    const error = new AggregateError([coded('ECONNREFUSED', 'connect ECONNREFUSED ::1'), coded('ENOTFOUND')])
    expect(classifyNetworkError(error).code).toBe('dns')
  })

  it('ends on causes that point at themselves', () => {
    const error = new Error('loop')
    error.cause = error
    expect(classifyNetworkError(error).code).toBe('unreachable')
  })
})
