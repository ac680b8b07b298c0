/**
 * Gives tokens their meaning: text goes to the writer, commands to their handlers, and what has no handler is put on
 * record and otherwise ignored. Nothing a host sends can throw here.
 */
import { CharacterDecoder } from '../characters/character-decoder.js'
import { nameCommand } from '../grammar/command-names.js'
import type { Token } from '../grammar/parser.js'
import type { HandlerContext, NoteReason } from '../handlers/handler.js'
import { handlerTable } from '../handlers/handler-table.js'
import type { Connection } from '../machine/connection.js'
import type { Mechanism, Work } from '../machine/mechanism.js'
import { type NonVolatileMemory, WorkingMemory } from '../machine/memory.js'
import type { Conditions } from '../machine/status-bytes.js'
import type { PrinterProfile } from '../models/profiles.js'
import type { CommandNote } from '../paper/receipt.js'
import type { Composer } from './composer.js'
import { LineComposer } from './line-composer.js'
import { Macro } from './macro.js'
import { PageComposer } from './page-composer.js'
import { initialModes, type PrintModes } from './print-modes.js'
import { TextWriter } from './text-writer.js'

/** The machine as handlers may use it. */
export interface Machine {
  readonly profile: PrinterProfile
  readonly mechanism: Mechanism
  readonly conditions: Conditions
  readonly nonVolatile: NonVolatileMemory
  pulseDrawer(pin: 2 | 5, onMs: number, offMs: number, source: 'ESC p' | 'DLE DC4'): void
  setRealTime(kind: 'pulse' | 'powerOff', enabled: boolean): void
  note(note: CommandNote): void
}

type CommandToken = Token & { kind: 'command' }

/** Bytes shown of a command the grammar does not have, and of data that are no text. */
const SHOWN_BYTES = 8

export class Interpreter {
  #modes: PrintModes
  readonly #standard: LineComposer
  readonly #page: PageComposer
  /** The standard line or the page, whichever is being written. */
  #line: Composer
  readonly #text: TextWriter
  readonly #memory: WorkingMemory
  readonly #macro = new Macro()
  /** The connection GS ^ came by: a replayed command answers there. */
  #macroHost: Connection | undefined
  #macroWaitMs = 0
  /** GS ^ with m = 1: each repetition begins when FEED is pressed. */
  #macroByButton = false
  #feedAwaited = false

  constructor(private readonly machine: Machine) {
    const { profile, mechanism } = machine
    this.#modes = initialModes(profile)
    this.#memory = new WorkingMemory(profile.nvGraphicsBytes)
    const modes = () => this.#modes
    const print = (work: Work) => mechanism.add(work)
    this.#standard = new LineComposer(profile.widthDots, modes, print)
    this.#page = new PageComposer(profile.widthDots, profile.pageRows, modes, print)
    this.#line = this.#standard
    this.#text = new TextWriter({
      profile,
      decoder: new CharacterDecoder(profile.codePages),
      memory: this.#memory,
      modes,
      line: () => this.#line,
      undecodable: (bytes) => this.#note(hex(bytes), 'bytes are no character'),
    })
  }

  execute(token: Token, from: Connection): void {
    if (this.#macro.recording && !isMacroCommand(token)) this.#macro.record(token)
    if (token.kind === 'text') this.#text.write(token.bytes)
    else if (token.kind === 'unknown') this.#note(hex(token.bytes), 'not in the grammar')
    else this.#command(token, from)
  }

  /** A macro is being replayed (GS ^): its commands come before what the hosts sent. */
  get replaying(): boolean {
    return this.#macro.replaying
  }

  /** Nothing goes on before FEED is pressed. */
  get awaitsFeed(): boolean {
    return this.#macro.replaying && this.#feedAwaited
  }

  /** @returns whether it was what a macro waited for. */
  feedPressed(): boolean {
    const awaited = this.awaitsFeed
    this.#feedAwaited = false
    return awaited
  }

  /** Carries out the next command of the macro. */
  replay(): void {
    const { token, first } = this.#macro.next()
    if (first && this.#macroWaitMs > 0) this.machine.mechanism.add({ kind: 'wait', ms: this.#macroWaitMs })
    if (this.#macroHost) this.execute(token, this.#macroHost)
    this.#feedAwaited = this.#macroByButton && this.#macro.atStart
  }

  #command(token: CommandToken, from: Connection): void {
    // A real-time command may stand between the two bytes of a character; it was dealt with when it came.
    if (!token.id.startsWith('DLE')) this.#text.interrupt()
    const handler = handlerTable[token.id]
    if (token.droppedBytes > 0) this.#note(nameOf(token), 'too long')
    else if (handler) handler(token.parameters, this.#contextFor(token, from))
    else this.#note(nameOf(token), 'not supported')
  }

  /** Back to the settings after power-on; what is not printed yet is lost (ESC @). A macro goes on. */
  initialise(): void {
    this.#forgetLine()
    this.#memory.initialise()
    this.#modes = initialModes(this.machine.profile)
  }

  /** Loses what is not printed yet, and a replay with it (DLE ENQ 2, DLE DC4 fn 8). */
  clearLine(): void {
    this.#forgetLine()
    this.#macro.stop()
    this.#memory.printBuffer = undefined
  }

  #forgetLine(): void {
    this.#standard.clear()
    this.#leavePageMode()
    this.#text.forget()
  }

  #enterPageMode(): void {
    if (this.#line === this.#page) return
    this.#page.clear()
    this.#line = this.#page
  }

  #leavePageMode(): void {
    this.#page.clear()
    this.#line = this.#standard
  }

  #contextFor(token: CommandToken, from: Connection): HandlerContext {
    const { machine } = this
    return {
      profile: machine.profile,
      modes: this.#modes,
      line: this.#line,
      page: this.#line === this.#page ? this.#page : undefined,
      memory: this.#memory,
      nonVolatile: machine.nonVolatile,
      mechanism: machine.mechanism,
      conditions: machine.conditions,
      host: from,
      macro: this.#macro,
      replay: (times, waitMs, byButton) => {
        this.#macroHost = from
        this.#macroWaitMs = waitMs
        this.#macroByButton = byButton
        this.#feedAwaited = byButton
        this.#macro.start(times)
      },
      enterPageMode: () => this.#enterPageMode(),
      leavePageMode: () => this.#leavePageMode(),
      write: (bytes) => this.#text.write(bytes),
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

const isMacroCommand = (token: Token): boolean =>
  token.kind === 'command' && (token.id === 'GS :' || token.id === 'GS ^')

const nameOf = ({ id, parameters }: CommandToken): string => nameCommand(id, parameters).name

function hex(bytes: Iterable<number>): string {
  return [...bytes]
    .slice(0, SHOWN_BYTES)
    .map((byte) => byte.toString(16).padStart(2, '0').toUpperCase())
    .join(' ')
}
