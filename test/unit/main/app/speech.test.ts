import { describe, expect, it } from 'vitest'
import { createSpeech } from '../../../../src/main/app/speech.ts'

describe('the language of the main process', () => {
  it('is English first, and Finnish when its words are there', async () => {
    const speech = createSpeech({ systemLocale: 'fi-FI' })
    expect(speech.t('tray.alerts', { count: 2 })).toBe('2 open alerts')
    expect(await speech.follow('system')).toBe(true)
    expect(speech.locale()).toBe('fi-FI')
    expect(speech.t('tray.alerts', { count: 1 })).toBe('1 avoin hälytys')
    expect(speech.t('tray.alerts', { count: 2 })).toBe('2 avointa hälytystä')
    expect(speech.t('failure.dns.cause')).toBe('Palvelimen nimeä ei löytynyt')
  })

  it('stays what it is where nothing else is wanted', async () => {
    const speech = createSpeech({ systemLocale: 'de-DE' })
    expect(await speech.follow(undefined)).toBe(false)
    expect(speech.locale()).toBe('en')
  })

  it('goes by the last of two choices that were made at once', async () => {
    const speech = createSpeech({ systemLocale: 'en-GB' })
    expect(await Promise.all([speech.follow('fi'), speech.follow('en')])).toEqual([false, false])
    expect([speech.locale(), speech.t('tray.connections')]).toEqual(['en-GB', 'Connections'])
    await speech.follow('fi')
    await speech.follow('en')
    expect([speech.locale(), speech.t('tray.connections')]).toEqual(['en-GB', 'Connections'])
  })

  it('is the pseudo-language, whatever is chosen, in a test that asks for it', async () => {
    const speech = createSpeech({ systemLocale: 'en-US', pseudo: true })
    await speech.follow('fi')
    expect(speech.t('tray.alerts', { count: 2 })).toMatch(/^\[2 .*\]$/)
    expect(speech.locale()).toBe('en-XA')
  })
})
