// Writes the emulated printer's table of commands anew (drivers/printers/emulated/SUPPORT.md) from the grammar and from
// what the printer does with an example of each.
import { spawnSync } from 'node:child_process'
import path from 'node:path'

const vitest = path.join('node_modules', 'vitest', 'vitest.mjs')
const { status } = spawnSync(process.execPath, [vitest, 'run', 'test/printer/emulated/support-table.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, WRITE_SUPPORT_TABLE: 'yes' },
})
process.exit(status ?? 1)
