const DIRECTORY = 6
const ENTRY = 16
const BITMAP_HEADER = 40

/** One picture as Windows keeps it: a bitmap from the lowest line up, then a mask of one bit a pixel that alpha makes needless. */
function bitmapOf({ sizePx, pixels }) {
  const maskLine = Math.ceil(sizePx / 32) * 4
  const bytes = Buffer.alloc(BITMAP_HEADER + sizePx * sizePx * 4 + maskLine * sizePx)
  bytes.writeUInt32LE(BITMAP_HEADER, 0)
  bytes.writeInt32LE(sizePx, 4)
  // Picture and mask together.
  bytes.writeInt32LE(sizePx * 2, 8)
  bytes.writeUInt16LE(1, 12)
  bytes.writeUInt16LE(32, 14)
  bytes.writeUInt32LE(sizePx * sizePx * 4, 20)
  for (let y = 0; y < sizePx; y += 1) {
    for (let x = 0; x < sizePx; x += 1) {
      const from = (y * sizePx + x) * 4
      const to = BITMAP_HEADER + ((sizePx - 1 - y) * sizePx + x) * 4
      for (const [at, channel] of [2, 1, 0, 3].entries()) bytes[to + at] = pixels[from + channel]
    }
  }
  return bytes
}

/** An ICO file of square pictures, at most 255 px: `pixels` are red, green, blue, alpha, not premultiplied. */
export function icoOf(pictures) {
  const bitmaps = pictures.map(bitmapOf)
  const head = Buffer.alloc(DIRECTORY + ENTRY * pictures.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let offset = head.length
  for (const [index, { sizePx }] of pictures.entries()) {
    const at = DIRECTORY + ENTRY * index
    head.writeUInt8(sizePx, at)
    head.writeUInt8(sizePx, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(bitmaps[index].length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += bitmaps[index].length
  }
  return Buffer.concat([head, ...bitmaps])
}
