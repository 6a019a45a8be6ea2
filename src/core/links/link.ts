/** The scheme of links into the application. The system hands them over as they are: untrusted, they show something and do nothing. */
export const LINK_SCHEME = 'floorwatch'

/** What stands after `floorwatch://` → the view that shows it. */
const PLACES = {
  alert: 'alerts',
  queue: 'queues',
  agent: 'agents',
  target: 'targets',
  connection: 'connections'
} as const
/** Whole views, by their own names. */
const VIEWS = ['overview', 'queues', 'agents', 'alerts', 'targets', 'connections'] as const

export interface LinkTarget {
  readonly view: (typeof VIEWS)[number]
  /** Id of the one thing to show there. */
  readonly focusId?: string
}

const isPlace = (name: string): name is keyof typeof PLACES => Object.hasOwn(PLACES, name)
const viewOf = (name: string) => VIEWS.find((view) => view === name)

/** Longest id a window takes. */
const ID_LENGTH = 2000
const LINK_LENGTH = 10_000

export function isLink(text: string): boolean {
  return text.toLowerCase().startsWith(`${LINK_SCHEME}:`)
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/**
 * Reads `floorwatch://alert/ID`, `queue/ID`, `agent/ID`, `target/ID`, `connection/ID` with a percent-encoded id, or `floorwatch://VIEW`.
 * Undefined for anything else: another place, no or a too long id, an id that can't be decoded, a query or a fragment.
 */
export function parseLink(text: string): LinkTarget | undefined {
  if (text.length > LINK_LENGTH) return undefined
  // Systems add a slash to a link without a path.
  const match = /^floorwatch:\/\/([a-z]+)(?:\/([^/?#]*))?\/?$/i.exec(text)
  if (!match) return undefined
  const name = (match[1] ?? '').toLowerCase()
  const id = decoded(match[2] ?? '')
  if (id === undefined || id.length > ID_LENGTH || /\p{Cc}/u.test(id)) return undefined
  if (isPlace(name)) return id === '' ? undefined : { view: PLACES[name], focusId: id }
  const view = viewOf(name)
  return view && id === '' ? { view } : undefined
}

/** The link that `parseLink` reads as this. */
export function linkTo({ view, focusId }: LinkTarget): string {
  if (focusId === undefined) return `${LINK_SCHEME}://${view}`
  const place = Object.entries(PLACES).find(([, shown]) => shown === view)?.[0] ?? view
  return `${LINK_SCHEME}://${place}/${encodeURIComponent(focusId)}`
}
