import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { isIP } from 'node:net'
import { bits, der, octets, oid, sequence, serialNumber, setOf, small, text, time, yes } from './der.ts'

/** What a TLS server needs, PEM. */
export interface Identity {
  readonly cert: string
  readonly key: string
}

export interface Authority {
  /** What others must trust, PEM. */
  readonly cert: string
  issue(host: string, validity?: Validity): Identity
}

interface Validity {
  readonly notBefore: Date
  readonly notAfter: Date
}

interface Keys {
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
}

interface Certificate {
  readonly subject: string
  readonly issuer: string
  readonly validity: Validity
  readonly publicKey: KeyObject
  readonly signedBy: KeyObject
  readonly extensions: readonly Buffer[]
}

const DAY_MS = 86_400_000
const ECDSA_SHA256 = sequence(oid('1.2.840.10045.4.3.2'))
const COMMON_NAME = oid('2.5.4.3')
const SERVER_AUTH = oid('1.3.6.1.5.5.7.3.1')

const around = (fromDays: number, toDays: number): Validity => ({
  notBefore: new Date(Date.now() + fromDays * DAY_MS),
  notAfter: new Date(Date.now() + toDays * DAY_MS)
})
const NOW = around(-1, 30)
export const EXPIRED = around(-30, -1)

const newKeys = (): Keys => generateKeyPairSync('ec', { namedCurve: 'P-256' })
const keyPem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString()
const named = (name: string): Buffer => sequence(setOf(sequence(COMMON_NAME, text(name))))

/** RFC 5280, version 3. */
function certificate({ subject, issuer, validity, publicKey, signedBy, extensions }: Certificate): string {
  const content = sequence(
    der(0xa0, small(2)),
    serialNumber(randomBytes(8)),
    ECDSA_SHA256,
    named(issuer),
    sequence(time(validity.notBefore), time(validity.notAfter)),
    named(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions))
  )
  const whole = sequence(content, ECDSA_SHA256, bits(sign('sha256', content, signedBy)))
  const lines = whole.toString('base64').replace(/.{1,64}/g, '$&\n')
  return `-----BEGIN CERTIFICATE-----\n${lines}-----END CERTIFICATE-----\n`
}

const extension = (id: string, value: Buffer): Buffer => sequence(oid(id), octets(value))
const critical = (id: string, value: Buffer): Buffer => sequence(oid(id), yes, octets(value))

function hostName(host: string): Buffer {
  const name = isIP(host) === 4 ? der(0x87, Buffer.from(host.split('.').map(Number))) : der(0x82, Buffer.from(host))
  return extension('2.5.29.17', sequence(name))
}

const forServer = (host: string): readonly Buffer[] => [
  critical('2.5.29.15', bits(Buffer.from([0x80]), 7)), // keyUsage: digitalSignature
  extension('2.5.29.37', sequence(SERVER_AUTH)),
  hostName(host)
]

const AN_AUTHORITY = critical('2.5.29.19', sequence(yes)) // basicConstraints
const FOR_AUTHORITY = [
  AN_AUTHORITY,
  critical('2.5.29.15', bits(Buffer.from([0x06]), 1)) // keyUsage: keyCertSign, cRLSign
]

/** A certificate authority of the test's own, as a company has one. */
export function createAuthority(name = 'Company CA'): Authority {
  const root = newKeys()
  const common = { issuer: name, signedBy: root.privateKey }
  return {
    cert: certificate({
      ...common,
      subject: name,
      validity: NOW,
      publicKey: root.publicKey,
      extensions: FOR_AUTHORITY
    }),
    issue(host, validity = NOW) {
      const { publicKey, privateKey } = newKeys()
      const cert = certificate({ ...common, subject: host, validity, publicKey, extensions: forServer(host) })
      return { cert, key: keyPem(privateKey) }
    }
  }
}

/** Signed by nobody but itself, in the form that `openssl req -x509` makes. */
export function selfSigned(host: string): Identity {
  const { publicKey, privateKey } = newKeys()
  const extensions = [AN_AUTHORITY, hostName(host)]
  const cert = certificate({ subject: host, issuer: host, validity: NOW, publicKey, signedBy: privateKey, extensions })
  return { cert, key: keyPem(privateKey) }
}
