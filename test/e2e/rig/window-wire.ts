import type { ElectronApplication } from '@playwright/test'

/** Everything main says to windows, as text. */
export interface WindowWire {
  /** Pushes and answers so far, each with its channel. Empties the record. */
  take(): Promise<readonly { readonly channel: string; readonly text: string }[]>
}

interface Sender {
  send(channel: string, ...values: unknown[]): void
}

const LOST_ANSWER = /promise was garbage collected/

/** The debugger now and then loses an answer of the main process, whose work is done all the same: asked once more, it finds that. */
async function unlessLost<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (!LOST_ANSWER.test(String(error))) throw error
    return ask()
  }
}

/** Records from now on what goes to windows that are opened from now on. Exists in the test alone. */
export async function recordWindowWire({ electron }: { readonly electron: ElectronApplication }): Promise<WindowWire> {
  const begin = () =>
    electron.evaluate(({ app, ipcMain, webContents }) => {
      if (Reflect.has(globalThis, 'recordedWire')) return
      const record: { channel: string; text: string }[] = []
      Reflect.set(globalThis, 'recordedWire', record)
      const note = (channel: string, value: unknown): void => {
        record.push({ channel, text: JSON.stringify([value]) })
      }
      // Where Electron keeps the answering functions has no public name.
      const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, (...given: unknown[]) => unknown>
      for (const [channel, answer] of [...handlers]) {
        handlers.set(channel, async (...given) => {
          const value = await answer(...given)
          note(channel, value)
          return value
        })
      }
      const listen = (contents: Sender): void => {
        const send = contents.send.bind(contents)
        contents.send = (channel, ...values: unknown[]) => {
          note(channel, values)
          send(channel, ...values)
        }
      }
      app.on('web-contents-created', (_event, contents) => listen(contents))
      webContents.getAllWebContents().forEach(listen)
    })
  await unlessLost(begin)
  return {
    take: () =>
      electron.evaluate(() => {
        const record = Reflect.get(globalThis, 'recordedWire') as { channel: string; text: string }[]
        return record.splice(0)
      })
  }
}
