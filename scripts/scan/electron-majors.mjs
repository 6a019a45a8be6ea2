/** Electron's releases as of `reviewed`: the newest three majors get fixes, a new one comes every eight weeks. Newest first. */
export const reviewed = '2026-11-26'
const MAJORS = [
  { major: 45, released: '2026-10-21' },
  { major: 44, released: '2026-08-25' },
  { major: 43, released: '2026-07-01' },
  { major: 42, released: '2026-05-06' },
  { major: 41, released: '2026-03-11' }
]
export const SUPPORTED = MAJORS.slice(0, 3).map(({ major }) => major)
