import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { checkTally, playwrightTally, sum, vitestTally } from '../../../scripts/lib/results.mjs'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'floorwatch-results-'))
const file = path.join(folder, 'report.json')
const write = (report) => (fs.writeFileSync(file, JSON.stringify(report)), file)
afterEach(() => fs.rmSync(file, { force: true }))

const test = (fullName, status) => ({ fullName, status })
const suite = (assertionResults, more = {}) => ({
  name: 'a.test.ts',
  status: 'passed',
  message: '',
  assertionResults,
  ...more
})

describe('what vitest reported', () => {
  it('is counted test by test, failures by name', () => {
    const report = write({
      testResults: [suite([test('adds', 'passed'), test('divides', 'failed')], { status: 'failed' })]
    })
    expect(vitestTally(report, 1)).toEqual({ passed: 1, failures: ['divides'], notHere: 0 })
  })

  it('counts a file that could not be loaded as a failure', () => {
    const report = write({
      testResults: [suite([test('adds', 'passed')]), suite([], { status: 'failed', message: 'no such module' })]
    })
    expect(vitestTally(report, 1).failures).toEqual(['a.test.ts: no such module'])
  })

  it('counts an error outside every test as a failure', () => {
    expect(vitestTally(write({ testResults: [suite([test('adds', 'passed')])] }), 1)).toEqual({
      passed: 1,
      failures: ['vitest ended with code 1'],
      notHere: 0
    })
  })

  it('counts a skipped test as a failure, unless it says that it is not for this system', () => {
    const skipped = [test('adds', 'passed'), test('divides', 'skipped'), test('draws (not for this system)', 'skipped')]
    expect(vitestTally(write({ testResults: [suite(skipped)] }), 0)).toEqual({
      passed: 1,
      failures: ['divides (did not run: skipped)'],
      notHere: 1
    })
  })

  it('is a failure when nothing ran, or when there is no report or half of one', () => {
    expect(vitestTally(write({ testResults: [] }), 0).failures).toEqual(['vitest ran no test'])
    fs.writeFileSync(file, '{"testResults": [')
    expect(vitestTally(file, 0).failures).toEqual(['vitest left no result (code 0)'])
    expect(vitestTally(path.join(folder, 'none.json'), 3).failures).toEqual(['vitest left no result (code 3)'])
  })
})

describe('what Playwright reported', () => {
  const spec = (title, status) => ({ title, tests: [{ status }] })
  const report = (specs, errors = []) =>
    write({ suites: [{ title: 'a.spec.ts', specs: [], suites: [{ title: 'tray', specs }] }], errors })

  it('is counted through nested suites, a flaky test as a failure', () => {
    const specs = [spec('shows', 'expected'), spec('follows', 'unexpected'), spec('blinks', 'flaky')]
    expect(playwrightTally(report(specs), 1)).toEqual({
      passed: 1,
      failures: ['a.spec.ts > tray > follows', 'a.spec.ts > tray > blinks (flaky)'],
      notHere: 0
    })
  })

  it('counts what went wrong outside the tests, and what was skipped', () => {
    const reasoned = {
      title: 'confines',
      tests: [{ status: 'skipped', annotations: [{ type: 'skip', description: 'not for this system' }] }]
    }
    const specs = [
      spec('shows', 'expected'),
      spec('hides', 'skipped'),
      spec('docks (not for this system)', 'skipped'),
      reasoned
    ]
    expect(playwrightTally(report(specs, [{ message: 'no display\nstack' }]), 1)).toEqual({
      passed: 1,
      failures: ['playwright: no display', 'a.spec.ts > tray > hides (skipped)'],
      notHere: 2
    })
  })

  it('is a failure when nothing ran', () => {
    expect(playwrightTally(report([]), 0).failures).toEqual(['playwright ran no test'])
  })
})

it('all stages are added up', () => {
  expect(sum([checkTally('lint', 0), checkTally('types', 2), { passed: 4, failures: ['x'], notHere: 2 }])).toEqual({
    passed: 5,
    failures: ['types', 'x'],
    notHere: 2
  })
})
