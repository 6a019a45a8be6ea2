import { describe, expect, it } from 'vitest'
import { requests } from '../../../../src/contract/requests.ts'
import type { LogLine } from '../../../../src/core/log-line.ts'
import { NO_HISTORY } from '../../../../src/core/privacy/history.ts'
import { ok } from '../../../../src/core/result.ts'
import { createPrivacyHandlers } from '../../../../src/main/app/privacy-handlers.ts'
import { aLogBook } from '../../../fakes/a-log-book.ts'

const line = (level: LogLine['level'], message: string, fields = ''): LogLine => ({
  ...{ atMs: 1, level, scope: 'avaya', message, fields }
})

function made(lines: LogLine[] = []) {
  const copied: string[] = []
  const handlers = createPrivacyHandlers({
    history: { counts: () => NO_HISTORY, deleteNow: async () => ok(NO_HISTORY), dispose: () => undefined },
    log: aLogBook(lines),
    shell: { copyText: (text) => copied.push(text) }
  })
  const read = async (level: LogLine['level'], text = ''): Promise<string[]> => {
    const answer = await handlers['log:read']({ level, text })
    if (!answer.ok) throw new Error(answer.failure.detail)
    return requests['log:read'].output.parse(answer.value).lines.map(({ message }) => message)
  }
  return { handlers, copied, read }
}

describe('the log of a window', () => {
  const some = [
    line('debug', 'a'),
    line('info', 'Feed live'),
    line('warn', 'c', '{"feed":"Queue"}'),
    line('error', 'd')
  ]

  it('has the lines that are important enough, oldest first', async () => {
    expect(await made(some).read('info')).toEqual(['Feed live', 'c', 'd'])
    expect(await made(some).read('debug')).toHaveLength(4)
  })

  it('has the lines that hold a text anywhere, in any case', async () => {
    expect(await made(some).read('debug', ' FEED ')).toEqual(['Feed live', 'c'])
    expect(await made(some).read('debug', 'avaya')).toHaveLength(4)
    expect(await made(some).read('error', 'feed')).toEqual([])
  })

  it('has the newest ones when there are many', async () => {
    const many = Array.from({ length: 1_000 }, (_, index) => line('info', String(index)))
    const shown = await made(many).read('info')
    expect([shown.length, shown.at(-1)]).toEqual([300, '999'])
  })

  it('lies in a folder whose path is copied and nothing else', async () => {
    const { handlers, copied } = made()
    await handlers['log:copyFolder'](undefined)
    expect(copied).toEqual(['/data/logs'])
  })
})
