import type { RequestInput } from '../../../contract/requests.ts'
import type { ConnectionView } from '../../../contract/views.ts'
import type { TextKey } from '../../text/catalogue.ts'

export type System = ConnectionView['system']
export type ConnectionInput = RequestInput<'connection:save'>['draft']

/** A connection as it stands in the form: text as it was typed. */
export interface FormDraft {
  readonly id: string | null
  readonly system: System
  readonly values: Readonly<Record<string, string>>
  /** Typed now. A stored one without an entry here is kept. */
  readonly secrets: Readonly<Record<string, string>>
  /** Which of ThoughtSpot's three is in use. */
  readonly signInBy: string
}

interface FieldPlan {
  readonly name: Exclude<ConfigField, 'signInBy'>
  readonly kind: 'text' | 'lines' | 'tokenKind' | 'durationUnit'
  readonly placeholder?: string
}
type ConfigField = Extract<TextKey, `field.${string}.label`> extends `field.${infer Name}.label` ? Name : never

/** In the order in which a person has them at hand. */
export const FIELDS: Readonly<Record<System, readonly FieldPlan[]>> = {
  avaya: [
    { name: 'name', kind: 'text' },
    { name: 'restBaseUrl', kind: 'text', placeholder: 'region.api.avayacloud.com' },
    { name: 'accountId', kind: 'text', placeholder: 'ABCDEF' },
    { name: 'clientId', kind: 'text' },
    { name: 'producers', kind: 'lines' },
    { name: 'durationUnit', kind: 'durationUnit' }
  ],
  giosg: [
    { name: 'name', kind: 'text' },
    { name: 'organizationId', kind: 'text' },
    { name: 'tokenKind', kind: 'tokenKind' },
    { name: 'apiBaseUrl', kind: 'text' },
    { name: 'serviceBaseUrl', kind: 'text' }
  ],
  thoughtspot: [
    { name: 'name', kind: 'text' },
    { name: 'baseUrl', kind: 'text', placeholder: 'company.thoughtspot.cloud' },
    { name: 'username', kind: 'text' },
    { name: 'orgId', kind: 'text' }
  ]
}

const DEFAULTS: Readonly<Record<System, Readonly<Record<string, string>>>> = {
  avaya: { name: 'Floor', producers: 'Queue_itd_1.0.0\nAgent_itd_1.0.0', durationUnit: 'ms' },
  giosg: {
    name: 'Chat',
    apiBaseUrl: 'api.giosg.com',
    serviceBaseUrl: 'service.giosg.com',
    tokenKind: 'token'
  },
  thoughtspot: { name: 'Reports' }
}

/** A name that no connection has yet: `Floor`, `Floor 2`, … */
function freeName(base: string, taken: readonly string[]): string {
  const isFree = (name: string): boolean => !taken.includes(name.toLowerCase())
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base} ${String(number)}`
    if (isFree(name)) return name
  }
}

export function newDraft(system: System, connections: readonly ConnectionView[]): FormDraft {
  const taken = connections.filter(({ demo }) => !demo).map(({ name }) => name.toLowerCase())
  const values = DEFAULTS[system]
  const name = freeName(values['name'] ?? '', taken)
  return { id: null, system, values: { ...values, name }, secrets: {}, signInBy: 'secretKey' }
}

export function draftOf({ id, system, config, secretsSet }: ConnectionView): FormDraft {
  const values = Object.entries(config).map(([name, value]): readonly [string, string] => [
    name,
    Array.isArray(value) ? value.join('\n') : String(value)
  ])
  return {
    id,
    system,
    // What is usual does not stand in the stored connection.
    values: {
      ...(system === 'avaya' && { durationUnit: 'ms' }),
      ...Object.fromEntries(values.filter(([name]) => name !== 'system'))
    },
    secrets: {},
    signInBy: secretsSet[0] ?? 'secretKey'
  }
}

/** By system; ThoughtSpot takes one of its three. */
export const SECRETS = {
  avaya: ['appKey', 'clientSecret'],
  giosg: ['token'],
  thoughtspot: ['secretKey', 'password', 'token']
} as const satisfies Record<System, readonly (keyof ConnectionInput['secrets'])[]>

/** The secrets that the form asks for. */
export function shownSecrets({ system, signInBy }: FormDraft): readonly string[] {
  return system === 'thoughtspot' ? [signInBy] : SECRETS[system]
}

function configOf({ system, values }: FormDraft): ConnectionInput['config'] {
  const text = (name: string): string => values[name] ?? ''
  const name = text('name')
  switch (system) {
    case 'avaya': {
      const account = { accountId: text('accountId'), clientId: text('clientId'), producers: text('producers') }
      const durationUnit = text('durationUnit') === 's' ? 's' : 'ms'
      return { system, name, restBaseUrl: text('restBaseUrl'), ...account, durationUnit }
    }
    case 'giosg': {
      const urls = { apiBaseUrl: text('apiBaseUrl'), serviceBaseUrl: text('serviceBaseUrl') }
      const tokenKind = text('tokenKind') === 'bearer' ? 'bearer' : 'token'
      return { system, name, organizationId: text('organizationId'), ...urls, tokenKind }
    }
    case 'thoughtspot':
      return { system, name, baseUrl: text('baseUrl'), username: text('username'), orgId: text('orgId') }
  }
}

/** The form's input of a request: main reads it, and says what can't be taken. */
export function inputOf(draft: FormDraft): ConnectionInput {
  const secrets = shownSecrets(draft).map((field) => [field, draft.secrets[field] ?? ''] as const)
  return {
    id: draft.id,
    config: configOf(draft),
    secrets: Object.fromEntries(secrets.filter(([, secret]) => secret !== ''))
  }
}

/** A stored connection exactly as it is. */
export function storedInput(connection: ConnectionView): ConnectionInput {
  return inputOf(draftOf(connection))
}

export function isSameDraft(a: FormDraft, b: FormDraft): boolean {
  const typed = Object.values(a.secrets).some((secret) => secret !== '')
  return !typed && JSON.stringify(a.values) === JSON.stringify(b.values) && a.signInBy === b.signInBy
}
