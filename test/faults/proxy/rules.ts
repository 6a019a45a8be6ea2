import type { FrameType, WsFrame } from './frames.ts'

export type Side = 'client' | 'server'

/** An answer by plain HTTP, to a request or in place of an upgrade. */
export interface PlainAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** What may be done to a websocket at any time. */
export type SocketAction =
  /** RST. */
  | { readonly do: 'disconnect' }
  /** FIN, no close frame. */
  | { readonly do: 'hangUp' }
  /** No code: a close frame without one. `lingers`: whatever the client answers, the connection is never ended from here. */
  | { readonly do: 'close'; readonly code?: number; readonly reason?: string; readonly lingers?: boolean }

export type ConnectAction =
  /** The TCP connection is reset in place of an answer. */
  | { readonly do: 'refuse' }
  /** Never answered. */
  | { readonly do: 'hold' }
  | { readonly do: 'respond'; readonly answer: PlainAnswer }
  /** Opened by the proxy itself, said `texts`, and closed. */
  | { readonly do: 'acceptAndClose'; readonly code: number; readonly texts?: readonly string[] }

export type FrameAction =
  | SocketAction
  | { readonly do: 'suppress' }
  /** This one and all that follow in its direction. */
  | { readonly do: 'suppressOnwards' }
  | { readonly do: 'delay'; readonly ms: number }
  | { readonly do: 'replace'; readonly text: string }
  /** After the frame or before it, in its direction. */
  | { readonly do: 'inject'; readonly texts: readonly (string | Buffer)[]; readonly before?: boolean }
  /** Said to the client, whoever's frame it was; then the close frame. */
  | { readonly do: 'injectAndClose'; readonly texts: readonly string[]; readonly code: number }
  | { readonly do: 'repeat' }

export type HttpAction =
  | { readonly do: 'respond'; readonly answer: PlainAnswer }
  | { readonly do: 'delay'; readonly ms: number }
  /** The connection is cut in place of an answer. */
  | { readonly do: 'drop' }
  /** Never answered. */
  | { readonly do: 'hold' }

interface Common {
  /** So many times, then never again. Default: always. */
  readonly times?: number
  /** Share of the matches that count, by the proxy's seed. */
  readonly probability?: number
}

export type Rule = Common &
  (
    | { readonly on: 'connect'; readonly count?: number; readonly action: ConnectAction }
    | {
        readonly on: 'frame'
        readonly to: Side
        readonly type?: FrameType
        /** Found in the frame's text. */
        readonly saying?: RegExp
        readonly action: FrameAction
      }
    | { readonly on: 'open'; readonly afterMs: number; readonly action: SocketAction }
    | { readonly on: 'http'; readonly asking: RegExp; readonly action: HttpAction }
  )

type RuleOf<On extends Rule['on']> = Extract<Rule, { readonly on: On }>

/** The rules in force. The first that matches acts, and only that one. */
export interface RuleBook {
  add(rule: Rule): void
  clear(): void
  connect(count: number): RuleOf<'connect'>['action'] | undefined
  open(): readonly RuleOf<'open'>[]
  frame(to: Side, frame: WsFrame): FrameAction | undefined
  /** `request`: `METHOD /path?query`. */
  http(request: string): HttpAction | undefined
}

/** `random`: uniform in [0, 1). */
export function createRuleBook(random: () => number): RuleBook {
  let rules: { readonly rule: Rule; left: number }[] = []

  function find<On extends Rule['on']>(on: On, matches: (rule: RuleOf<On>) => boolean): RuleOf<On> | undefined {
    for (const entry of rules) {
      const rule = entry.rule as RuleOf<On>
      if (rule.on !== on || entry.left === 0 || !matches(rule)) continue
      if (random() >= (rule.probability ?? 1)) continue
      entry.left -= 1
      return rule
    }
    return undefined
  }

  return {
    add: (rule) => void rules.push({ rule, left: rule.times ?? Infinity }),
    clear: () => void (rules = []),
    connect: (count) => find('connect', (rule) => rule.count === undefined || rule.count === count)?.action,
    open() {
      const found = find('open', () => true)
      return found ? [found] : []
    },
    frame: (to, { type, payload }) =>
      find(
        'frame',
        (rule) =>
          rule.to === to &&
          (rule.type === undefined || rule.type === type) &&
          (rule.saying === undefined || rule.saying.test(payload.toString('utf8')))
      )?.action,
    http: (request) => find('http', ({ asking }) => asking.test(request))?.action
  }
}
