/**
 * The printer's processor: reads commands from its connections while the mechanism can take more, and obeys real-time
 * commands at once. It knows nothing of paper or power beyond what the machine tells it.
 */
import { Connection, type ConnectionOwner, type Wire } from './connection.js'
import { Interpreter, type Machine } from './interpreter.js'
import type { RealTimeCommand } from './real-time-scanner.js'
import { automaticStatus, isOffline, offlineResponse, realTimeStatus } from './status-bytes.js'

/** What the engine needs of the machine besides what handlers do. */
export interface EngineMachine extends Omit<Machine, 'setRealTime'> {
  readonly powered: boolean
  readonly muted: boolean
  admit(count: number): { readonly bytes: number; readonly thenDrop: boolean }
  /** Leaves an error whose cause is gone (DLE ENQ, DLE DC4 fn 8). */
  recoverFromError(): void
  powerOff(): void
}

export class CommandEngine implements ConnectionOwner {
  /** Open connections, and closed ones with bytes still to print. */
  readonly #connections = new Set<Connection>()
  #current: Connection | undefined
  #interpreter: Interpreter
  #realTime = initialRealTime()
  #pumping: boolean = false
  #wasFaulty: boolean = false

  constructor(private readonly machine: EngineMachine) {
    this.#interpreter = new Interpreter(this.#handlersMachine())
  }

  get receiveBufferBytes(): number {
    return this.machine.profile.receiveBufferBytes
  }

  attach(wire: Wire): Connection {
    const connection = new Connection(wire, this)
    this.#connections.add(connection)
    return connection
  }

  /** Nothing received that is not yet acted on. */
  get idle(): boolean {
    return ![...this.#connections].some((connection) => connection.hasBytes)
  }

  /** Reads and carries out commands as far as the machine can take them. Harmless at any time. */
  pump(): void {
    if (this.#pumping) return
    this.#pumping = true
    for (;;) {
      this.machine.mechanism.run()
      if (!this.#mayRead()) break
      const connection = this.#nextConnection()
      if (!connection) break
      const token = connection.next()
      if (token) this.#interpreter.execute(token, connection)
    }
    this.#pumping = false
  }

  /** Tells the hosts that asked for it what has changed since they were last told. */
  announce(): void {
    const { conditions } = this.machine
    // Taken offline at the panel is no fault, and not told by GS ( H fn 49.
    const faulty = isOffline({ ...conditions, switchedOffline: false })
    for (const connection of [...this.#connections]) {
      connection.statusChanged()
      if (faulty && !this.#wasFaulty && connection.offlineResponse !== 'off') {
        connection.reply(offlineResponse(conditions, connection.offlineResponse === 'withCause'))
      }
    }
    this.#wasFaulty = faulty
  }

  /** Power is gone: every link drops, all memory is lost. */
  reset(): void {
    for (const connection of [...this.#connections]) {
      connection.clear()
      connection.drop()
    }
    this.#connections.clear()
    this.#current = undefined
    this.#realTime = initialRealTime()
    this.#interpreter = new Interpreter(this.#handlersMachine())
  }

  received(): void {
    this.pump()
  }

  admit(count: number): { readonly bytes: number; readonly thenDrop: boolean } {
    return this.machine.admit(count)
  }

  automaticStatus(): Uint8Array {
    return automaticStatus(this.machine.conditions)
  }

  mayReply(): boolean {
    return this.machine.powered && !this.machine.muted
  }

  ended(connection: Connection): void {
    if (!connection.hasBytes) this.#connections.delete(connection)
  }

  obey(command: RealTimeCommand, from: Connection): boolean {
    const { machine } = this
    switch (command.kind) {
      case 'status':
        if (machine.profile.answers.dleEot) from.reply(Uint8Array.of(realTimeStatus(command.n, machine.conditions)))
        return false
      case 'recover':
        return this.#recover(command.n)
      case 'pulse':
        this.#pulse(command.m, command.t)
        return false
      case 'powerOff':
        if (this.#realTime.powerOff) machine.powerOff()
        return false
      case 'clear':
        return this.#clearBuffers(from)
      case 'other':
        return false
    }
  }

  /** DLE ENQ 1: goes on where it stopped; 2: clears everything first. Only in an error. */
  #recover(n: number): boolean {
    if (!this.machine.conditions.cutterError) return false
    if (n === 2) this.#emptyBuffers()
    this.machine.recoverFromError()
    return n === 2
  }

  /** DLE DC4 fn 1: not in an error. */
  #pulse(m: number, t: number): void {
    const allowed = this.#realTime.pulse && !this.machine.conditions.cutterError
    if (allowed && m <= 1 && t >= 1 && t <= 8) this.machine.pulseDrawer(m === 0 ? 2 : 5, t * 100, t * 100, 'DLE DC4')
  }

  /** DLE DC4 fn 8: answers `37 25 00` when done. */
  #clearBuffers(from: Connection): boolean {
    if (!this.machine.profile.answers.clearBuffers) return false
    this.#emptyBuffers()
    this.machine.recoverFromError()
    from.reply(Uint8Array.of(0x37, 0x25, 0x00))
    return true
  }

  #emptyBuffers(): void {
    for (const connection of this.#connections) connection.clear()
    this.machine.mechanism.clear()
    this.#interpreter.clearLine()
  }

  #mayRead(): boolean {
    const { powered, conditions, mechanism, profile } = this.machine
    return powered && !isOffline(conditions) && mechanism.pendingRows < profile.printAheadRows
  }

  /** Stays with one connection as long as it has something to say, so that two hosts' receipts do not mix. */
  #nextConnection(): Connection | undefined {
    if (this.#current?.hasBytes) return this.#current
    for (const connection of [...this.#connections]) {
      if (!connection.open && !connection.hasBytes) this.#connections.delete(connection)
    }
    this.#current = [...this.#connections].find((connection) => connection.hasBytes)
    return this.#current
  }

  /** The machine as the interpreter sees it: GS ( D ends up here, all else passes through. */
  #handlersMachine(): Machine {
    const { machine } = this
    return {
      profile: machine.profile,
      mechanism: machine.mechanism,
      get conditions() {
        return machine.conditions
      },
      pulseDrawer: (...pulse) => machine.pulseDrawer(...pulse),
      setRealTime: (kind, enabled) => {
        this.#realTime[kind] = enabled
      },
      note: (note) => machine.note(note),
    }
  }
}

/** GS ( D after power-on: the drawer pulse is obeyed, switching off is not. */
const initialRealTime = (): Record<'pulse' | 'powerOff', boolean> => ({ pulse: true, powerOff: false })
