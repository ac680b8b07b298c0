/**
 * Gives tokens their meaning: text goes to the writer, commands to their handlers, and what has no handler is put on
 * record and otherwise ignored. Nothing a host sends can throw here.
 */
import type { Connection } from './connection.js'
import type { HandlerContext, NoteReason } from './handlers/handler.js'
import { handlerTable } from './handlers/handler-table.js'
import { LineComposer } from './line-composer.js'
import type { Mechanism } from './mechanism.js'
import type { Token } from './parser.js'
import { initialModes, type PrintModes } from './print-modes.js'
import type { PrinterProfile } from './profiles.js'
import type { CommandNote } from './receipt.js'
import type { Conditions } from './status-bytes.js'
import { TextWriter } from './text-writer.js'

/** The machine as handlers may use it. */
export interface Machine {
  readonly profile: PrinterProfile
  readonly mechanism: Mechanism
  readonly conditions: Conditions
  pulseDrawer(pin: 2 | 5, onMs: number, offMs: number, source: 'ESC p' | 'DLE DC4'): void
  setRealTime(kind: 'pulse' | 'powerOff', enabled: boolean): void
  note(note: CommandNote): void
}

type CommandToken = Token & { kind: 'command' }

/** Bytes shown of a command the grammar does not have, and of data that are no text. */
const SHOWN_BYTES = 8

export class Interpreter {
  #modes: PrintModes
  readonly #line: LineComposer
  readonly #text: TextWriter

  constructor(private readonly machine: Machine) {
    const { profile, mechanism } = machine
    this.#modes = initialModes(profile)
    const modes = () => this.#modes
    this.#line = new LineComposer(profile.widthDots, modes, (work) => mechanism.add(work))
    this.#text = new TextWriter(profile.doubleByte.charset, modes, this.#line, (bytes) =>
      this.#note(hex(bytes), 'bytes are no character'),
    )
  }

  execute(token: Token, from: Connection): void {
    if (token.kind === 'text') this.#text.write(token.bytes)
    else if (token.kind === 'unknown') this.#note(hex(token.bytes), 'not in the grammar')
    else this.#command(token, from)
  }

  #command(token: CommandToken, from: Connection): void {
    // A real-time command may stand between the two bytes of a character; it was dealt with when it came.
    if (!token.id.startsWith('DLE')) this.#text.interrupt()
    const handler = handlerTable[token.id]
    if (token.droppedBytes > 0) this.#note(nameOf(token), 'too long')
    else if (handler) handler(token.parameters, this.#contextFor(token, from))
    else this.#note(nameOf(token), 'not supported')
  }

  /** Back to the settings after power-on; the line in the making is lost (ESC @, DLE ENQ 2, DLE DC4 fn 8). */
  initialise(): void {
    this.clearLine()
    this.#modes = initialModes(this.machine.profile)
  }

  clearLine(): void {
    this.#line.clear()
    this.#text.forget()
    this.#modes.storedGraphics = undefined
  }

  #contextFor(token: CommandToken, from: Connection): HandlerContext {
    const { machine } = this
    return {
      profile: machine.profile,
      modes: this.#modes,
      line: this.#line,
      mechanism: machine.mechanism,
      conditions: machine.conditions,
      host: from,
      initialise: () => this.initialise(),
      reply: (bytes) => from.reply(bytes),
      pulseDrawer: (pin, onMs, offMs) => machine.pulseDrawer(pin, onMs, offMs, 'ESC p'),
      setRealTime: (kind, enabled) => machine.setRealTime(kind, enabled),
      note: (reason) => this.#note(nameOf(token), reason),
    }
  }

  #note(command: string, reason: NoteReason): void {
    // In its turn, so that it ends up on the receipt it came with.
    this.machine.mechanism.add({ kind: 'then', action: () => this.machine.note({ command, reason }) })
  }
}

/** `GS ( k 48 65`: with the letter and the function where one prefix stands for a family. */
function nameOf({ id, parameters }: CommandToken): string {
  if (!id.endsWith('*') || id === 'ESC *' || id === 'GS *') return id
  const [letter = 0, ...rest] = parameters
  const lengthBytes = id === 'GS 8 *' ? 4 : 2
  const functions = rest.slice(lengthBytes, lengthBytes + 2)
  return [id.replace('*', String.fromCharCode(letter)), ...functions].join(' ')
}

function hex(bytes: Iterable<number>): string {
  return [...bytes]
    .slice(0, SHOWN_BYTES)
    .map((byte) => byte.toString(16).padStart(2, '0').toUpperCase())
    .join(' ')
}
