import { expect, it } from 'vitest'
import { diagnosticsText } from '../../../../src/main/app/diagnostics.ts'
import { createRedactor } from '../../../../src/main/platform/redact.ts'
import { aConnection, aFloor, NOON_MS, rows } from '../../../fakes/a-floor.ts'

it('a text for support has counts and codes, and nothing that anybody wrote', () => {
  const failure = { code: 'badCredential', step: 'token', detail: 'Bearer sk-123 for jane@company.example was refused' }
  const connection = aConnection({
    name: 'Jana’s floor',
    host: 'company.example',
    owner: 'Jana Sato',
    status: { phase: 'failed', sinceMs: NOON_MS, attempt: 1, failure }
  })
  const state = aFloor({
    connections: [connection],
    problems: [{ id: 'p', code: 'settingsDamaged', params: { file: '/home/jana/settings.json' }, sinceMs: NOON_MS }]
  })
  const app = { ...state.app, profileDir: '/home/jana/.config/Floorwatch' }
  const caFile = '/home/jana/company-ca.pem'
  const facts = { system: 'Linux 6.1 x64', tray: true, notices: { server: 'gnome-shell 46', abilities: ['actions'] } }
  const settings = { ...state.settings, caFile, pinnedQueues: [rows[0]!.id] }
  const text = diagnosticsText({ state: { ...state, app, settings }, facts, zone: 'Europe/Helsinki', nowMs: NOON_MS })
  expect(text).toContain('connections: avaya failed badCredential 1')
  expect(text).toContain('notices: gnome-shell 46: actions')
  expect(text).toContain('problems: settingsDamaged 1')
  const named = [connection.name, connection.host, 'Jana', 'jana', 'sk-123', 'company', 'Sales', connection.id]
  const values = rows
    .flatMap((row) => Object.values({ ...row.keys, ...row.values }))
    .filter((v) => typeof v === 'string')
  // Words of the product itself, such as READY, are nobody's.
  const written = [...named, ...values].filter((word) => word.length > 3 && !/^[A-Z_]+$/.test(word))
  expect(written.filter((word) => text.includes(word))).toEqual([])
})

it('no line of it is taken for a secret by the redactor it goes through', () => {
  const facts = { system: 'Linux 6.1 x64', tray: true, notices: { server: 'gnome-shell 46', abilities: [] } }
  const text = diagnosticsText({ state: aFloor(), facts, zone: 'UTC', nowMs: NOON_MS })
  expect(text).toContain('protection: os (')
  expect(createRedactor().text(text)).toBe(text)
})
