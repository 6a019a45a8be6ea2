import * as z from 'zod'

/** What Electron's `process.parentPort` offers in a utility process, as far as it is used here. */
export interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'close', run: () => void): unknown
}

const isFunction = (value: unknown): boolean => typeof value === 'function'
const portSchema = z.custom<ParentPort>(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    'postMessage' in value &&
    isFunction(value.postMessage) &&
    'on' in value
)

/** Undefined under plain Node. */
export function parentPortOf(host: object): ParentPort | undefined {
  const found = portSchema.safeParse('parentPort' in host ? host.parentPort : undefined)
  return found.success ? found.data : undefined
}
