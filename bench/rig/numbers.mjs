export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  if (sorted.length === 0) throw new Error('no run succeeded')
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** Half the distance between the quartiles over the median: how far a second run may differ. */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share) => sorted[Math.round((sorted.length - 1) * share)]
  return (at(0.75) - at(0.25)) / 2 / median(values)
}

/**
 * Runs the two sides in turn, A B A B …, so that what the machine does meanwhile meets both, and throws the first run of each
 * away. Answers the kept values of each side.
 */
export async function interleave(runs, a, b) {
  const values = { a: [], b: [] }
  for (let run = 0; run <= runs; run++) {
    const [ofA, ofB] = [await a(), await b()]
    if (run === 0) continue
    values.a.push(ofA)
    values.b.push(ofB)
  }
  return values
}
