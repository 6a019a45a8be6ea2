import type { Delivery } from '../../core/alerts/delivery.ts'
import { SEVERITIES, type Severity } from '../../core/alerts/rule.ts'
import { createSoundGate } from '../../core/delivery/sound-gate.ts'
import type { Clock } from '../../core/ports/clock.ts'
import type { SoundOutcome, SoundPlayer } from '../../core/ports/sound.ts'
import { toneOf, type NoticeChoice } from '../../core/settings/choices.ts'
import type { DueNotice } from './held-notices.ts'
import type { ProblemDesk } from './problem-desk.ts'

/** How often it is looked, and for how long, whether a sound can be tried out, ms. */
const LOOK_MS = 250
const PATIENCE_MS = 6_000

/** What a notice is heard by: the desktop's own sound, or a tone of ours, and the notice itself is silent then. */
export interface AlertSound {
  /**
   * Of what is being told. A sound is one for all of it, as severe as the worst. True: the notice is to be heard by the desktop's own.
   * `record`: lines, when it is known what became of it.
   */
  about(due: readonly DueNotice[], record: (lines: readonly Delivery[]) => void): boolean
  /**
   * As an alert of this severity would sound; not over the sound of an alert. Undefined: it has no tone of its own.
   * An alert is heard over it in any case.
   */
  tryOut(severity: Severity): Promise<SoundOutcome | undefined>
  /** Waits until a sound to be tried out is heard over none of an alert's. False: it would be, all the time. */
  whenFree(severity: Severity): Promise<boolean>
}

const heardAs = ({ episode, intent }: DueNotice): Severity => (intent.reason === 'ended' ? 'info' : episode.severity)

/** Worst first: of those that come in one moment, the worst is the one that is heard. */
export const worstFirst = (due: readonly DueNotice[]): readonly DueNotice[] =>
  [...due].sort((a, b) => SEVERITIES.indexOf(heardAs(b)) - SEVERITIES.indexOf(heardAs(a)))

export function createAlertSound(deps: {
  readonly clock: Clock
  /** Absent: the desktop's own sounds alone. */
  readonly player?: SoundPlayer
  readonly notices: () => NoticeChoice
  readonly problems: Pick<ProblemDesk, 'raise' | 'clear'>
}): AlertSound {
  const { clock, player, notices, problems } = deps
  const gate = createSoundGate()

  async function play(severity: Severity): Promise<SoundOutcome | undefined> {
    const choice = notices()
    const tone = toneOf(choice, severity)
    if (!player || tone === 'none' || tone === 'desktop') return undefined
    const outcome = await player
      .play(tone, choice.volume ?? 100)
      .catch((error: unknown): SoundOutcome => ({ kind: 'failed', reason: String(error) }))
    if (outcome.kind === 'played') problems.clear('sound')
    else problems.raise({ id: 'sound', code: 'noSound', params: { raw: outcome.reason } })
    return outcome
  }

  const isFree = (severity: Severity): boolean => gate.isOpen(severity, clock.now().monoMs)

  return {
    about(due, record) {
      const heard = due.map(heardAs)
      const worst = SEVERITIES.filter((one) => heard.includes(one)).at(-1)
      if (worst === undefined) return false
      const lines = due
        .filter((_, i) => heard[i] === worst)
        .map(({ intent: { id, episodeId, reason } }) => {
          const line = { id: `${id}-sound`, episodeId, reason, channel: 'sound' as const }
          return { ...line, detail: '', possibleRepeat: false, atMs: clock.now().wallMs }
        })
      const tone = toneOf(notices(), worst)
      if (tone === 'none' || (tone !== 'desktop' && !player)) return false
      if (!gate.opens(worst, clock.now().monoMs)) {
        record(lines.map((line) => ({ ...line, state: 'suppressed', cause: 'moreSevereHeard' })))
        return false
      }
      if (tone === 'desktop') return true
      void play(worst).then((outcome) => {
        if (!outcome) return
        const became =
          outcome.kind === 'played'
            ? ({ state: 'delivered', detail: tone } as const)
            : ({ state: 'failed', cause: 'refused', detail: outcome.reason } as const)
        record(lines.map((line) => ({ ...line, ...became })))
      })
      return false
    },
    async whenFree(severity) {
      for (let waited = 0; !isFree(severity); waited += LOOK_MS) {
        if (waited >= PATIENCE_MS) return false
        await new Promise<void>((goOn) => clock.after(LOOK_MS, goOn))
      }
      return true
    },
    tryOut: (severity) => (isFree(severity) ? play(severity) : Promise.resolve(undefined))
  }
}
