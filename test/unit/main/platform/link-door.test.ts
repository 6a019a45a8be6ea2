import { EventEmitter } from 'node:events'
import type { App } from 'electron'
import { describe, expect, it } from 'vitest'
import { openLinkDoor } from '../../../../src/main/platform/link-door.ts'

function opened(isPackaged: boolean) {
  const schemes: string[] = []
  const links: string[] = []
  const events = new EventEmitter()
  const app = { isPackaged, setAsDefaultProtocolClient: (scheme: string) => schemes.push(scheme) > 0 }
  openLinkDoor(Object.assign(events, app) as unknown as App, (link) => links.push(link))
  return { schemes, links, events }
}

describe('the door for links', () => {
  it('is taken by an installed application only', () => {
    expect(opened(true).schemes).toEqual(['floorwatch'])
    expect(opened(false).schemes).toEqual([])
  })

  it('hands over what macOS brings, as it is', () => {
    const { events, links } = opened(false)
    let prevented = 0
    events.emit('open-url', { preventDefault: () => prevented++ }, 'floorwatch://alert/e1')
    expect([links, prevented]).toEqual([['floorwatch://alert/e1'], 1])
  })
})
