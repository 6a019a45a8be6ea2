import type { Call, Reply } from './reply.ts'

export type Params = Readonly<Record<string, string>>

export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** `{name}` stands for one path segment, or the part of it before a colon. */
  readonly path: string
  readonly run: (call: Call, params: Params) => Reply
}

/** What a service says when no route fits; `allowed` is empty for an unknown path. */
export type NoRoute = (call: Call, allowed: readonly string[]) => Reply

function compile(path: string): RegExp {
  const literal = path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&')
  return new RegExp(`^${literal.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/:]+)')}$`)
}

function decoded(groups: Readonly<Record<string, string>>): Params {
  return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, decodedOrRaw(text)]))
}

function decodedOrRaw(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export function createRouter(routes: readonly Route[], noRoute: NoRoute): (call: Call) => Reply {
  const table = routes.map((route) => ({ ...route, pattern: compile(route.path) }))
  return (call) => {
    const allowed: string[] = []
    for (const route of table) {
      const match = route.pattern.exec(call.path)
      if (!match) continue
      if (route.method === call.method) return route.run(call, decoded(match.groups ?? {}))
      allowed.push(route.method)
    }
    return noRoute(call, allowed)
  }
}
