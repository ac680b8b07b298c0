/** The keyboard and screen of whoever sells: questions with an answer, and questions whose answer is not shown. */
import { createInterface, type Interface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { KeyboardClosed } from './keyboard-closed.js'

export class Keyboard {
  readonly #screen = new EchoScreen()
  readonly #lines: Interface = createInterface({
    input: process.stdin,
    output: this.#screen,
    terminal: true,
    historySize: 0,
  })

  readonly #closed: Promise<never>

  constructor() {
    this.#closed = new Promise((_resolve, reject) => {
      this.#lines.once('close', () => reject(new KeyboardClosed()))
    })
    // Closing it with nothing asked disappoints nobody.
    this.#closed.catch(() => undefined)
    this.#lines.on('SIGINT', () => this.#lines.close())
  }

  /** Rejects with KeyboardClosed when nobody will answer. */
  ask(question: string): Promise<string> {
    return this.#answer(question)
  }

  /** What is typed stays off the screen, and out of the terminal's scrollback: it is somebody's number. */
  async askUnseen(question: string): Promise<string> {
    process.stdout.write(question)
    this.#screen.silent = true
    try {
      return await this.#answer('')
    } finally {
      this.#screen.silent = false
      process.stdout.write('\n')
    }
  }

  async #answer(question: string): Promise<string> {
    const answer = this.#lines.question(question)
    answer.catch(() => undefined)
    return Promise.race([this.#closed, answer])
  }

  say(text: string): void {
    process.stdout.write(`${text}\n`)
  }

  close(): void {
    this.#lines.close()
  }
}

class EchoScreen extends Writable {
  silent = false

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    if (!this.silent) process.stdout.write(chunk)
    done()
  }
}
