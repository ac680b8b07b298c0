/**
 * Where a PIN comes from: typed unseen at a terminal, or handed over by a script in a file descriptor or the environment.
 * Never from the command line, which every user of the machine can read.
 */
import { readFileSync } from 'node:fs'
import { CliError } from './cli-error.js'
import { Keyboard } from './keyboard.js'
import type { SupervisorTexts } from './supervisor-texts.js'

export interface PinSource {
  /** At a keyboard, where a wrong one can be typed again. */
  readonly isTyped: boolean
  /** Who approves; undefined when nobody is there to ask. */
  approverName(): Promise<string | undefined>
  /** @throws CliError when nothing is given, or no more. */
  pin(question: string): Promise<string>
  /** Typed twice at a terminal. */
  newPin(question: string): Promise<string>
  close(): void
}

/** In a script's PINs stand one a line, in the order they are asked for. */
export function pinSource(fd: string | undefined, texts: SupervisorTexts): PinSource {
  const given = fd === undefined ? process.env['TILLPROOF_PIN'] : textOf(fd, texts)
  if (given !== undefined) return new ScriptedPins(given, texts)
  if (!process.stdin.isTTY) throw new CliError(texts.noKeyboard)
  return new TypedPins(texts)
}

function textOf(fd: string, texts: SupervisorTexts): string {
  if (!/^\d{1,4}$/.test(fd)) throw new CliError(texts.noSuchDescriptor)
  try {
    return readFileSync(Number(fd), 'utf8')
  } catch {
    // Closed, or nothing that can be read: what the system calls it helps nobody here.
    throw new CliError(texts.noSuchDescriptor)
  }
}

class ScriptedPins implements PinSource {
  readonly isTyped = false
  readonly #pins: string[]
  readonly #texts: SupervisorTexts

  constructor(given: string, texts: SupervisorTexts) {
    this.#pins = given.split(/\s+/).filter((pin) => pin !== '')
    this.#texts = texts
  }

  approverName(): Promise<undefined> {
    return Promise.resolve(undefined)
  }

  async pin(): Promise<string> {
    const pin = this.#pins.shift()
    if (pin === undefined) throw new CliError(this.#texts.tooFewPins)
    return pin
  }

  newPin(): Promise<string> {
    return this.pin()
  }

  close(): void {
    this.#pins.length = 0
  }
}

class TypedPins implements PinSource {
  readonly isTyped = true
  readonly #keyboard = new Keyboard()
  readonly #texts: SupervisorTexts

  constructor(texts: SupervisorTexts) {
    this.#texts = texts
  }

  async approverName(): Promise<string> {
    return this.#orCancelled(await this.#keyboard.ask(this.#texts.approverName))
  }

  async pin(question: string): Promise<string> {
    return this.#orCancelled(await this.#keyboard.askUnseen(question))
  }

  async newPin(question: string): Promise<string> {
    for (;;) {
      const pin = await this.pin(question)
      if ((await this.#keyboard.askUnseen(this.#texts.newPinAgain)).trim() === pin) return pin
      this.#keyboard.say(this.#texts.pinsDiffer)
    }
  }

  close(): void {
    this.#keyboard.close()
  }

  /** Just Enter calls it off. */
  #orCancelled(answer: string): string {
    if (answer.trim() === '') throw new CliError(this.#texts.cancelled)
    return answer.trim()
  }
}
