import { existsSync, readFileSync } from 'node:fs'

const path = process.argv[2]
const report = path && existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
if (!report) console.log('No test ran: the lines above say why.')

const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0, testResults = [] } = report ?? {}
// A file that could not even be loaded holds no tests, but it has failed.
const broken = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
const skipped = numPendingTests + numTodoTests
console.log(`${numPassedTests} passed, ${numFailedTests + broken} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
