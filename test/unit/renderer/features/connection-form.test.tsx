import { openWindow } from '../../../fakes/open-window.tsx'
import { act, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { ConnectionTestView, StateView } from '../../../../src/contract/views.ts'
import { DIAGNOSIS_FINDINGS } from '../../../../src/core/connections/diagnosis.ts'
import { diagnosisWords } from '../../../../src/core/text/diagnosis-words.ts'
import { failureWords } from '../../../../src/core/text/failure-words.ts'
import { connectionFormWindow } from '../../../../src/core/text/window-connection-form.ts'
import { ConnectionsView } from '../../../../src/renderer/features/connections/connections-view.tsx'
import { MainWindow } from '../../../../src/renderer/features/shell/main-window.tsx'
import { WhenLoaded } from '../../../../src/renderer/ui/when-loaded.tsx'
import { aConnection, aFloor, anAlert, aTarget } from '../../../fakes/a-floor.ts'
import { settle } from '../../../fakes/settle.ts'

async function show(over: Partial<StateView> = {}) {
  const opened = await openWindow(
    <WhenLoaded>
      <ConnectionsView focusId={undefined} />
    </WhenLoaded>,
    { state: aFloor({ connections: [aConnection()], ...over }) }
  )
  const press = (name: string | RegExp): Promise<void> => opened.user.click(screen.getByRole('button', { name }))
  return {
    ...opened,
    press,
    async add(system: string) {
      await press('Add connection')
      await press(new RegExp(`^${system}`))
    },
    type: async (label: string | RegExp, text: string) => {
      const field = screen.getByLabelText(label, { selector: 'input, textarea' })
      await opened.user.clear(field)
      await opened.user.click(field)
      await opened.user.paste(text)
    },
    field: (label: string | RegExp) => screen.getByLabelText<HTMLInputElement>(label, { selector: 'input, textarea' })
  }
}

const FORM = { name: /^(New connection|Edit)/ }

type Step = ConnectionTestView['steps'][number]

const step = (over: Partial<Step> = {}): Step => ({
  id: 'token',
  step: 'token',
  subject: '',
  state: 'ok',
  notes: [],
  ...over
})

/** The test that the window asked for last goes on like this. */
function tell(window: Awaited<ReturnType<typeof show>>, steps: readonly Step[], over = true): void {
  const { testId } = window.bridge.askedOf('connection:test').at(-1) as { readonly testId: string }
  act(() => window.bridge.push('connection:tested', { testId, over, steps: [...steps] }))
}

/** Text that describes a field, as a screen reader finds it. */
function described(field: HTMLElement): string {
  const ids = field.getAttribute('aria-describedby')?.split(' ') ?? []
  return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ')
}

describe('adding a connection', () => {
  it('asks for the system first, then shows its fields with sensible defaults', async () => {
    const window = await show()
    await window.add('giosg')
    expect(window.field('Address of the reporting API').value).toBe('api.giosg.com')
    expect(window.field('Address of the service API').value).toBe('service.giosg.com')
    expect(document.activeElement).toBe(window.field('Name'))
  })

  it('a name that is taken gets a number', async () => {
    const window = await show()
    await window.add('Avaya')
    expect(window.field('Name').value).toBe('Floor 2')
  })

  it('what can not be taken is said at its field, and the first one takes the focus', async () => {
    const window = await show()
    await window.add('Avaya')
    window.bridge.answer('connection:save', async () => ({
      ok: true,
      value: {
        kind: 'refused',
        refusals: [
          { path: 'config.restBaseUrl', reason: 'address' },
          { path: 'config.accountId', reason: 'accountId' }
        ]
      }
    }))
    await window.press('Save')
    const address = window.field('Address of the API')
    expect(document.activeElement).toBe(address)
    expect(address.getAttribute('aria-invalid')).toBe('true')
    expect(described(address)).toContain('Must be an https: address')
    expect(described(window.field('Account ID'))).toContain('Must be exactly six letters.')
    expect(screen.getByRole('alert').textContent).toContain('2 fields need your attention.')
  })

  it('sends what was typed once, and closes', async () => {
    const window = await show()
    await window.add('Avaya')
    await window.type('Address of the API', 'https://eu.api.avayacloud.com/')
    await window.type('Account ID', 'ABCDEF')
    await window.type('Client ID', 'floorwatch')
    await window.type('Application key', ' key ')
    await window.type('Client secret', 'hush')
    await window.press('Save')
    expect(window.bridge.askedOf('connection:save')).toEqual([
      {
        draft: {
          id: null,
          config: {
            system: 'avaya',
            name: 'Floor 2',
            restBaseUrl: 'https://eu.api.avayacloud.com/',
            accountId: 'ABCDEF',
            clientId: 'floorwatch',
            producers: 'Queue_itd_1.0.0\nAgent_itd_1.0.0',
            durationUnit: 'ms'
          },
          secrets: { appKey: ' key ', clientSecret: 'hush' }
        },
        despiteTwin: false
      }
    ])
    expect(screen.queryByRole('form', FORM)).toBeNull()
  })

  it('ThoughtSpot is asked for one credential of three', async () => {
    const window = await show()
    await window.add('ThoughtSpot')
    await window.type('Address of ThoughtSpot', 'https://bi.example.com')
    await window.type('User name', 'maria')
    await window.type('Org ID', '7')
    await window.type('Secret key', 'sk')
    await window.press('Save')
    expect(window.bridge.askedOf('connection:save')).toMatchObject([
      { draft: { config: { orgId: '7' }, secrets: { secretKey: 'sk' } } }
    ])
  })

  it('a second connection to the same account is a question, not an error', async () => {
    const window = await show()
    window.bridge.answer('connection:save', async ({ despiteTwin }) => ({
      ok: true,
      value: despiteTwin
        ? { kind: 'saved', connectionId: 'c9' }
        : { kind: 'refused', refusals: [{ path: 'config', reason: 'twin', other: 'Floor' }] }
    }))
    await window.press('Edit Floor')
    await window.press('Save')
    expect(screen.getByRole('alert').textContent).toContain('“Floor” is a connection to the same account already.')
    await window.press('Save anyway')
    expect(screen.queryByRole('form', FORM)).toBeNull()
  })

  it('what main refuses stands at its field, and what it can not do stands below; nothing typed is lost', async () => {
    const window = await show()
    await window.press('Edit Floor')
    await window.type('Name', 'Other')
    window.bridge.answer('connection:save', async () => ({
      ok: true,
      value: { kind: 'refused', refusals: [{ path: 'config.name', reason: 'nameTaken', other: 'Other' }] }
    }))
    await window.press('Save')
    expect(described(window.field('Name'))).toContain('Another connection has this name')
    window.bridge.refuse('connection:save', { code: 'vaultLocked', step: 'secret', detail: '' })
    await window.press('Save')
    expect(screen.getByRole('form', FORM).textContent).toContain('Nothing was saved')
    expect(screen.getByRole('form', FORM).textContent).toContain('The keyring of this computer is locked')
    expect(window.field('Name').value).toBe('Other')
  })
})

describe('the credentials in the form', () => {
  it('a stored one is told, never shown, and can be replaced or kept', async () => {
    const window = await show()
    await window.press('Edit Floor')
    expect(screen.queryByLabelText('Application key', { selector: 'input' })).toBeNull()
    await window.press('Replace the application key')
    const field = window.field('Application key')
    expect([field.type, field.value, field.autocomplete]).toEqual(['password', '', 'new-password'])
    await window.type('Application key', 'new')
    await window.press('Keep the stored application key')
    await window.press('Save')
    expect(window.bridge.askedOf('connection:save')).toMatchObject([{ draft: { secrets: {} } }])
  })

  it('for another host they are asked for again', async () => {
    const window = await show()
    await window.press('Edit Floor')
    window.bridge.answer('connection:save', async () => ({
      ok: true,
      value: { kind: 'refused', refusals: [{ path: 'secrets.appKey', reason: 'secretForNewHost' }] }
    }))
    await window.press('Save')
    expect(described(window.field('Application key'))).toContain('The address changed: enter it again.')
    expect(document.activeElement).toBe(window.field('Application key'))
  })
})

describe('the test of a connection', () => {
  it('takes what is typed, unsaved, and shows its steps as they happen', async () => {
    const window = await show()
    await window.press('Edit Floor')
    await window.type('Client ID', 'another')
    await window.press('Test')
    expect(window.bridge.askedOf('connection:test')).toMatchObject([
      { draft: { id: 'c1', config: { clientId: 'another' }, secrets: {} } }
    ])
    tell(
      window,
      [
        step(),
        step({ id: 'p', step: 'producers', state: 'running' }),
        step({ id: 's', step: 'subscribe', state: 'pending' })
      ],
      false
    )
    const lines = within(screen.getByRole('list', { name: 'Steps of the test' })).getAllByRole('listitem')
    expect(lines.map((line) => line.textContent)).toEqual([
      'The credential is accepted: ok',
      'The account may read its measure producers: running',
      'A subscription can be made: waiting'
    ])
    await window.press('Cancel test')
    expect(window.bridge.askedOf('connection:cancelTest')).toHaveLength(1)
  })

  it.each(DIAGNOSIS_FINDINGS)('the finding %s is told with cause and next step', async (finding) => {
    const window = await show()
    await window.press('Test Floor')
    const failure = { code: 'forbidden', step: 'token', detail: 'their words', httpStatus: 403 }
    tell(window, [step({ state: 'failed', finding, failure })])
    const card = screen.getByRole('article', { name: 'Floor' }).textContent
    expect(card).toContain(diagnosisWords.finding[finding].cause)
    expect(card).toContain(diagnosisWords.finding[finding].next)
    expect(card).toContain('HTTP 403 · Details: their words')
    expect(card).toContain('The test is over: 1 step failed.')
  })

  it.each([
    'dns',
    'unreachable',
    'timeout',
    'tlsUntrusted',
    'proxyLogin',
    'proxyLoginRefused',
    'proxyUnreachable',
    'badAppKey',
    'rateLimited',
    'noSubscription',
    'notEnabled',
    'noSecret'
  ] as const)('the failure %s is told with cause and next step', async (code) => {
    const window = await show()
    await window.press('Test Floor')
    tell(window, [step({ state: 'failed', failure: { code, step: 'token', detail: '', retryAfterMs: 30_000 } })])
    const card = screen.getByRole('article', { name: 'Floor' })
    expect(card.textContent).toContain(failureWords[code].cause)
    // A connection waits by itself when asked to; a test is over.
    const next = code === 'rateLimited' ? connectionFormWindow.connectionForm.testLater : failureWords[code].next
    expect(card.textContent).toContain(next)
    expect(card.textContent).toMatch(/asked to wait 30\D/)
    // Read aloud: which step, why, what to do.
    expect(within(card).getByRole('status').textContent).toContain(failureWords[code].cause)
  })

  it('names the owner of a token, and that it dies with that user', async () => {
    const window = await show()
    await window.press('Test Floor')
    const notes = [
      { code: 'tokenOf' as const, params: { owner: 'Maria' } },
      { code: 'tokenDies' as const, params: {} }
    ]
    tell(window, [step({ step: 'user', notes })])
    const card = screen.getByRole('article', { name: 'Floor' }).textContent
    expect(card).toContain('The token belongs to Maria.')
    expect(card).toContain('dies with them')
    expect(card).toContain('The test is over: everything works.')
  })

  it('a failure to begin is told, and the test of another window is none of ours', async () => {
    const window = await show()
    window.bridge.push('connection:tested', { testId: 'foreign', over: true, steps: [step()] })
    expect(screen.queryByRole('list', { name: 'Steps of the test' })).toBeNull()
    window.bridge.refuse('connection:test', { code: 'rejected', step: 'ask', detail: 'enough tests run already' })
    await window.press('Test Floor')
    expect(screen.getByRole('article', { name: 'Floor' }).textContent).toContain('The test could not begin')
  })

  it('is cancelled when its view goes', async () => {
    const window = await show()
    await window.press('Test Floor')
    window.unmount()
    expect(window.bridge.askedOf('connection:cancelTest')).toEqual([
      { testId: (window.bridge.askedOf('connection:test')[0] as { testId: string }).testId }
    ])
  })
})

describe('what was typed', () => {
  it('is not thrown away without asking', async () => {
    const window = await show()
    await window.press('Edit Floor')
    await window.type('Name', 'Other')
    await window.press('Cancel')
    expect(screen.getByRole('dialog').textContent).toContain('Discard what you typed?')
    await window.press('Go on editing')
    expect(window.field('Name').value).toBe('Other')
    await window.press('Cancel')
    await window.press('Discard')
    expect(screen.queryByRole('form', FORM)).toBeNull()
  })

  it('asks too when another connection is to be edited', async () => {
    const window = await show({
      connections: [aConnection(), aConnection({ id: 'c2', system: 'giosg', name: 'Chat' })]
    })
    await window.press('Edit Floor')
    await window.type('Name', 'Other')
    await window.press('Edit Chat')
    await window.press('Discard')
    expect(screen.getByRole('form', { name: 'Edit Chat' })).toBeDefined()
  })

  it('nothing typed, nothing asked', async () => {
    const window = await show()
    await window.press('Edit Floor')
    await window.press('Cancel')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(screen.queryByRole('form', FORM)).toBeNull()
  })

  it('is there again after another view was shown', async () => {
    const { user } = await openWindow(<MainWindow />, { state: aFloor({ connections: [aConnection()] }) })
    const visit = (name: RegExp): Promise<void> =>
      user.click(within(screen.getByRole('navigation')).getByRole('button', { name }))
    await visit(/Connections/)
    await user.click(screen.getByRole('button', { name: 'Edit Floor' }))
    await user.click(screen.getByLabelText('Client ID'))
    await user.paste('-two')
    await visit(/Targets/)
    expect(screen.queryByRole('form', FORM)).toBeNull()
    await visit(/Connections/)
    expect(screen.getByLabelText<HTMLInputElement>('Client ID').value).toBe('client-two')
  })
})

describe('removing a connection', () => {
  it('says what goes with it and begins at the answer that changes nothing', async () => {
    const window = await show({ targets: [aTarget({ connectionId: 'c1' })], alerts: [anAlert({ connectionId: 'c1' })] })
    await window.press('Remove Floor')
    const dialog = screen.getByRole('dialog')
    for (const text of [
      'Remove Floor?',
      'its stored credentials: application key, client secret',
      'feeds with their numbers',
      '1 business target with its history here; in giosg it stays',
      'It is the last one: Floorwatch goes back to the demo centre.'
    ])
      expect(dialog.textContent).toContain(text)
    await window.press('Cancel')
    expect(window.bridge.askedOf('connection:remove')).toEqual([])
  })

  it('asks main once and leaves the focus where one can go on', async () => {
    const window = await show()
    await window.press('Remove Floor')
    await window.press('Remove')
    await act(settle)
    expect(window.bridge.askedOf('connection:remove')).toEqual([{ connectionId: 'c1' }])
  })

  it('a removal that was not whole is told in the dialog', async () => {
    const window = await show()
    window.bridge.refuse('connection:remove', { code: 'storage', step: 'secret', detail: '' })
    await window.press('Remove Floor')
    await window.press('Remove')
    expect(screen.getByRole('dialog').textContent).toContain('It was not removed completely')
  })

  it('the demo centre can be tested, not edited and not removed', async () => {
    await show({ connections: [aConnection({ demo: true })] })
    expect(screen.getByRole('button', { name: 'Test Floor' })).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Edit Floor' })).toBeNull()
    expect(screen.queryByRole('button', { name: 'Remove Floor' })).toBeNull()
  })
})
