/**
 * Two pseudo-terminals wired to each other by socat: a serial cable made of kernel, with the same device files a real one
 * would have. Pulling the cable ends the process.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export function hasSocat(): boolean {
  return spawnSync('socat', ['-V']).status === 0
}

export class PtyPair {
  #socat: ChildProcess | undefined
  #far: FileHandle | undefined

  private constructor(readonly folder: string) {}

  /** A folder for the device files; nothing is plugged in yet. */
  static async create(): Promise<PtyPair> {
    return new PtyPair(await mkdtemp(join(tmpdir(), 'card-reader-')))
  }

  /** The device file the terminal opens. */
  get nearPath(): string {
    return join(this.folder, 'near')
  }

  async plug(): Promise<void> {
    const farPath = join(this.folder, 'far')
    const ends = [this.nearPath, farPath].map((path) => `pty,raw,echo=0,link=${path}`)
    const socat = spawn('socat', ['-d', '-d', ...ends], { stdio: ['ignore', 'ignore', 'pipe'] })
    this.#socat = socat
    await new Promise<void>((resolve, reject) => {
      let told = ''
      socat.stderr.on('data', (chunk: Buffer) => {
        told += chunk.toString()
        if (told.includes('starting data transfer loop')) resolve()
      })
      socat.once('exit', () => reject(new Error(`socat ended before it had started: ${told}`)))
    })
    this.#far = await open(farPath, 'r+')
  }

  async send(bytes: Uint8Array): Promise<void> {
    if (!this.#far) throw new Error('the cable is not plugged in')
    for (let sent = 0; sent < bytes.length; ) sent += (await this.#far.write(bytes, sent)).bytesWritten
  }

  async unplug(): Promise<void> {
    const socat = this.#socat
    this.#socat = undefined
    await this.#far?.close()
    this.#far = undefined
    if (!socat || socat.exitCode !== null || socat.signalCode !== null) return
    const ended = once(socat, 'exit')
    socat.kill()
    await ended
  }

  async remove(): Promise<void> {
    await this.unplug()
    await rm(this.folder, { recursive: true, force: true })
  }
}
