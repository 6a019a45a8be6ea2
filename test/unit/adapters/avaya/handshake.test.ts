import { expect, it } from 'vitest'
import { authenticationMessage, readAuthenticationReply } from '../../../../src/adapters/avaya/handshake.ts'
import { renamed, wire, wireText } from './wire.ts'

it("the first message is the documents' own", () => {
  const { subscriptionId, token } = wire('avaya/authentication.json')
  expect(JSON.parse(authenticationMessage(String(subscriptionId), String(token)))).toEqual(
    wire('avaya/authentication.json')
  )
})

it("reads the documents' reply", () => {
  expect(readAuthenticationReply(wireText('avaya/authentication-response.json'))).toBe('CONNECTION_CONFIRMED')
})

it.each(['event', 'status'])('takes no reply whose %s has another name', (field) => {
  expect(
    readAuthenticationReply(JSON.stringify(renamed(wire('avaya/authentication-response.json'), field)))
  ).toBeUndefined()
})

it.each([
  ['AUTHENTICATION_RESPONSE', 'connection_failed_invalid_token', 'CONNECTION_FAILED_INVALID_TOKEN'],
  ['AuthenticationResponse', 'ConnectionFailedUnknownSubscription', 'CONNECTION_FAILED_UNKNOWN_SUBSCRIPTION'],
  ['authenticationResponse', 'CONNECTION_POSTPONED', 'unknown'],
  ['somethingElse', 'CONNECTION_CONFIRMED', undefined]
])('event %s with %s is %s', (event, status, expected) => {
  expect(readAuthenticationReply(JSON.stringify({ event, status }))).toBe(expected)
})

it.each(['', '[]', '{"event":1,"status":2}', '<html>'])('%j is no reply', (text) => {
  expect(readAuthenticationReply(text)).toBeUndefined()
})
