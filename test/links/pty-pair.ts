/**
 * A pair of pseudo-terminals joined by socat: a serial cable without hardware. Tests that need one skip with a reason
 * where socat is not installed.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, watch } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const PTY_MISSING = spawnSync('socat', ['-V']).error ? 'socat is not installed' : undefined

export interface PtyPair {
  readonly near: string
  readonly far: string
  /** As pulling the plug: both ends hang up. */
  unplug(): Promise<void>
}

export async function openPtyPair(): Promise<PtyPair> {
  const folder = mkdtempSync(join(tmpdir(), 'pty-pair-'))
  const near = join(folder, 'near')
  const far = join(folder, 'far')
  const bothThere = linked(folder, [near, far])
  const socat = spawn('socat', [`pty,raw,echo=0,link=${near}`, `pty,raw,echo=0,link=${far}`], { stdio: 'ignore' })
  await bothThere
  return {
    near,
    far,
    async unplug() {
      await stopped(socat)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function linked(folder: string, paths: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(folder, () => {
      if (!paths.every((path) => existsSync(path))) return
      watcher.close()
      resolve()
    })
  })
}

function stopped(process: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (process.exitCode !== null || process.signalCode !== null) return resolve()
    process.once('exit', () => resolve())
    process.kill('SIGKILL')
  })
}
