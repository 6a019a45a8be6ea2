import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** Section 1.3 of RFC 6455. */
const HANDSHAKE_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
const TEXT_FRAME = 0x81
const LONGEST_SHORT = 125
const EXTENDED_16 = 126

/** Answers the upgrade. From here on the stream carries websocket frames. */
export function acceptUpgrade(request: IncomingMessage, stream: Duplex): void {
  const key = request.headers['sec-websocket-key'] ?? ''
  const accept = createHash('sha1')
    .update(key + HANDSHAKE_GUID)
    .digest('base64')
  stream.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`
  )
}

/** One unmasked text message as it goes over the wire from a server. */
export function textFrame(text: string): Buffer {
  const body = Buffer.from(text)
  if (body.length <= LONGEST_SHORT) return Buffer.concat([Buffer.from([TEXT_FRAME, body.length]), body])
  const head = Buffer.from([TEXT_FRAME, EXTENDED_16, 0, 0])
  head.writeUInt16BE(body.length, 2)
  return Buffer.concat([head, body])
}
