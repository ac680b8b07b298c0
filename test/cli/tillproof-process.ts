/**
 * The `tillproof` command as a person starts it: a process of its own, built from the sources under test, that can be
 * listened to line by line and killed without warning. Waiting is for a line or for the end, never for time.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { builtTillproof } from '../built-tillproof.js'

export interface Ended {
  /** Exit status; null when a signal ended it. */
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface StartOptions {
  /** Where `.tillproof` and `paper` land when no option says otherwise. */
  readonly cwd?: string
  readonly taxSecret?: string
  /** PINs, one a line, in the order they are asked for. */
  readonly pins?: string
  /** The process lives so much later than everybody else: the till that is switched on again after a while. */
  readonly laterMs?: number
}

export class TillproofProcess {
  /** Resolves when it is gone and all it said is here. */
  readonly ended: Promise<Ended>
  readonly #child: ChildProcess
  readonly #lineListeners = new Set<(line: string, number: number) => void>()
  #stdout = ''
  #stderr = ''
  #rest = ''
  #lines: string[] = []

  constructor(child: ChildProcess) {
    this.#child = child
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      this.#stderr += chunk
    })
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => this.#heard(chunk))
    // Not `exit`: its last words may come after that.
    this.ended = once(child, 'close').then(() => ({
      status: child.exitCode,
      stdout: this.#stdout,
      stderr: this.#stderr,
    }))
  }

  get pid(): number {
    return this.#child.pid ?? Number.NaN
  }

  /** Calls back for each whole line of standard output from now on, numbered from 1. */
  onLine(listener: (line: string, number: number) => void): void {
    this.#lineListeners.add(listener)
  }

  /** Resolves with the first line that fits, said already or yet to be said; rejects when it ends without. */
  line(pattern: RegExp): Promise<string> {
    const said = this.#lines.find((line) => pattern.test(line))
    if (said !== undefined) return Promise.resolve(said)
    return new Promise((resolve, reject) => {
      this.onLine((line) => pattern.test(line) && resolve(line))
      void this.ended.then(({ status, stdout, stderr }) =>
        reject(new Error(`ended with ${status} and never said ${pattern}:\n${stdout}${stderr}`)),
      )
    })
  }

  /** kill -9, as the mains switch would; from here on it does nothing more. */
  strike(): void {
    this.#child.kill('SIGKILL')
  }

  kill(): Promise<Ended> {
    this.strike()
    return this.ended
  }

  #heard(chunk: string): void {
    this.#stdout += chunk
    const lines = (this.#rest + chunk).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) {
      this.#lines.push(line)
      for (const listener of [...this.#lineListeners]) listener(line, this.#lines.length)
    }
  }
}

export async function startTillproof(args: readonly string[], options: StartOptions = {}): Promise<TillproofProcess> {
  const main = join(await builtTillproof(), 'src', 'cli', 'main.js')
  const { cwd = tmpdir(), taxSecret, pins, laterMs = 0 } = options
  const ahead = laterMs === 0 ? [] : ['--import', clockAhead(laterMs)]
  const child = spawn(process.execPath, [...ahead, main, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Nothing of the test runner's own surroundings.
    env: {
      PATH: process.env['PATH'],
      ...(taxSecret !== undefined && { TILLPROOF_TAX_SECRET: taxSecret }),
      ...(pins !== undefined && { TILLPROOF_PIN: pins }),
    },
  })
  return new TillproofProcess(child)
}

/** Runs the command to its end. */
export async function tillproof(args: readonly string[], options: StartOptions = {}): Promise<Ended> {
  const process = await startTillproof(args, options)
  return process.ended
}

/** A module, loaded before the command, that sets the machine's clock ahead for this process alone. */
function clockAhead(laterMs: number): string {
  return `data:text/javascript,const%20now=Date.now;Date.now=()=>now()+${laterMs}`
}
