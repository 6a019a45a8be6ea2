import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createLogFile } from '../../../../src/main/platform/log-file.ts'
import { createLogSink } from '../../../../src/main/platform/log-sink.ts'
import { createRedactor } from '../../../../src/main/platform/redact.ts'
import { withoutRights } from '../../adapters/storage/without-rights.ts'
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

  it('is read back newest last, with secrets gone that became known after they were written', () => {
    const folder = aFolder()
    const redactor = createRedactor()
    const log = createLogFile({ folder, redactor, level: 'debug' })
    log.logger.debug('first')
    log.logger.scoped('avaya').error('open sesame', { code: 3 })
    writeFileSync(join(folder, 'logs', 'floorwatch.log'), '{"level":30,"ti', { flag: 'a' })
    redactor.know('open sesame')
    const lines = log.newest(10)
    log.dispose()
    expect(lines).toMatchObject([
      { level: 'debug', scope: '', message: 'first', fields: '' },
      { level: 'error', scope: 'avaya', message: '[redacted]', fields: '{"code":3}' }
    ])
    expect(Math.abs((lines[0]?.atMs ?? 0) - Date.now())).toBeLessThan(60_000)
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
  it('keeps four files of limited size, and reads the newest lines across them', () => {
    const folder = join(aFolder(), 'logs')
    const file = join(folder, 'x.log')
    const sink = createLogSink(file, 100)
    for (let n = 10; n < 99; n += 1) sink.write(`line number ${n}\n`)
    expect(readdirSync(folder).sort()).toEqual(['x.log', 'x.log.1', 'x.log.2', 'x.log.3'])
    const all = [`${file}.3`, `${file}.2`, `${file}.1`, file].map((one) => readFileSync(one, 'utf8')).join('')
    expect(all.endsWith('line number 97\nline number 98\n')).toBe(true)
    for (const name of readdirSync(folder)) {
      expect(statSync(join(folder, name)).size).toBeLessThan(120)
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
    }
    const lines = all.trim().split('\n')
    expect(sink.newest(12)).toEqual(lines.slice(-12))
    expect(sink.newest(1_000)).toEqual(lines)
    expect(sink.newest(0)).toEqual([])
    sink.close()
  })

  const at = (day: number, text: string): string => `{"time":"2024-05-0${day}T12:00:00.000Z","msg":"${text}"}\n`
  const startOf = (day: number): number => Date.UTC(2024, 4, day)

  it('forgets lines of before a moment in every file, and goes on', () => {
    const file = join(aFolder(), 'logs', 'x.log')
    const sink = createLogSink(file, 60)
    for (let day = 1; day <= 7; day += 1) sink.write(at(day, `day ${day}`))
    sink.forgetBefore(startOf(4))
    sink.write(at(8, 'after'))
    expect(sink.newest(100).map((line) => /"msg":"([^"]+)"/.exec(line)?.[1])).toEqual([
      ...['day 4', 'day 5', 'day 6', 'day 7', 'after']
    ])
    sink.forgetBefore(startOf(9))
    sink.close()
    const left = readdirSync(join(file, '..')).map((name) => readFileSync(join(file, '..', name), 'utf8'))
    expect(left).toEqual([''])
  })

  it('keeps a line without a time with the one before it', () => {
    const file = join(aFolder(), 'logs', 'x.log')
    const sink = createLogSink(file)
    for (const line of [at(1, 'old'), 'cut off\n', at(3, 'new'), 'cut off too\n']) sink.write(line)
    sink.forgetBefore(startOf(2))
    sink.close()
    expect(readFileSync(file, 'utf8')).toBe(`${at(3, 'new')}cut off too\n`)
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

describe('a log that can not be written', () => {
  it('is given up once, says why, and is still read', () => {
    const folder = aFolder()
    mkdirSync(join(folder, 'logs', 'floorwatch.log'), { recursive: true })
    writeFileSync(
      join(folder, 'logs', 'floorwatch.log.1'),
      `${JSON.stringify({ level: 30, time: '2026-01-01T00:00:00.000Z', msg: 'older' })}\n`
    )
    const reasons: string[] = []
    const log = createLogFile({ folder, redactor: createRedactor(), gaveUp: (reason) => reasons.push(reason) })
    log.logger.info('lost')
    log.forgetBefore(Date.now())
    expect(reasons).toEqual(['EISDIR'])
    expect(log.failure()).toBe('EISDIR')
    expect(log.newest(10).map(({ message }) => message)).toEqual(['older'])
    log.dispose()
  })

  it('is one without rights too; one that is written, and closed, has no failure', () => {
    const folder = aFolder()
    const reasons: string[] = []
    const sink = withoutRights(folder, () =>
      createLogSink(join(folder, 'logs', 'x.log'), 100, (reason) => reasons.push(reason))
    )
    expect([sink.failure(), reasons]).toEqual(['EACCES', ['EACCES']])
    const fine = createLogSink(join(folder, 'logs', 'x.log'))
    fine.write('a line\n')
    fine.close()
    expect(fine.failure()).toBeNull()
  })
})
