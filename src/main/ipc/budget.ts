/** An object, array or entry weighs as much as this many characters. */
const NODE_WEIGHT = 8

/**
 * True while the strings and nodes of `value` together weigh at most `limit`. Stops counting past it, so a huge or circular value
 * costs no more than one at the limit.
 */
export function isWithinBudget(value: unknown, limit: number): boolean {
  let left = limit
  const rest: unknown[] = [value]
  while (rest.length > 0) {
    const one = rest.pop()
    left -= NODE_WEIGHT
    if (typeof one === 'string') left -= one.length
    else if (ArrayBuffer.isView(one) || one instanceof ArrayBuffer) left -= one.byteLength
    else if (one instanceof Map || one instanceof Set) left -= limit
    else if (typeof one === 'object' && one !== null) {
      // An array may claim a length that it does not fill; a schema would still walk all of it.
      if (Array.isArray(one)) left -= one.length
      for (const key in one) {
        left -= NODE_WEIGHT + key.length
        if (left < 0) return false
        rest.push(Reflect.get(one, key))
      }
    }
    if (left < 0) return false
  }
  return true
}
