// Runs the whole test suite and ends with one plain line of the runner's own totals: `N passed, N failed, N skipped`.
// Arguments are handed to vitest, e.g. `npm test -- test/flows`.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const folder = mkdtempSync(path.join(tmpdir(), 'tillproof-totals-'))
const totals = path.join(folder, 'totals.json')
const vitest = path.join('node_modules', 'vitest', 'vitest.mjs')
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${totals}`, ...process.argv.slice(2)],
  { stdio: 'inherit' },
)
let failed = status !== 0
try {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(totals, 'utf8'))
  failed ||= numPassedTests === 0
  console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests + numTodoTests} skipped`)
} catch (error) {
  failed = true
  console.error(`the runner left no totals: ${error.message}`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exit(failed ? 1 : 0)
