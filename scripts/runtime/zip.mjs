import fs from 'node:fs'
import path from 'node:path'
import { inflateRawSync } from 'node:zlib'

// A reader for plain zip archives (stored and deflated entries, modes, symbolic links), so that no unzip need be installed.
// Layout: PKWARE APPNOTE 4.3, https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
const END = { signature: Buffer.from('PK\x05\x06', 'latin1'), bytes: 22, maxComment: 65_535 }
const ENTRY_SIGNATURE = 0x02014b50
const TYPE_MASK = 0o170000
const SYMLINK = 0o120000
const DEFLATED = 8

function reader(fd) {
  return (position, length) => {
    const buffer = Buffer.allocUnsafe(length)
    for (let done = 0; done < length;) {
      const count = fs.readSync(fd, buffer, done, length - done, position + done)
      if (count === 0) throw new Error('zip: ends too early')
      done += count
    }
    return buffer
  }
}

function readDirectory(read, size) {
  const tailBytes = Math.min(size, END.bytes + END.maxComment)
  const tail = read(size - tailBytes, tailBytes)
  const end = tail.lastIndexOf(END.signature)
  if (end < 0) throw new Error('zip: no end record')
  const offset = tail.readUInt32LE(end + 16)
  if (offset === 0xffffffff) throw new Error('zip: zip64 is not supported')
  return read(offset, tail.readUInt32LE(end + 12))
}

function* entries(directory) {
  for (let at = 0; at < directory.length;) {
    if (directory.readUInt32LE(at) !== ENTRY_SIGNATURE) throw new Error('zip: damaged directory')
    const nameBytes = directory.readUInt16LE(at + 28)
    yield {
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      mode: directory.readUInt32LE(at + 38) >>> 16,
      headerAt: directory.readUInt32LE(at + 42),
      name: directory.toString('utf8', at + 46, at + 46 + nameBytes)
    }
    at += 46 + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
}

function contents(read, entry) {
  const header = read(entry.headerAt, 30)
  const packed = read(entry.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28), entry.packedBytes)
  return entry.method === DEFLATED ? inflateRawSync(packed) : packed
}

/** Unpacks into `folder`. `rename` answers the path inside it, or null for what stays packed. */
export function unzip(file, folder, rename) {
  const fd = fs.openSync(file)
  try {
    const read = reader(fd)
    for (const entry of entries(readDirectory(read, fs.fstatSync(fd).size))) {
      const name = rename(entry.name)
      if (name === null) continue
      const target = path.resolve(folder, name)
      if (target !== folder && !target.startsWith(folder + path.sep))
        throw new Error(`zip: ${entry.name} leaves the folder`)
      if (entry.name.endsWith('/')) {
        fs.mkdirSync(target, { recursive: true })
        continue
      }
      fs.mkdirSync(path.dirname(target), { recursive: true })
      const data = contents(read, entry)
      if ((entry.mode & TYPE_MASK) === SYMLINK) fs.symlinkSync(data.toString(), target)
      else fs.writeFileSync(target, data, { mode: entry.mode & 0o777 || 0o644 })
    }
  } finally {
    fs.closeSync(fd)
  }
}
