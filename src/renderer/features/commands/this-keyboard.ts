/** Whether the modifier of this keyboard is Cmd. */
export const isMac = /mac/i.test(navigator.userAgent)
