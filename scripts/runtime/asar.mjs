/**
 * The bytes of an asar archive with `files` (name → text) at its top level. Layout: two pickled numbers (size of the header,
 * of its text), the header as JSON padded to four bytes, then the files. https://github.com/electron/asar#format
 */
export function asar(files) {
  const bodies = Object.entries(files).map(([name, text]) => ({ name, body: Buffer.from(text) }))
  const header = { files: {} }
  let offset = 0
  for (const { name, body } of bodies) {
    header.files[name] = { size: body.length, offset: String(offset) }
    offset += body.length
  }
  const json = Buffer.from(JSON.stringify(header))
  const padding = Buffer.alloc((4 - (json.length % 4)) % 4)
  const sizes = Buffer.alloc(16)
  sizes.writeUInt32LE(4, 0)
  sizes.writeUInt32LE(8 + json.length + padding.length, 4)
  sizes.writeUInt32LE(4 + json.length + padding.length, 8)
  sizes.writeUInt32LE(json.length, 12)
  return Buffer.concat([sizes, json, padding, ...bodies.map(({ body }) => body)])
}
