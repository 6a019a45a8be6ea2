import { createInterface } from 'node:readline'

// What Chromium says of a machine without a system bus or a graphics card, where neither is needed. Anything else is shown.
const HARMLESS = [
  /bus\.cc\(\d+\)\] Failed to connect to the bus: .*system_bus_socket/,
  /viz_main_impl\.cc\(\d+\)\] Exiting GPU process due to errors during initialization/
]

export const isHarmless = (line) => HARMLESS.some((pattern) => pattern.test(line))

/** Passes a program's stderr on, without the lines known to mean nothing. `hear` gets every line; resolves at the stream's end. */
export async function passOn(stream, hear) {
  for await (const line of createInterface({ input: stream })) {
    hear(line)
    if (!isHarmless(line)) process.stderr.write(`${line}\n`)
  }
}
