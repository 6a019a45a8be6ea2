import fs from 'node:fs'

/** Clock ticks of /proc/<pid>/stat in a second: 100 on every Linux that Electron runs on. */
const TICKS_PER_SECOND = 100

/** Fields of /proc/<pid>/stat after the command's name, which may itself hold blanks and brackets. */
function statOf(pid) {
  try {
    const text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}

/** The process and everything below it, as of now. */
export function treeOf(pid) {
  const children = new Map()
  for (const name of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const parent = Number(statOf(name)?.[1] ?? 0)
    children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const tree = [pid]
  for (const member of tree) tree.push(...(children.get(member) ?? []))
  return tree
}

/**
 * Proportional set size of the tree, MB: a page shared by n processes counts 1/n in each. Processes outside the tree that run
 * the same executable make it smaller.
 */
export function pssMb(pid) {
  let kb = 0
  for (const member of treeOf(pid)) {
    try {
      kb += Number(/^Pss:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${member}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
    } catch {
      // Ended between the two looks.
    }
  }
  if (kb === 0) throw new Error(`no memory could be read of process ${pid}`)
  return kb / 1024
}

/** CPU time the tree used so far, ms; children that already ended are in their parent's sum. */
export function cpuMs(pid) {
  let ticks = 0
  for (const member of treeOf(pid)) {
    const stat = statOf(member)
    if (stat) for (const field of [11, 12, 13, 14]) ticks += Number(stat[field])
  }
  return (ticks * 1000) / TICKS_PER_SECOND
}
