import type { ContactEvent } from '../floor/event-log.ts'

export const DEMO_VENDOR = 'com.example.contact-centre'
export const CONTACT_CATEGORY = 'contact'

/** A contact's event as the reporting service stores it; `dimensions` are the fields a query may name. */
export interface GenericEvent {
  readonly atMs: number
  readonly source: 'trusted' | 'untrusted'
  readonly vendor: string
  readonly value: number
  readonly dimensions: Readonly<Record<string, string>>
}

export function asGenericEvent(event: ContactEvent, organizationId: string): GenericEvent {
  return {
    atMs: event.atMs,
    source: 'trusted',
    vendor: DEMO_VENDOR,
    value: event.value,
    dimensions: {
      event_version: '1',
      vendor: DEMO_VENDOR,
      source: 'trusted',
      category: CONTACT_CATEGORY,
      action: event.action,
      label: event.queue.name,
      dim1: event.queue.channel,
      session_id: String(event.contactId),
      organization_id: organizationId
    }
  }
}
