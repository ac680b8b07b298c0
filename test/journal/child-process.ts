/**
 * Child processes that run the built product, speak in lines and can be killed without warning. Waiting is always for a
 * line or for the end, never for time.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { builtTillproof } from '../built-tillproof.js'

export class Child {
  readonly #process: ChildProcess
  readonly #ended: Promise<unknown>
  #output = ''
  #closed = false

  constructor(process: ChildProcess) {
    this.#process = process
    this.#ended = once(process, 'close')
    process.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      this.#output += chunk
      process.emit('told')
    })
    // Not `exit`: its last words may come after that.
    process.once('close', () => {
      this.#closed = true
      process.emit('told')
    })
  }

  get pid(): number | undefined {
    return this.#process.pid
  }

  /** Whole lines only: what a killed process had begun to say does not count. */
  get lines(): readonly string[] {
    return this.#output.split('\n').slice(0, -1)
  }

  /** Resolves once there are this many lines, or it said all it will ever say. */
  async told(count: number): Promise<readonly string[]> {
    while (this.lines.length < count && !this.#closed) {
      await once(this.#process, 'told')
    }
    return this.lines
  }

  /** kill -9; resolves when it is gone and all it had said is here. */
  async kill(): Promise<readonly string[]> {
    this.#process.kill('SIGKILL')
    return this.end()
  }

  /** Ends its standard input and waits for it to go. */
  async end(): Promise<readonly string[]> {
    this.#process.stdin?.end()
    await this.#ended
    return this.lines
  }
}

/**
 * Starts `children/<script>` with the built product's folder and `args`. With `fileLimitBytes` no file may grow beyond
 * that: writes then fail as on a broken disk (POSIX only).
 */
export async function startChild(
  script: string,
  args: readonly string[],
  options: { readonly fileLimitBytes?: number } = {},
): Promise<Child> {
  const path = fileURLToPath(new URL(`children/${script}`, import.meta.url))
  const command = [process.execPath, path, await builtTillproof(), ...args]
  // `ulimit -f` counts in blocks of 512 bytes in a POSIX shell.
  const limit = options.fileLimitBytes === undefined ? 'unlimited' : options.fileLimitBytes / 512
  const child = spawn('sh', ['-c', `ulimit -f ${limit}; exec "$@"`, 'sh', ...command], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  return new Child(child)
}
