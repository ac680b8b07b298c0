// tsc writes the command without the right to run it. npm grants that only when it first links the package, so a tree
// built anew would answer `npx tillproof` with “permission denied”.
import { chmodSync } from 'node:fs'

chmodSync('dist/src/cli/main.js', 0o755)
