/**
 * What is known of the desktop's own do-not-disturb. `unknown`: nobody here tells. `system`: notices are handed over all the same, as
 * this system holds them by itself.
 */
export const DO_NOT_DISTURB = ['on', 'off', 'unknown', 'system'] as const
export type DoNotDisturb = (typeof DO_NOT_DISTURB)[number]
