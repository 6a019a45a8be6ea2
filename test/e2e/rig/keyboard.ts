import { expect, type Locator } from '@playwright/test'

const PRESSES_AT_MOST = 60

/** Tabs until a control has the focus: what can't be reached this way does not exist for a keyboard. */
export async function tabTo(control: Locator): Promise<void> {
  await expect(control).toBeVisible()
  for (let presses = 0; presses < PRESSES_AT_MOST; presses++) {
    if (await control.evaluate((element) => element === document.activeElement)) return
    await control.page().keyboard.press('Tab')
  }
  throw new Error(`${PRESSES_AT_MOST} times Tab and not at ${String(control)}`)
}
