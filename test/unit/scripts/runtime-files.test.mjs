import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { asar } from '../../../scripts/runtime/asar.mjs'
import { FUSE, setFuses } from '../../../scripts/runtime/fuses.mjs'
import { unzip } from '../../../scripts/runtime/zip.mjs'

let folder
beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), 'floorwatch-runtime-'))))
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }))

/** A zip archive written by the book, for the reader to be checked against. */
function zip(entries) {
  const locals = []
  const directory = []
  let offset = 0
  for (const { name, body = '', mode = 0o100644, deflate = false } of entries) {
    const raw = Buffer.from(body)
    const packed = deflate ? deflateRawSync(raw) : raw
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(name.length, 26)
    locals.push(local, Buffer.from(name), packed)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(deflate ? 8 : 0, 10)
    central.writeUInt32LE(packed.length, 20)
    central.writeUInt16LE(name.length, 28)
    central.writeUInt32LE(mode * 0x10000, 38)
    central.writeUInt32LE(offset, 42)
    directory.push(central, Buffer.from(name))
    offset += 30 + name.length + packed.length
  }
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt32LE(Buffer.concat(directory).length, 12)
  end.writeUInt32LE(offset, 16)
  const file = path.join(folder, 'archive.zip')
  fs.writeFileSync(file, Buffer.concat([...locals, ...directory, end]))
  return file
}

describe('unpacking', () => {
  const out = () => path.join(folder, 'out')
  const same = (name) => name

  it('brings back stored and packed files, modes, folders and links, and leaves out what is not wanted', () => {
    const file = zip([
      { name: 'a/', mode: 0o40755 },
      { name: 'a/plain.txt', body: 'plain' },
      { name: 'a/packed.txt', body: 'packed '.repeat(500), deflate: true },
      { name: 'run', body: '#!/bin/sh', mode: 0o100755 },
      { name: 'link', body: 'a/plain.txt', mode: 0o120777 },
      { name: 'left-out', body: 'x' }
    ])
    unzip(file, out(), (name) => (name === 'left-out' ? null : name))
    expect(fs.readFileSync(path.join(out(), 'a/packed.txt'), 'utf8')).toBe('packed '.repeat(500))
    expect(fs.readFileSync(path.join(out(), 'link'), 'utf8')).toBe('plain')
    expect(fs.statSync(path.join(out(), 'run')).mode & 0o777).toBe(0o755)
    expect(fs.readdirSync(out()).sort()).toEqual(['a', 'link', 'run'])
  })

  it('refuses a name that leaves the folder, and what is no archive', () => {
    expect(() => unzip(zip([{ name: '../escaped', body: 'x' }]), out(), same)).toThrow('leaves the folder')
    expect(fs.existsSync(path.join(folder, 'escaped'))).toBe(false)
    fs.writeFileSync(path.join(folder, 'text'), 'this is no archive at all, however long it is')
    expect(() => unzip(path.join(folder, 'text'), out(), same)).toThrow('no end record')
  })
})

describe('fuses', () => {
  const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
  const binary = (text) => {
    const file = path.join(folder, 'electron')
    fs.writeFileSync(file, text, 'latin1')
    return file
  }

  it('are set in place and nothing else is touched', () => {
    const file = binary(`before${SENTINEL}\x01\x0801010101after`)
    setFuses(file, [
      [FUSE.nodeCliInspect, false],
      [FUSE.browserV8Snapshot, true]
    ])
    expect(fs.readFileSync(file, 'latin1')).toBe(`before${SENTINEL}\x01\x0801000111after`)
  })

  it('are refused where the layout is not the known one', () => {
    expect(() => setFuses(binary('nothing here'), [])).toThrow('unknown layout')
    expect(() => setFuses(binary(`${SENTINEL}\x02\x0811111111`), [])).toThrow('unknown layout')
    expect(() => setFuses(binary(`${SENTINEL}\x01\x03111`), [[FUSE.nodeCliInspect, true]])).toThrow('no number 3')
  })
})

it('an asar archive says where each file lies', () => {
  const bytes = asar({ 'package.json': '{}', 'main.js': 'run()' })
  const headerBytes = bytes.readUInt32LE(12)
  const { files } = JSON.parse(bytes.toString('utf8', 16, 16 + headerBytes))
  const bodyAt = 8 + bytes.readUInt32LE(4)
  const read = ({ size, offset }) => bytes.toString('utf8', bodyAt + Number(offset), bodyAt + Number(offset) + size)
  expect(read(files['package.json'])).toBe('{}')
  expect(read(files['main.js'])).toBe('run()')
})
