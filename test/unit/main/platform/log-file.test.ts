import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createLogFile } from '../../../../src/main/platform/log-file.ts'
import { createLogSink } from '../../../../src/main/platform/log-sink.ts'
import { createRedactor } from '../../../../src/main/platform/redact.ts'
import { aFolder } from './a-folder.ts'

const linesOf = (folder: string): Record<string, unknown>[] =>
  readFileSync(join(folder, 'logs', 'floorwatch.log'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe('the log file', () => {
  it('has one JSON object a line, with time, scope and fields, for this user only', () => {
    const folder = aFolder()
    const { logger, dispose } = createLogFile({ folder, redactor: createRedactor() })
    logger.info('begun', { n: 1 })
    logger.debug('not shown at this level')
    logger
      .scoped('avaya')
      .scoped('socket')
      .warn('lost', { error: new Error('gone') })
    dispose()
    const lines = linesOf(folder)
    expect(lines).toMatchObject([
      { level: 30, msg: 'begun', fields: { n: 1 } },
      { level: 40, msg: 'lost', scope: 'avaya.socket', fields: { error: { message: 'gone' } } }
    ])
    expect(lines[0]?.['time']).toMatch(/^\d{4}-\d\d-\d\dT/)
    expect(statSync(join(folder, 'logs', 'floorwatch.log')).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'logs')).mode & 0o777).toBe(0o700)
  })

  it('holds no secret, whether in the message, a field or an error, and each scope once', () => {
    const folder = aFolder()
    const redactor = createRedactor()
    redactor.know('open sesame')
    const { logger, dispose } = createLogFile({ folder, redactor, level: 'debug' })
    logger.debug('sent token=Zx9qCanary7Kw', { password: 'Zx9qCanary7Kw' })
    logger.scoped('a').error('open sesame', { error: new Error('x', { cause: { appKey: 'Zx9qCanary7Kw' } }) })
    dispose()
    const text = readFileSync(join(folder, 'logs', 'floorwatch.log'), 'utf8')
    expect(text).not.toMatch(/Zx9q|sesame/)
    expect(text.match(/"scope"/g)).toHaveLength(1)
    expect(linesOf(folder)).toHaveLength(2)
  })

  it('goes on where it was after a restart', () => {
    const folder = aFolder()
    for (const message of ['first', 'second']) {
      const { logger, dispose } = createLogFile({ folder, redactor: createRedactor() })
      logger.info(message)
      dispose()
      logger.info('after the end')
    }
    expect(linesOf(folder).map(({ msg }) => msg)).toEqual(['first', 'second'])
  })

  it('is given up silently where nothing can be written', () => {
    const folder = aFolder()
    writeFileSync(join(folder, 'logs'), 'a file in its place')
    const { logger, dispose } = createLogFile({ folder, redactor: createRedactor() })
    expect(() => {
      logger.error('nobody hears it')
      dispose()
    }).not.toThrow()
  })
})

describe('the log', () => {
  it('keeps two files of limited size', () => {
    const folder = join(aFolder(), 'logs')
    const sink = createLogSink(join(folder, 'x.log'), 100)
    for (let n = 10; n < 60; n += 1) sink.write(`line number ${n}\n`)
    sink.close()
    expect(readdirSync(folder).sort()).toEqual(['x.log', 'x.log.1'])
    const both = readFileSync(join(folder, 'x.log.1'), 'utf8') + readFileSync(join(folder, 'x.log'), 'utf8')
    expect(both.endsWith('line number 58\nline number 59\n')).toBe(true)
    for (const name of ['x.log', 'x.log.1']) expect(statSync(join(folder, name)).size).toBeLessThan(120)
  })

  it('is written on when the full file can not be moved', () => {
    const folder = aFolder()
    mkdirSync(join(folder, 'x.log.1', 'in', 'the', 'way'), { recursive: true })
    const sink = createLogSink(join(folder, 'x.log'), 10)
    for (const line of ['first line\n', 'second line\n', 'third line\n']) sink.write(line)
    sink.close()
    expect(readFileSync(join(folder, 'x.log'), 'utf8')).toContain('third line')
  })
})
