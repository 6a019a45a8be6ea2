import os from 'node:os'

const rounded = (value) => (value >= 1000 ? Math.round(value) : Number(value.toPrecision(3))).toLocaleString('en')

/** Ratio, limit and verdict of a row as it will be printed. */
export function judge(row) {
  const ratio = row.baseline > 0 ? row.ours / row.baseline : undefined
  const { ratioAtMost, ratioAtLeast, atMost } = row.limit
  if (atMost !== undefined) return { ratio, met: row.ours <= atMost, limit: `≤ ${atMost} ${row.unit}` }
  if (ratioAtMost !== undefined) return { ratio, met: ratio <= ratioAtMost, limit: `≤ ${ratioAtMost.toFixed(2)} ×` }
  return { ratio, met: ratio >= ratioAtLeast, limit: `≥ ${ratioAtLeast.toFixed(2)} ×` }
}

export function table(rows) {
  const lines = rows.map((row) => {
    const { ratio, limit, met } = judge(row)
    return [
      row.measure,
      `${rounded(row.ours)} ${row.unit}`,
      rounded(row.baseline),
      ratio === undefined ? '–' : `${ratio.toFixed(2)} ×`,
      limit,
      met ? 'yes' : 'NO',
      row.spread === undefined ? '' : `± ${Math.round(row.spread * 100)} %`
    ]
  })
  const all = [['measure', 'ours', 'baseline', 'ratio', 'limit', 'met', 'spread'], ...lines]
  const widths = all[0].map((_, column) => Math.max(...all.map((line) => line[column].length)))
  return all
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd()
    )
    .join('\n')
}

export function machine(runtime) {
  const [cpu] = os.cpus()
  return {
    cpu: `${os.cpus().length} × ${cpu?.model ?? 'unknown'}`,
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.release()}`,
    node: process.versions.node,
    electron: `${runtime.version} (${runtime.source})`,
    /** Runnable processes a core over the last minute, at the start: above 0.3 others disturb. */
    loadPerCore: Number(((os.loadavg()[0] ?? 0) / os.cpus().length).toFixed(2))
  }
}
