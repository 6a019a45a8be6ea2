import { openWindow } from '../../../fakes/open-window.tsx'
import { screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { VaultView } from '../../../../src/contract/views.ts'
import type { Settings } from '../../../../src/core/settings/settings.ts'
import { VaultCard } from '../../../../src/renderer/features/connections/vault-card.tsx'
import { WhenLoaded } from '../../../../src/renderer/ui/when-loaded.tsx'
import { aFloor, aVault } from '../../../fakes/a-floor.ts'

const show = async (vault: Partial<VaultView>, weakSecretStorage: Settings['weakSecretStorage'] = 'ask') => {
  const floor = aFloor()
  const state = { ...floor, vault: aVault(vault), settings: { ...floor.settings, weakSecretStorage } }
  const opened = await openWindow(
    <WhenLoaded>
      <VaultCard />
    </WhenLoaded>,
    { state }
  )
  return { ...opened, card: screen.getByRole('region', { name: 'Stored credentials' }) }
}

const BARE = { protection: 'session', backend: 'basic_text', canStoreWeakly: true } as const

describe('how credentials are kept', () => {
  it.each([
    ['keychain', 'Encrypted with the keychain of this Mac.'],
    ['dpapi', 'other programs of yours can'],
    ['gnome_libsecret', 'Encrypted with the keyring of this desktop.'],
    ['kwallet', 'Encrypted with KWallet.'],
    ['kwallet5', 'Encrypted with KWallet 5.'],
    ['kwallet6', 'Encrypted with KWallet 6.'],
    ['one_of_tomorrow', 'Encrypted with one_of_tomorrow.']
  ])('is said of %s', async (backend, words) => {
    const { card } = await show({ backend })
    expect(card.textContent).toContain(words)
    expect(within(card).queryAllByRole('button')).toEqual([])
    expect(card.querySelector('[data-mark="info"]')).not.toBeNull()
  })

  it.each([
    [{ protection: 'unasked', backend: 'unknown' }, 'none', ['No credential was needed yet']],
    [
      {
        protection: 'unasked',
        backend: 'unknown',
        unusual: [{ connectionId: 'gone', field: 'token', why: 'forgotten', storedBy: '' }]
      },
      'warning',
      ['kept in memory only and is gone', 'token of a removed connection: was kept for the last session only']
    ],
    [{ locked: true }, 'warning', ['The keyring is locked.', 'Unlock it']],
    [{ unavailable: true }, 'warning', ['The protected storage does not answer.', 'a dialog of the system waits']],
    [
      { protection: 'session', backend: 'gnome_libsecret' },
      'info',
      ['this session only', 'kept in memory until Floorwatch quits, not on the disk', 'To keep them, install a keyring']
    ],
    [
      { protection: 'weak', backend: 'basic_text' },
      'warning',
      ['weak', 'Stored weakly', 'To protect them, install a keyring']
    ]
  ] satisfies [Partial<VaultView>, string, string[]][])(
    'is said of %o with the mark %s',
    async (vault, mark, words) => {
      const { card } = await show(vault)
      for (const one of words) expect(card.textContent).toContain(one)
      expect([...card.querySelectorAll('[data-mark]')].map((one) => one.getAttribute('data-mark'))).toEqual([mark])
    }
  )
})

describe('the question whether to store weakly', () => {
  it('offers two answers with what each means, and can be answered by keyboard', async () => {
    const { user, bridge, card } = await show({ ...BARE, waitsForConsent: true })
    const group = within(card).getByRole('group', { name: /no protected storage. How should credentials be kept/ })
    const [allow, session] = within(group).getAllByRole('button')
    expect([allow?.textContent, session?.textContent]).toEqual(['Store them weakly', 'Keep for this session only'])
    const meaning = (button: HTMLElement | undefined) =>
      document.getElementById(button?.getAttribute('aria-describedby') ?? '')?.textContent
    expect(meaning(allow)).toContain('Whoever can read your files')
    expect(meaning(session)).toContain('enter them again each time')
    await user.tab()
    await user.keyboard('{Enter}')
    await user.tab()
    await user.keyboard(' ')
    expect(bridge.askedOf('vault:answer')).toEqual([{ answer: 'allow' }, { answer: 'session' }])
  })

  it.each([
    ['weak', 'allow', 'Stop storing them', 'session'],
    ['session', 'session', 'Store them weakly', 'allow']
  ] as const)('may be answered otherwise later: %s', async (protection, policy, button, answer) => {
    const { user, bridge, card } = await show({ ...BARE, protection }, policy)
    expect(within(card).getAllByRole('button')).toHaveLength(1)
    await user.click(within(card).getByRole('button', { name: button }))
    expect(bridge.askedOf('vault:answer')).toEqual([{ answer }])
  })

  it('is not asked where the settings refuse it or nothing could be stored', async () => {
    expect(within((await show(BARE, 'refuse')).card).queryAllByRole('button')).toEqual([])
    document.body.replaceChildren()
    const nothing = await show({ protection: 'session', backend: 'gnome_libsecret' })
    expect(within(nothing.card).queryAllByRole('button')).toEqual([])
  })

  it('says why an answer was not taken', async () => {
    const { user, bridge, card } = await show({ ...BARE, waitsForConsent: true })
    bridge.refuse('vault:answer', { code: 'storage', step: 'settings', detail: 'read-only file system' })
    await user.click(within(card).getByRole('button', { name: 'Store them weakly' }))
    expect((await within(card).findByRole('alert')).textContent).toContain('read-only file system')
  })
})

describe('credentials that need a look', () => {
  const unusual = [
    { connectionId: 'c1', field: 'clientSecret', why: 'superseded', storedBy: 'gnome_libsecret' },
    { connectionId: 'c1', field: 'appKey', why: 'unreadable', storedBy: 'kwallet6' },
    { connectionId: 'gone', field: 'token', why: 'session', storedBy: '' }
  ] as const

  it('are named with what to do, and an older one is used only when told so', async () => {
    const { user, bridge, card } = await show({ unusual: [...unusual] })
    const items = within(card)
      .getAllByRole('listitem')
      .map((item) => item.textContent)
    expect(items).toEqual([
      expect.stringContaining('client secret of Floor: an older one is stored'),
      expect.stringContaining('application key of Floor: was stored by KWallet 6 and cannot be read now'),
      'token of a removed connection: in memory, forgotten at quit'
    ])
    await user.click(within(card).getByRole('button', { name: 'Use the older one: client secret of Floor' }))
    expect(bridge.askedOf('secret:restore')).toEqual([{ connectionId: 'c1', field: 'clientSecret' }])
  })
})
