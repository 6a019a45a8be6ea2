#!/usr/bin/env node
// node scripts/make-sounds.mjs: writes the tones of notices into resources/sounds. They are computed here and are nobody else's work.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const RATE = 22_050
const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'resources', 'sounds')

/** Each note: beginning and length in seconds, pitch in Hz, loudness 0–1, and how soon it fades (bigger: sooner). */
const TONES = {
  drop: [[0, 0.35, 660, 0.5, 9]],
  bell: [
    [0, 0.6, 784, 0.5, 6],
    [0.18, 0.6, 988, 0.5, 6]
  ],
  alarm: [0, 0.22, 0.44, 0.66].map((at, i) => [at, 0.2, i % 2 === 0 ? 880 : 1175, 0.75, 2])
}

/** A fundamental and two overtones, without a click at either end. */
function sample(notes, seconds) {
  return notes.reduce((sum, [at, length, pitch, loud, fade]) => {
    const t = seconds - at
    if (t < 0 || t > length) return sum
    const edge = Math.min(1, t / 0.006, (length - t) / 0.02)
    const wave = [1, 0.3, 0.12].reduce((w, part, i) => w + part * Math.sin(2 * Math.PI * pitch * (i + 1) * t), 0) / 1.42
    return sum + loud * edge * Math.exp(-fade * t) * wave
  }, 0)
}

/** 16-bit mono PCM in a RIFF file. */
function wav(notes) {
  const seconds = Math.max(...notes.map(([at, length]) => at + length))
  const count = Math.ceil(seconds * RATE)
  const file = Buffer.alloc(44 + count * 2)
  file.write('RIFF', 0)
  file.writeUInt32LE(36 + count * 2, 4)
  file.write('WAVEfmt ', 8)
  file.writeUInt32LE(16, 16)
  file.writeUInt16LE(1, 20)
  file.writeUInt16LE(1, 22)
  file.writeUInt32LE(RATE, 24)
  file.writeUInt32LE(RATE * 2, 28)
  file.writeUInt16LE(2, 32)
  file.writeUInt16LE(16, 34)
  file.write('data', 36)
  file.writeUInt32LE(count * 2, 40)
  for (let i = 0; i < count; i += 1) {
    const value = Math.max(-1, Math.min(1, sample(notes, i / RATE)))
    file.writeInt16LE(Math.round(value * 32_767), 44 + i * 2)
  }
  return file
}

mkdirSync(folder, { recursive: true })
for (const [name, notes] of Object.entries(TONES)) writeFileSync(path.join(folder, `${name}.wav`), wav(notes))
