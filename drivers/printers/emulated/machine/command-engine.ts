/**
 * The printer's processor: reads commands from its connections while the mechanism can take more, and obeys real-time
 * commands at once. It knows nothing of paper or power beyond what the machine tells it.
 */
import type { Clock } from '../../../../src/ports/clock.js'
import { Interpreter, type Machine } from '../composing/interpreter.js'
import type { CommandId } from '../grammar/command-table.js'
import type { Token } from '../grammar/parser.js'
import type { RealTimeCommand } from '../grammar/real-time-scanner.js'
import type { CableEnd } from './cable.js'
import { Connection, type ConnectionOwner, type Wire } from './connection.js'
import { HexDump } from './hex-dump.js'
import { RealTimeDesk, type RealTimeMachine } from './real-time-desk.js'
import { automaticStatus, isFaulty, offlineResponse, POWER_ON_NOTICE } from './status-bytes.js'
import { Turns } from './turns.js'
import { SWITCH } from './user-settings.js'

/** What the engine needs of the machine besides what handlers do. */
export interface EngineMachine extends Omit<Machine, 'setRealTime'>, Omit<RealTimeMachine, 'emptyBuffers'> {
  readonly clock: Clock
  readonly powered: boolean
  readonly offline: boolean
  readonly bytesPerSecond: number | undefined
  mayReply(what: 'reply' | 'flow'): boolean
  pass(bytes: Uint8Array, end: CableEnd): void
  /** Something a screen may show is different. */
  changed(): void
}

/** A receive buffer of the small kind (memory switch 1-2). */
const SMALL_BUFFER_BYTES = 45
/** Commands may cost no paper; this many of them waiting for the mechanism are enough. */
const MOST_PENDING_WORKS = 1000
const MOST_REPLAYS_AT_ONCE = 10_000
/** Bytes dumped between two looks at the paper. */
const DUMPED_AT_ONCE = 64
/** GS a as it is from the start where memory switch 1-3 takes "offline" out of BUSY: hosts are to hear of it. */
const ONLINE_CHANGES = 0x02

/** All a printer obeys while it is being customised (GS ( E fn 1). */
const OBEYED_IN_USER_SETTINGS: ReadonlySet<CommandId> = new Set(['GS ( E', 'GS I', 'DLE EOT', 'DLE ENQ', 'DLE DC4'])

export class CommandEngine implements ConnectionOwner {
  /** Open connections, and closed ones with bytes still to print. */
  readonly #connections = new Set<Connection>()
  readonly #turns: Turns
  #executing: Connection | undefined
  #interpreter: Interpreter
  #realTime: RealTimeDesk
  #hexDump: HexDump | undefined
  #selected: boolean = true
  #inUserSettings: boolean = false
  #pumping: boolean = false
  #wasFaulty: boolean = false

  constructor(private readonly machine: EngineMachine) {
    this.#interpreter = new Interpreter(this.#handlersMachine())
    this.#realTime = this.#newDesk()
    this.#turns = new Turns(machine.clock, () => this.pump())
  }

  get clock(): Clock {
    return this.machine.clock
  }

  get receiveBufferBytes(): number {
    const { nonVolatile, profile } = this.machine
    return nonVolatile.settings.isOn(SWITCH.smallBuffer) ? SMALL_BUFFER_BYTES : profile.receiveBufferBytes
  }

  get bytesPerSecond(): number | undefined {
    return this.machine.bytesPerSecond
  }

  /** Not ready although there is room: offline, unless the memory switch says that this is no reason. */
  get busy(): boolean {
    const { powered, offline, nonVolatile } = this.machine
    return powered && offline && !nonVolatile.settings.isOn(SWITCH.busyWhenFullOnly)
  }

  /** Those still open, and those that are read to their end. */
  get connections(): readonly Connection[] {
    return [...this.#connections]
  }

  get inUserSettings(): boolean {
    return this.#inUserSettings
  }

  attach(wire: Wire): Connection {
    const connection = new Connection(wire, this, this.#firstMask())
    this.#connections.add(connection)
    connection.statusChanged()
    this.machine.changed()
    return connection
  }

  /** Nothing received that is not yet acted on, and no macro on its way. */
  get idle(): boolean {
    return !this.#interpreter.replaying && !this.connections.some((connection) => connection.bufferedBytes > 0)
  }

  /** Reads and carries out commands as far as the machine can take them. Harmless at any time. */
  pump(): void {
    if (this.#pumping) return
    this.#pumping = true
    let replays = 0
    for (;;) {
      this.machine.mechanism.run()
      if (!this.#mayRead()) break
      if (this.#interpreter.awaitsFeed) break
      if (this.#interpreter.replaying) {
        // A macro can stand for an hour of printing; an instant printer breathes in between, so that others are answered.
        if (++replays > MOST_REPLAYS_AT_ONCE) {
          this.clock.schedule(0, () => this.pump())
          break
        }
        this.#interpreter.replay()
        continue
      }
      const connection = this.#turns.next(this.#connections)
      if (!connection) break
      if (this.#hexDump) this.#dump(this.#hexDump, connection)
      else this.#carryOut(connection.next(), connection)
    }
    this.#pumping = false
    this.machine.changed()
  }

  /** Tells the hosts that asked for it what has changed since they were last told. */
  announce(): void {
    const { conditions } = this.machine
    const faulty = isFaulty(conditions)
    for (const connection of this.connections) {
      connection.statusChanged()
      if (faulty && !this.#wasFaulty && connection.offlineResponse !== 'off') {
        connection.reply(offlineResponse(conditions, connection.offlineResponse === 'withCause'))
      }
    }
    this.#wasFaulty = faulty
  }

  /** Power is gone: every link drops, all memory is lost. */
  reset(): void {
    for (const connection of this.connections) {
      connection.clear()
      connection.drop()
    }
    this.#connections.clear()
    this.#turns.forget()
    this.#forgetSettings()
  }

  /** As if switched off and on; links stay, and so do bytes not read yet. */
  restart(): void {
    this.#forgetSettings()
    for (const connection of this.connections) {
      connection.restart(this.#firstMask())
      if (this.machine.nonVolatile.settings.isOn(SWITCH.powerOnNotice)) connection.reply(POWER_ON_NOTICE)
    }
  }

  /** The link is pulled: connections end, what they brought is printed on. */
  dropAll(): void {
    for (const connection of this.connections) connection.drop()
  }

  speedChanged(): void {
    for (const connection of this.connections) connection.speedChanged()
  }

  select(selected: boolean): void {
    this.#selected = selected
  }

  enterUserSettings(): void {
    this.#inUserSettings = true
  }

  startHexDump(columns: number): void {
    this.#hexDump = new HexDump(columns)
  }

  /** FEED lets a macro go on (GS ^), and ends a dump at the third press, which is a restart. @returns whether a macro took it. */
  feedPressed(): boolean {
    if (this.#interpreter.feedPressed()) {
      this.pump()
      return true
    }
    const dump = this.#hexDump
    const host = this.connections[0]
    if (!dump || !host) return false
    for (const token of dump.flush()) this.#interpreter.execute(token, host)
    if (dump.press()) this.restart()
    this.pump()
    return false
  }

  /** To the connection whose command is being carried out. */
  sendBlocks(blocks: readonly Uint8Array[]): void {
    this.#executing?.sendBlocks(blocks)
  }

  received(): void {
    this.pump()
  }

  pass(bytes: Uint8Array, end: CableEnd): void {
    this.machine.pass(bytes, end)
  }

  automaticStatus(): Uint8Array {
    return automaticStatus(this.machine.conditions)
  }

  mayReply(what: 'reply' | 'flow'): boolean {
    return this.machine.mayReply(what)
  }

  ended(connection: Connection): void {
    if (!connection.hasBytes) this.#connections.delete(connection)
    this.pump()
  }

  obey(command: RealTimeCommand, from: Connection): boolean {
    return this.#realTime.obey(command, from)
  }

  #carryOut(token: Token | undefined, from: Connection): void {
    if (!token || !this.#listensTo(token)) return
    const { mechanism } = this.machine
    const before = { works: mechanism.worksAdded, cuts: mechanism.cutsAdded }
    this.#executing = from
    this.#interpreter.execute(token, from)
    if (mechanism.cutsAdded > before.cuts) this.#turns.jobEnded()
    else if (token.kind === 'text' || mechanism.worksAdded > before.works) this.#turns.jobGoesOn()
  }

  /** Not while another device is selected (ESC =), and not while settings are being made (GS ( E fn 1). */
  #listensTo(token: Token): boolean {
    const id = token.kind === 'command' ? token.id : undefined
    if (!this.#selected) return id === 'ESC ='
    return !this.#inUserSettings || (id !== undefined && OBEYED_IN_USER_SETTINGS.has(id))
  }

  #dump(dump: HexDump, from: Connection): void {
    for (const token of dump.push(from.nextBytes(DUMPED_AT_ONCE))) this.#interpreter.execute(token, from)
  }

  #emptyBuffers(): void {
    for (const connection of this.#connections) connection.clear()
    this.machine.mechanism.clear()
    this.#interpreter.clearLine()
    // A way out for a host that began a dump unawares.
    this.#hexDump = undefined
    this.#turns.jobEnded()
  }

  #mayRead(): boolean {
    const { powered, offline, mechanism, profile } = this.machine
    if (!powered || offline) return false
    return mechanism.pendingRows < profile.printAheadRows && mechanism.pendingWorks < MOST_PENDING_WORKS
  }

  #firstMask(): number {
    return this.machine.nonVolatile.settings.isOn(SWITCH.busyWhenFullOnly) ? ONLINE_CHANGES : 0
  }

  #forgetSettings(): void {
    this.#hexDump = undefined
    this.#selected = true
    this.#inUserSettings = false
    this.#realTime = this.#newDesk()
    this.#interpreter = new Interpreter(this.#handlersMachine())
    this.#turns.jobEnded()
  }

  #newDesk(): RealTimeDesk {
    const { machine } = this
    return new RealTimeDesk({
      profile: machine.profile,
      get conditions() {
        return machine.conditions
      },
      pulseDrawer: (...pulse) => machine.pulseDrawer(...pulse),
      sound: (times, source) => machine.sound(times, source),
      recoverFromError: () => machine.recoverFromError(),
      endRecoveryWait: () => {
        machine.endRecoveryWait()
        this.#interpreter.feedPressed()
        this.pump()
      },
      emptyBuffers: () => this.#emptyBuffers(),
      powerOff: () => machine.powerOff(),
    })
  }

  /** The machine as the interpreter sees it: GS ( D ends up here, all else passes through. */
  #handlersMachine(): Machine {
    const { machine } = this
    return {
      profile: machine.profile,
      mechanism: machine.mechanism,
      nonVolatile: machine.nonVolatile,
      get conditions() {
        return machine.conditions
      },
      pulseDrawer: (...pulse) => machine.pulseDrawer(...pulse),
      setRealTime: (kind, enabled) => this.#realTime.enable(kind, enabled),
      note: (note) => machine.note(note),
    }
  }
}
