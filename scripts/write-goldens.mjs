// Writes the printed goldens anew (fixtures/receipts). Look at every picture that changed before committing it, and
// commit it by itself.
import { spawnSync } from 'node:child_process'
import path from 'node:path'

const vitest = path.join('node_modules', 'vitest', 'vitest.mjs')
const { status } = spawnSync(process.execPath, [vitest, 'run', 'test/goldens'], {
  stdio: 'inherit',
  env: { ...process.env, WRITE_GOLDENS: 'yes' },
})
process.exit(status ?? 1)
