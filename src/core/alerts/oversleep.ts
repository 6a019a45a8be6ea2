/** A deadline served later than this was not missed by a busy moment: the machine slept. */
export const OVERSLEPT_MS = 5_000
/** After sleep, the time in which a dead feed is found out. What is overdue waits for it: it rests on numbers from before. */
export const GRACE_MS = 20_000
