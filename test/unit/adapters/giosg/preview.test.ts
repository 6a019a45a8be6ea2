import { describe, expect, it } from 'vitest'
import { queryBody, valueOf } from '../../../../src/adapters/giosg/preview.ts'
import { queryAnswerSchema } from '../../../../src/adapters/giosg/schema.ts'

const RUN = {
  field: 'count',
  fromMs: Date.UTC(2026, 2, 1, 22),
  toMs: Date.UTC(2026, 2, 2, 10),
  zone: 'Europe/Helsinki'
}
const interval = { start: '2026-03-01T22:00:00.000Z', end: '2026-03-02T10:00:00.000Z' }

describe('a query that is tried', () => {
  it('is sent over the time asked for as a whole, with its own zone, and otherwise as it is', () => {
    const query = {
      ...{ vendor: 'x', granularity: 'day', aggregations: ['count'] },
      interval: { start: '2020-01-01', end: '2021-01-01', time_zone: 'America/New_York' }
    }
    expect(queryBody({ ...RUN, query })).toEqual({
      ...{ vendor: 'x', granularity: 'all', aggregations: ['count'] },
      interval: { ...interval, time_zone: 'America/New_York' }
    })
    expect(queryBody({ ...RUN, query: { vendor: 'x' } })).toMatchObject({ interval: { time_zone: RUN.zone } })
  })

  it('has the value of its column in the first row, and names the columns with numbers', () => {
    const answer = queryAnswerSchema.parse({
      fields: [
        { name: 'timestamp', type: 'dimension' },
        { name: 'count', type: 'metric' },
        { name: 'sum', type: 'metric' }
      ],
      data: [['2026-03-02', 12, '3.5']]
    })
    expect(valueOf(answer, 'count')).toEqual({ value: 12, columns: ['count', 'sum'] })
    expect(valueOf(answer, 'sum').value).toBe(3.5)
    expect(valueOf(answer, 'no_such').value).toBeNull()
    expect(valueOf({ ...answer, data: [] }, 'count')).toEqual({ value: null, columns: ['count', 'sum'] })
  })

  it('goes by the first row where the answer names no types', () => {
    const answer = queryAnswerSchema.parse({ fields: [{ name: 'timestamp' }, { name: 'count' }], data: [['x', 4]] })
    expect(valueOf(answer, 'count')).toEqual({ value: 4, columns: ['count'] })
  })
})
