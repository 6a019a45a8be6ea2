import type { Page } from '@playwright/test'

/** What a page shows, and what of it is cut. Runs in the page. */

interface Found {
  readonly where: string
  readonly text: string
}

/** Every text that is seen or read aloud, but below `leftOut`, a selector. */
export function textsOf(page: Page, leftOut = 'script, style'): Promise<readonly Found[]> {
  return page.evaluate((without) => {
    const found: { where: string; text: string }[] = []
    const isSeen = (element: Element): boolean => element.checkVisibility() && !element.closest(without)
    for (const element of document.body.querySelectorAll('*')) {
      if (!isSeen(element)) continue
      const where = `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`
      for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description', 'aria-roledescription']) {
        const text = element.getAttribute(name)
        if (text && !element.closest('[aria-hidden=true]')) found.push({ where: `${where}[${name}]`, text })
      }
      const own = [...element.childNodes]
        .filter((node) => node.nodeType === Node.TEXT_NODE)
        .map((node) => node.nodeValue)
      const text = own.join('').trim()
      if (text) found.push({ where, text })
      if (element instanceof HTMLInputElement && element.readOnly && element.value)
        found.push({ where: `${where}[value]`, text: element.value })
    }
    return found
  }, leftOut)
}

/** Names and numbers that main was told by services and by the user: no words of the catalogue. */
export function dataOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    interface Answer {
      readonly value: unknown
    }
    type Ask = () => Promise<Answer>
    const bridge = Reflect.get(globalThis, 'floorwatch') as { readonly getState: Ask; readonly getRows: Ask }
    const [state, rows] = await Promise.all([bridge.getState(), bridge.getRows()])
    const names = new Set(['name', 'keyName', 'displayName', 'workflowName', 'host', 'owner', 'scenario', 'producerId'])
    for (const name of ['profileDir', 'version', 'electron', 'runtime', 'timespan', 'note', 'raw', 'detail', 'proxy'])
      names.add(name)
    // What an address or an ID looks like.
    const data = new Set(['region.api.avayacloud.com', 'company.thoughtspot.cloud', 'ABCDEF'])
    const add = (value: unknown): void => {
      if (typeof value === 'string' && /\p{L}/u.test(value)) data.add(value)
    }
    const folder = (state.value as { readonly app: { readonly profileDir: string } }).app.profileDir
    data.add(`${folder}/logs`)
    // Of the system, under "About".
    const { readDiagnostics } = Reflect.get(globalThis, 'floorwatch') as { readonly readDiagnostics: Ask }
    add(((await readDiagnostics()).value as { readonly system: string }).system)
    const visit = (value: unknown, key: string): void => {
      if (names.has(key)) add(value)
      if (typeof value !== 'object' || value === null) return
      for (const [name, one] of Object.entries(value)) visit(one, Array.isArray(value) ? key : name)
    }
    visit(state.value, '')
    for (const { keys, values } of (rows.value as { rows: Record<'keys' | 'values', Record<string, unknown>>[] })
      .rows) {
      for (const value of [...Object.values(keys), ...Object.values(values)]) {
        // A closed set of the product's own has words; what a service calls its channel has not.
        if (!/^(READY|NOT_READY|ACTIVE|AFTER_CONTACT_WORK|LOGGED_OUT)$/.test(String(value))) add(value)
      }
    }
    return [...data]
  })
}

/** What is left of a text without its parts in brackets, however deep, and without the data in it. */
export function outsideBrackets(text: string, data: readonly string[]): string {
  let depth = 0
  let left = ''
  for (const sign of text) {
    if (sign === '[') depth += 1
    else if (sign === ']') depth -= 1
    else if (depth === 0) left += sign
  }
  const lower = left.toLowerCase()
  const words = data.filter((one) => lower.includes(one.toLowerCase())).sort((a, b) => b.length - a.length)
  return words.reduce(
    (rest, one) => rest.replaceAll(new RegExp(one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'gi'), ''),
    left
  )
}

/**
 * Elements whose text is cut, and elements that reach beyond the window where nothing scrolls. Names from outside may be cut where
 * the whole name stands in the title.
 */
export function cutTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const cut: string[] = []
    const scrolls = (element: Element): boolean => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX)
    // A field with a path can be gone through, and copied.
    const isDeclared = (element: Element): boolean =>
      element.matches('input[readonly]:not([role=combobox])') ||
      element.getAttribute('title') === element.textContent.trim() ||
      [...element.querySelectorAll('[title]')].some((child) => child.getAttribute('title') === child.textContent.trim())
    for (const element of document.body.querySelectorAll('*')) {
      if (!element.checkVisibility() || element.closest('.visually-hidden, svg')) continue
      // A picture, such as the track of a switch.
      if (element.textContent.trim() === '' && !(element instanceof HTMLInputElement && element.value)) continue
      const { overflowX } = getComputedStyle(element)
      const wide = element.scrollWidth - element.clientWidth
      const hasWords = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim()
      )
      // Text that is not cut but runs over its own box covers a neighbour, or is covered by one.
      const clips = (['hidden', 'clip'].includes(overflowX) || hasWords) && element.clientWidth > 0 && wide > 1
      const { right, width } = element.getBoundingClientRect()
      let holder = element.parentElement
      while (holder && !scrolls(holder)) holder = holder.parentElement
      const leaves = width > 0 && right > innerWidth + 1 && holder === null
      if ((clips && !isDeclared(element)) || leaves)
        cut.push(
          `${clips ? 'cut' : 'outside'} by ${String(clips ? wide : Math.round(right - innerWidth))} px: ` +
            `${element.tagName.toLowerCase()}.${String(element.getAttribute('class'))} ${element.textContent.slice(0, 60)}`
        )
    }
    return cut
  })
}
