import { existsSync, readFileSync } from 'node:fs'

/** The last line of .ci/run: the tests of all reports together. A run that left no report has failed. */
let [passed, failed, skipped] = [0, 0, 0]

for (const path of process.argv.slice(2)) {
  if (!existsSync(path)) {
    console.log(`${path} is not there: no test of it ran, and the lines above say why.`)
    failed++
    continue
  }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(path, 'utf8'),
  )
  // A file that could not even be loaded holds no tests, but it has failed.
  const broken = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  passed += numPassedTests
  failed += numFailedTests + broken.length
  skipped += numPendingTests + numTodoTests
}

console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
