import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isLink, linkTo, parseLink } from '../../../../src/core/links/link.ts'

describe('a link into the application', () => {
  it.each([
    ['floorwatch://alert/e1', { view: 'alerts', focusId: 'e1' }],
    ['floorwatch://queue/c1%2FQueue%2FSales%20%26%20more', { view: 'queues', focusId: 'c1/Queue/Sales & more' }],
    ['floorwatch://agent/a%C3%A4', { view: 'agents', focusId: 'aä' }],
    ['FLOORWATCH://Target/t1/', { view: 'targets', focusId: 't1' }],
    ['floorwatch://connection/c1', { view: 'connections', focusId: 'c1' }],
    ['floorwatch://overview/', { view: 'overview' }]
  ])('%s leads to %j', (text, address) => {
    expect(parseLink(text)).toEqual(address)
  })

  it.each([
    'floorwatch:alert/e1',
    'floorwatch://alert',
    'floorwatch://alert/',
    'floorwatch://quit',
    'floorwatch://overview/e1',
    'floorwatch://alert/e1?snooze=1',
    'floorwatch://alert/e1#x',
    'floorwatch://alert/a/b',
    'floorwatch://alert/%E0%A4%A',
    'floorwatch://alert/a%0Ab',
    'floorwatch://constructor/x',
    'https://alert/e1',
    `floorwatch://alert/${'x'.repeat(2001)}`,
    `floorwatch://alert/${'%20'.repeat(5000)}`
  ])('%s leads nowhere', (text) => {
    expect(parseLink(text)).toBeUndefined()
  })

  it('is read as it was written, whatever the id', () => {
    const id = fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' }).filter((text) => !/\p{Cc}/u.test(text))
    const view = fc.constantFrom('alerts', 'queues', 'agents', 'targets', 'connections' as const)
    fc.assert(
      fc.property(view, id, (shown, focusId) => {
        const link = linkTo({ view: shown, focusId })
        expect(isLink(link)).toBe(true)
        expect(parseLink(link)).toEqual({ view: shown, focusId })
      })
    )
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        parseLink(text)
        parseLink(`floorwatch://${text}`)
      })
    )
  })
})
