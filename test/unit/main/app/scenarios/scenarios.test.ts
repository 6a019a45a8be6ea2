import { describe, expect, test } from 'vitest'
import { scenariosOf } from '../../../core/alerts/scenarios/files.ts'
import { playOnDesk } from '../desk-stage.ts'

describe.each(scenariosOf(new URL('.', import.meta.url)))('$file', ({ scenarios }) => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', async (_name, scenario) => {
    const { log, ledger } = await playOnDesk(scenario)
    expect(log).toEqual(scenario.log)
    if (scenario.ledger) expect(ledger).toEqual(scenario.ledger)
  })
})
