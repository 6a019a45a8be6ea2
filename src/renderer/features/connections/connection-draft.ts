import type { RequestInput } from '../../../contract/requests.ts'
import type { ConnectionView } from '../../../contract/views.ts'
import { readDraft, secretFields } from '../../../core/connections/draft.ts'
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
  readonly kind: 'text' | 'lines' | 'tokenKind'
  readonly placeholder?: string
}
type ConfigField = Extract<TextKey, `field.${string}.label`> extends `field.${infer Name}.label` ? Name : never

/** In the order in which a person has them at hand. */
export const FIELDS: Readonly<Record<System, readonly FieldPlan[]>> = {
  avaya: [
    { name: 'name', kind: 'text' },
    { name: 'restBaseUrl', kind: 'text', placeholder: 'https://region.api.avayacloud.com' },
    { name: 'accountId', kind: 'text', placeholder: 'ABCDEF' },
    { name: 'clientId', kind: 'text' },
    { name: 'producers', kind: 'lines' }
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
    { name: 'baseUrl', kind: 'text', placeholder: 'https://company.thoughtspot.cloud' },
    { name: 'username', kind: 'text' },
    { name: 'orgId', kind: 'text' }
  ]
}

const DEFAULTS: Readonly<Record<System, Readonly<Record<string, string>>>> = {
  avaya: { name: 'Floor', producers: 'Queue_itd_1.0.0\nAgent_itd_1.0.0' },
  giosg: {
    name: 'Chat',
    apiBaseUrl: 'https://api.giosg.com',
    serviceBaseUrl: 'https://service.giosg.com',
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
    values: Object.fromEntries(values.filter(([name]) => name !== 'system')),
    secrets: {},
    signInBy: secretsSet[0] ?? 'secretKey'
  }
}

/** The secrets that the form asks for. */
export function shownSecrets({ system, signInBy }: FormDraft): readonly string[] {
  return system === 'thoughtspot' ? [signInBy] : secretFields(system)
}

function valueOf(kind: FieldPlan['kind'], name: string, text: string): unknown {
  const trimmed = text.trim()
  if (kind === 'lines') return trimmed.split(/[\s,]+/).filter((line) => line !== '')
  if (name !== 'orgId') return trimmed
  if (trimmed === '') return undefined
  return /^\d+$/.test(trimmed) ? Number(trimmed) : trimmed
}

/** What the form describes, or which fields can't be taken and why. Main checks it again. */
export function readForm(draft: FormDraft): ReturnType<typeof readDraft> {
  const values = FIELDS[draft.system].map(({ name, kind }) => [name, valueOf(kind, name, draft.values[name] ?? '')])
  const secrets = shownSecrets(draft).flatMap((field) => {
    const typed = draft.secrets[field] ?? ''
    const secret = field === 'password' ? typed : typed.trim()
    return secret === '' ? [] : [[field, secret] as const]
  })
  const config = Object.fromEntries(values.filter(([, value]) => value !== undefined)) as Record<string, unknown>
  return readDraft({
    id: draft.id,
    config: { system: draft.system, ...config },
    secrets: Object.fromEntries(secrets)
  })
}

/** A stored connection exactly as it is. */
export function storedInput({ id, config }: ConnectionView): ConnectionInput {
  return { id, config, secrets: {} }
}

export function isSameDraft(a: FormDraft, b: FormDraft): boolean {
  const typed = Object.values(a.secrets).some((secret) => secret !== '')
  return !typed && JSON.stringify(a.values) === JSON.stringify(b.values) && a.signInBy === b.signInBy
}
