import { describe, expect, it } from 'vitest'
import { ok } from '../../../../src/core/result.ts'
import { askNotificationServer } from '../../../../src/main/platform/notification-server.ts'

const answering = (about: unknown[], can: unknown[]) =>
  askNotificationServer({
    call: ({ member }) => Promise.resolve(ok(member === 'GetServerInformation' ? about : can))
  })

describe('the notification server', () => {
  it('is called by its name and version, with its abilities', async () => {
    expect(await answering(['gnome-shell', 'GNOME', '46.2', '1.2'], [['actions', 'body-markup']])).toEqual({
      server: 'gnome-shell 46.2',
      abilities: ['actions', 'body-markup']
    })
  })

  it('says no more than a name and words, on one line, however much it says', async () => {
    const said = await answering(
      [`a\nproblems: none@x:y${'z'.repeat(500)}`, '', '1\t2'],
      [Array.from({ length: 500 }, () => 'b\n'.repeat(200))]
    )
    expect(said?.server).toMatch(/^[\p{L}\p{N} ._+-]{1,121}$/u)
    expect(said?.abilities.length).toBe(40)
    expect(said?.abilities.every((one) => one.length <= 60 && !one.includes('\n'))).toBe(true)
  })
})
