/** What a rule about targets can tell. */
export const TOLD_TARGET_STATES = ['reached', 'exceeded', 'atRisk', 'outOfReach', 'finalMet', 'finalMissed'] as const
export type ToldTargetState = (typeof TOLD_TARGET_STATES)[number]

/** The reason an open episode bears while it says what became of a period: `finalMet` is how one that was told for more than that ended. */
const PERIOD_REASONS = { finalMet: 'periodMet', finalMissed: 'periodMissed' } as const

export function reasonOf(state: ToldTargetState): string {
  return state === 'finalMet' || state === 'finalMissed' ? PERIOD_REASONS[state] : state
}

const TOLD: ReadonlyMap<string, ToldTargetState> = new Map([
  ...TOLD_TARGET_STATES.map((state) => [reasonOf(state), state] as const),
  ['finalMet', 'reached'],
  ['finalMissed', 'exceeded'],
  ['exceededOffFloor', 'exceeded']
])

/** What a target's alert was told for, whatever became of it since. */
export function toldState({ reason }: { readonly reason: string | null }): ToldTargetState {
  return TOLD.get(reason ?? '') ?? 'reached'
}
