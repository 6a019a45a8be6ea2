import fs from 'node:fs'

/** How a test that belongs to another operating system says so. Anything else that does not run counts as failed. */
const NOT_HERE = /not for this system/

/**
 * One tally per stage: how many passed, the failures by name, and how many tests belong to another system. A runner that
 * left no readable result, or ran nothing, has failed.
 */
const tally = (passed, failures, notHere = 0) => ({ passed, failures, notHere })

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

function conclude(runner, code, passed, failures, notHere) {
  if (passed + failures.length === 0) failures.push(`${runner} ran no test`)
  // An error outside every test (unhandled rejection, set-up) shows in the exit code alone.
  if (code !== 0 && failures.length === 0) failures.push(`${runner} ended with code ${code}`)
  return tally(passed, failures, notHere)
}

export const vitestTally = (file, code) => {
  const report = readJson(file)
  if (!report) return tally(0, [`vitest left no result (code ${code})`])
  const failures = []
  let passed = 0
  let notHere = 0
  for (const suite of report.testResults) {
    if (suite.status === 'failed' && suite.assertionResults.every((test) => test.status !== 'failed'))
      failures.push(`${suite.name}: ${suite.message || 'could not be run'}`)
    for (const { status, fullName } of suite.assertionResults) {
      if (status === 'passed') passed++
      else if (status !== 'failed' && NOT_HERE.test(fullName)) notHere++
      else failures.push(status === 'failed' ? fullName : `${fullName} (did not run: ${status})`)
    }
  }
  return conclude('vitest', code, passed, failures, notHere)
}

function* specsOf(suite, path = []) {
  const here = suite.title ? [...path, suite.title] : path
  for (const spec of suite.specs ?? []) yield { ...spec, name: [...here, spec.title].join(' > ') }
  for (const child of suite.suites ?? []) yield* specsOf(child, here)
}

export const playwrightTally = (file, code) => {
  const report = readJson(file)
  if (!report) return tally(0, [`playwright left no result (code ${code})`])
  const failures = (report.errors ?? []).map((error) => `playwright: ${error.message?.split('\n')[0] ?? 'error'}`)
  let passed = 0
  let notHere = 0
  for (const suite of report.suites) {
    for (const { name, tests } of specsOf(suite)) {
      for (const { status, annotations = [] } of tests) {
        const saysNotHere = [name, ...annotations.map(({ description }) => description)].some((text) =>
          NOT_HERE.test(text)
        )
        if (status === 'expected') passed++
        else if (status === 'skipped' && saysNotHere) notHere++
        else failures.push(status === 'unexpected' ? name : `${name} (${status})`)
      }
    }
  }
  return conclude('playwright', code, passed, failures, notHere)
}

/** A stage that is one check: passed or failed as a whole. */
export const checkTally = (name, code) => (code === 0 ? tally(1, []) : tally(0, [name]))

export const sum = (tallies) => ({
  passed: tallies.reduce((total, { passed }) => total + passed, 0),
  failures: tallies.flatMap(({ failures }) => failures),
  notHere: tallies.reduce((total, { notHere }) => total + notHere, 0)
})
