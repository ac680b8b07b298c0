/**
 * Where tests that write thousands of journals put them: in memory where the system has a place for that. What a power cut
 * leaves on a disk is not what they are about; `test/journal` is, and stays on one.
 */
import { accessSync, constants } from 'node:fs'
import { tmpdir } from 'node:os'

const SHARED_MEMORY = '/dev/shm'

export const SCRATCH_ROOT = isWritable(SHARED_MEMORY) ? SHARED_MEMORY : tmpdir()

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}
