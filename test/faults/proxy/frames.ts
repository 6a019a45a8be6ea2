import { createHash } from 'node:crypto'

/** RFC 6455, section 5.2: as much of it as is needed to look at frames on their way and to make some. */
export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const
export type FrameType = keyof typeof OPCODE

const NAMES = new Map<number, FrameType>(Object.entries(OPCODE).map(([name, code]) => [code, name as FrameType]))
const ACCEPT_SALT = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

export interface WsFrame {
  readonly type: FrameType
  readonly fin: boolean
  /** Unmasked. */
  readonly payload: Buffer
  /** As it came: what is passed on when nobody changed it. */
  readonly raw: Buffer
}

/** The answer to a client's `Sec-WebSocket-Key`. */
export function acceptKey(key: string): string {
  return createHash('sha1').update(`${key}${ACCEPT_SALT}`).digest('base64')
}

/** Masking is its own inverse. */
function masked(payload: Buffer, key: Buffer): Buffer {
  return Buffer.from(payload.map((byte, index) => byte ^ (key[index % 4] ?? 0)))
}

/** `toServer`: masked, as clients must. */
export function encodeFrame(type: FrameType, payload: Buffer | string, toServer: boolean): Buffer {
  const body = typeof payload === 'string' ? Buffer.from(payload) : payload
  const size =
    body.length < 126
      ? Buffer.from([body.length])
      : body.length < 65_536
        ? Buffer.from([126, body.length >> 8, body.length & 0xff])
        : Buffer.concat([Buffer.from([127, 0, 0, 0, 0]), uint32(body.length)])
  size[0] = (size[0] ?? 0) | (toServer ? 0x80 : 0)
  const key = Buffer.from([0x1a, 0x2b, 0x3c, 0x4d])
  const content = toServer ? [key, masked(body, key)] : [body]
  return Buffer.concat([Buffer.from([0x80 | OPCODE[type]]), size, ...content])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

export function closePayload(code: number, reason = ''): Buffer {
  return Buffer.concat([Buffer.from([code >> 8, code & 0xff]), Buffer.from(reason)])
}

/** Cuts a stream of bytes, however it is sliced, into its frames. */
export function createFrameSplitter(): (bytes: Buffer) => readonly WsFrame[] {
  let rest = Buffer.alloc(0)

  function take(): WsFrame | undefined {
    if (rest.length < 2) return undefined
    const [first = 0, second = 0] = rest
    let at = 2
    let length = second & 0x7f
    if (length === 126) {
      if (rest.length < 4) return undefined
      length = rest.readUInt16BE(2)
      at = 4
    } else if (length === 127) {
      if (rest.length < 10) return undefined
      length = Number(rest.readBigUInt64BE(2))
      at = 10
    }
    const keyAt = at
    if ((second & 0x80) !== 0) at += 4
    if (rest.length < at + length) return undefined
    const body = rest.subarray(at, at + length)
    const payload = at > keyAt ? masked(body, rest.subarray(keyAt, at)) : Buffer.from(body)
    const raw = Buffer.from(rest.subarray(0, at + length))
    rest = rest.subarray(at + length)
    return { type: NAMES.get(first & 0x0f) ?? 'continuation', fin: (first & 0x80) !== 0, payload, raw }
  }

  return (bytes) => {
    rest = Buffer.concat([rest, bytes])
    const frames: WsFrame[] = []
    for (let frame = take(); frame; frame = take()) frames.push(frame)
    return frames
  }
}
