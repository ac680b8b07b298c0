/** The keyboard and screen of whoever sells: questions with an answer, and questions whose answer is not shown. */

import { createInterface, type Interface } from 'node:readline/promises'
import { Writable } from 'node:stream'

export class Keyboard {
  readonly #screen = new EchoScreen()
  readonly #lines: Interface = createInterface({
    input: process.stdin,
    output: this.#screen,
    terminal: true,
    historySize: 0,
  })

  ask(question: string): Promise<string> {
    return this.#lines.question(question)
  }

  /** What is typed stays off the screen, and out of the terminal's scrollback: it is somebody's number. */
  async askUnseen(question: string): Promise<string> {
    process.stdout.write(question)
    this.#screen.silent = true
    try {
      return await this.#lines.question('')
    } finally {
      this.#screen.silent = false
      process.stdout.write('\n')
    }
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
