import type { Bridge } from '../../contract/bridge.ts'
import type { Tone } from '../../core/settings/choices.ts'

const FILES: Readonly<Record<Tone, string>> = {
  drop: new URL('../../../resources/sounds/drop.wav', import.meta.url).href,
  bell: new URL('../../../resources/sounds/bell.wav', import.meta.url).href,
  alarm: new URL('../../../resources/sounds/alarm.wav', import.meta.url).href
}

/** The part of an audio element that is used. */
export interface Heard {
  volume: number
  play(): Promise<void>
  pause(): void
}

/** Plays what main wants to be heard, one at a time, and says what became of it. */
export function playSounds(
  bridge: Pick<Bridge, 'onSoundWanted' | 'noteSound'>,
  make: (file: string) => Heard = (file) => new Audio(file)
): void {
  let present: Heard | undefined
  bridge.onSoundWanted(({ id, tone, volume }) => {
    present?.pause()
    const sound = make(FILES[tone])
    present = sound
    sound.volume = volume / 100
    sound.play().then(
      () => bridge.noteSound({ id, reason: null }),
      (error: unknown) => bridge.noteSound({ id, reason: String(error).slice(0, 300) })
    )
  })
}
