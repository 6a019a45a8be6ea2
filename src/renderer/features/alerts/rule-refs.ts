import type { Filter, MeasureRef } from '../../../core/alerts/rule.ts'
import { MEASURE_ROLES, type MeasureRole } from '../../../core/measures/value.ts'

/** What a filter or metric names, as one text: the key of its choice in a list. */
export function refKey(ref: Filter['by']): string {
  if ('key' in ref) return `key:${ref.key}`
  return 'role' in ref ? `role:${ref.role}` : `name:${ref.name}`
}

const isRole = (text: string): text is MeasureRole => MEASURE_ROLES.some((role) => role === text)

/** The other way round; undefined for what names nothing. */
export function filterRef(key: string): Filter['by'] | undefined {
  const [, kind, name = ''] = /^(key|role|name):(.+)$/s.exec(key) ?? []
  if (kind === 'key') return { key: name }
  return measureRef(key)
}

export function measureRef(key: string): MeasureRef | undefined {
  const [, kind, name = ''] = /^(role|name):(.+)$/s.exec(key) ?? []
  if (kind === 'role') return isRole(name) ? { role: name } : undefined
  return kind === 'name' ? { name } : undefined
}
