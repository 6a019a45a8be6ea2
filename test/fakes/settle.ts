/** Lets everything that waits for promises alone come to rest: no time passes, no timer runs. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
}
