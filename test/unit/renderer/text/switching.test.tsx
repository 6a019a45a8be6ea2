import { act, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { createTexts } from '../../../../src/renderer/text/texts.ts'
import { LanguageSelect } from '../../../../src/renderer/features/settings-language/language-select.tsx'
import { SettingsView } from '../../../../src/renderer/features/settings/settings-view.tsx'
import { useFormat } from '../../../../src/renderer/text/use-text.ts'
import { WhenLoaded } from '../../../../src/renderer/ui/when-loaded.tsx'
import { aFloor } from '../../../fakes/a-floor.ts'
import { openWindow } from '../../../fakes/open-window.tsx'
import type { LanguageChoice } from '../../../../src/core/text/language.ts'

function Share() {
  return <p>{useFormat().share(0.027)}</p>
}

describe('a window', () => {
  it('changes its language at once when main says so: words, numbers and the page', async () => {
    const state = aFloor()
    const content = (
      <WhenLoaded>
        <LanguageSelect onChange={() => undefined} />
        <Share />
      </WhenLoaded>
    )
    const window = await openWindow(content, { state })
    expect(screen.getByText('Language')).toBeTruthy()
    expect(document.documentElement.lang).toBe('en')
    window.change({ app: { ...state.app, locale: 'fi' } })
    await act(() => vi.waitFor(() => screen.getByText('Kieli')))
    expect(screen.getByText('2,7 %')).toBeTruthy()
    expect(document.documentElement.lang).toBe('fi')
    window.change({ app: { ...state.app, locale: 'en-GB' } })
    await act(() => vi.waitFor(() => screen.getByText('Language')))
    expect(document.documentElement.lang).toBe('en-GB')
  })

  it('asks main for the language that was chosen, and shows the one that main has', async () => {
    const chosen: LanguageChoice[] = []
    const state = aFloor()
    const content = (
      <WhenLoaded>
        <LanguageSelect onChange={(language) => chosen.push(language)} />
      </WhenLoaded>
    )
    const window = await openWindow(content, { state })
    await window.user.click(screen.getByRole('combobox', { name: 'Language' }))
    await window.user.click(screen.getByRole('option', { name: 'Suomi' }))
    expect(chosen).toEqual(['fi'])
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Language' }).value).toBe('as the system')
    window.change({ settings: { ...state.settings, language: 'fi' } })
    expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Language' }).value).toBe('Suomi')
  })

  it('has the choice among its settings', async () => {
    const window = await openWindow(
      <WhenLoaded>
        <SettingsView focusId="appearance" />
      </WhenLoaded>,
      { state: aFloor() }
    )
    await window.user.click(screen.getByRole('combobox', { name: 'Language' }))
    await window.user.click(screen.getByRole('option', { name: 'Suomi' }))
    expect(window.bridge.askedOf('settings:change')).toEqual([{ language: 'fi' }])
  })
})

describe('the words of a window', () => {
  it('stay as they were when others can not be loaded', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const texts = createTexts('en-GB', () => Promise.reject(new Error('gone')))
    await texts.follow('fi')
    expect([texts.locale(), texts.i18n.t('nav.queues')]).toEqual(['en-GB', 'Queues'])
  })

  it('are those of the last choice, however long the first took to load', async () => {
    let loaded: (words: object) => void = () => undefined
    const texts = createTexts('en', () => new Promise((resolve) => (loaded = resolve)))
    const following = texts.follow('fi')
    await texts.follow('en')
    loaded({ nav: { queues: 'Jonot' } })
    await following
    expect([texts.locale(), texts.i18n.t('nav.queues')]).toEqual(['en', 'Queues'])
  })
})
