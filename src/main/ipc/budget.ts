/** An object, array or entry weighs as much as this many characters. */
const NODE_WEIGHT = 8

/** Maps, sets, dates, errors, patterns and bytes come through the structured clone too; no request has them. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return Array.isArray(value) || prototype === Object.prototype || prototype === null
}

/**
 * True while the strings and nodes of `value` together weigh at most `limit`. Stops counting past it, so a huge or circular value
 * costs no more than one at the limit. False for anything that is not plain data.
 */
export function isWithinBudget(value: unknown, limit: number): boolean {
  let left = limit
  const rest: unknown[] = [value]
  while (rest.length > 0) {
    const one = rest.pop()
    left -= NODE_WEIGHT
    if (typeof one === 'string') left -= one.length
    else if (typeof one === 'object' && one !== null) {
      if (!isPlain(one)) return false
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
