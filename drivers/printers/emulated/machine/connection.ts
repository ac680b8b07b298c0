/**
 * One host's wire into the printer: its receive buffer, its half-read command, and the settings that are its own. Bytes
 * the buffer cannot take yet stay on the wire's side, and the wire is told to hold.
 *
 *      wire ──receive──▶ cable ──▶ (slow) ──▶ real-time scanner ──▶ receive buffer ──▶ parser ──▶ (printer)
 *           ◀─hold/go──                            │ obeyed at once
 *           ◀──send────────────────────────────────────────────────── replies, XOFF, XON
 */
import type { Clock } from '../../../../src/ports/clock.js'
import { CommandParser, type Token } from '../grammar/parser.js'
import { type RealTimeCommand, RealTimeScanner } from '../grammar/real-time-scanner.js'
import type { HostSettings } from '../handlers/handler.js'
import { BlockTransfer } from './block-transfer.js'
import type { CableEnd } from './cable.js'
import { ReceiveBuffer } from './receive-buffer.js'
import { SlowLine } from './slow-line.js'
import { asbDiffers, XOFF, XON } from './status-bytes.js'

/** What the printer needs of a wire. Everything here returns at once. */
export interface Wire {
  readonly address: string
  send(bytes: Uint8Array): void
  /** The receive buffer is full: bring no more bytes if that can be helped. */
  hold(): void
  /** There is room again. */
  go(): void
  /** Hang up, now. */
  drop(): void
  /** On a serial wire, how the host is told to wait; a wire that says nothing is held and let go only. */
  readonly flowControl?: 'xon-xoff' | 'dtr'
  /** The DTR line: low while the buffer is full, and while offline unless memory switch 1-3 is on. */
  ready?(ready: boolean): void
}

/** What a connection tells the printer behind it. */
export interface ConnectionOwner {
  readonly clock: Clock
  readonly receiveBufferBytes: number
  /** Bytes from a host, on their way through the cable to `end`. */
  pass(bytes: Uint8Array, end: CableEnd): void
  /** What a slow line lets through; undefined is everything. */
  readonly bytesPerSecond: number | undefined
  /** New bytes are in the buffer. */
  received(): void
  /** Carries out a real-time command. True when it emptied the buffers, so that the command's own bytes are gone too. */
  obey(command: RealTimeCommand, from: Connection): boolean
  /** The status as GS a would send it now. */
  automaticStatus(): Uint8Array
  /** Busy besides when the buffer is full. */
  readonly busy: boolean
  /** False while the printer is silent; `flow` tells whether XON and XOFF still go. */
  mayReply(what: 'reply' | 'flow'): boolean
  ended(connection: Connection): void
}

export class Connection implements HostSettings, CableEnd {
  offlineResponse: HostSettings['offlineResponse'] = 'off'
  readonly #buffer: ReceiveBuffer
  readonly #parser = new CommandParser()
  readonly #scanner = new RealTimeScanner()
  readonly #slow: SlowLine
  /** Bytes that have come and do not fit. */
  #overflow: Uint8Array[] = []
  #held: boolean = false
  #ready: boolean = true
  #open: boolean = true
  #asbMask = 0
  #asbSent = new Uint8Array(4)
  #bytesReceived = 0
  #transfer: BlockTransfer | undefined

  /** @param asbMask what GS a starts as: 2 where the memory switch for BUSY says so, else nothing. */
  constructor(
    private readonly wire: Wire,
    private readonly owner: ConnectionOwner,
    asbMask = 0,
  ) {
    this.#buffer = new ReceiveBuffer(owner.receiveBufferBytes)
    this.#slow = new SlowLine(
      owner.clock,
      () => owner.bytesPerSecond,
      (bytes) => this.#enter(bytes),
    )
    this.#asbMask = asbMask
    this.#asbSent = owner.automaticStatus().slice()
  }

  get address(): string {
    return this.wire.address
  }

  get open(): boolean {
    return this.#open
  }

  /** Bytes wait to be read, or will come by the slow line. */
  get hasBytes(): boolean {
    return this.#buffer.usedBytes > 0
  }

  /** In the receive buffer, and before it where it is full or the line slow. */
  get bufferedBytes(): number {
    return (
      this.#buffer.usedBytes + this.#overflow.reduce((sum, { length }) => sum + length, 0) + this.#slow.waitingBytes
    )
  }

  get bytesReceived(): number {
    return this.#bytesReceived
  }

  get held(): boolean {
    return this.#held
  }

  /** Takes bytes from the wire, in any chunks. */
  receive(bytes: Uint8Array): void {
    if (!this.#open) return
    this.#bytesReceived += bytes.length
    this.owner.pass(bytes, this)
  }

  /** Bytes come out of the cable. */
  enter(bytes: Uint8Array): void {
    if (this.#slow.takes()) this.#slow.add(bytes)
    else this.#enter(bytes)
    this.#holdOrGo()
  }

  /**
   * A real-time command is obeyed when its last byte has come and every byte before it has been offered to the printer,
   * whatever chunks the wire made of them.
   */
  #enter(bytes: Uint8Array): void {
    let from = 0
    for (let found = this.#scanner.scan(bytes, 0); found && this.#open; found = this.#scanner.scan(bytes, found.next)) {
      const { command, next } = found
      this.#store(bytes.subarray(from, next - 1))
      from = this.owner.obey(command, this) ? next : next - 1
    }
    if (this.#open) this.#store(bytes.subarray(from))
  }

  /** The next token out of the receive buffer, or undefined when what is there completes none. */
  next(): Token | undefined {
    if (this.#transfer) return this.#answerTransfer(this.#transfer)
    const { token, next } = this.#parser.read(this.#buffer.held(), 0)
    this.#release(next)
    return token
  }

  /** The next bytes out of the receive buffer as they are: while they are dumped, not obeyed. */
  nextBytes(most: number): Uint8Array {
    const bytes = this.#buffer.held().slice(0, most)
    this.#release(bytes.length)
    return bytes
  }

  /** Sends blocks one by one, reading the host's answers from what comes next. */
  sendBlocks(blocks: readonly Uint8Array[]): void {
    const transfer = new BlockTransfer(blocks, (bytes) => this.reply(bytes))
    this.#transfer = transfer.done ? undefined : transfer
  }

  /** GS a n. */
  enableAutomaticStatus(mask: number): void {
    this.#asbMask = mask
    if (mask !== 0) this.#sendAutomaticStatus(this.owner.automaticStatus())
  }

  /** The printer's status may have changed: says so if this host asked to hear of what changed. */
  statusChanged(): void {
    const status = this.owner.automaticStatus()
    if (asbDiffers(this.#asbMask, this.#asbSent, status)) this.#sendAutomaticStatus(status)
    this.#tellReady()
  }

  reply(bytes: Uint8Array): void {
    if (this.#open && this.owner.mayReply('reply')) this.wire.send(bytes)
  }

  /** The line is as fast as it was, or slower. */
  speedChanged(): void {
    this.#slow.speedChanged()
    this.#holdOrGo()
  }

  /** Loses what was received and not yet acted on. */
  clear(): void {
    this.#buffer.clear()
    this.#parser.reset()
    this.#overflow = []
    this.#transfer = undefined
    this.#holdOrGo()
  }

  /** The settings a host made are gone, as after switching off and on; what was received is not. */
  restart(asbMask: number): void {
    this.offlineResponse = 'off'
    this.#asbMask = asbMask
    this.#transfer = undefined
  }

  /** Hangs up. What was received before is still printed, except a command whose end never came. */
  drop(): void {
    if (!this.#open) return
    this.wire.drop()
    this.#slow.discard()
    this.#end()
  }

  /** The host is gone. What it sent last may still be on a slow line. */
  lost(): void {
    if (this.#open) this.#slow.whenEmpty(() => this.#end())
  }

  #end(): void {
    if (!this.#open) return
    this.#open = false
    this.#asbMask = 0
    this.#transfer = undefined
    this.owner.ended(this)
  }

  #answerTransfer(transfer: BlockTransfer): undefined {
    const [answer = 0] = this.#buffer.held()
    if (transfer.answer(answer)) this.#release(1)
    if (transfer.done) this.#transfer = undefined
    return undefined
  }

  #sendAutomaticStatus(status: Uint8Array): void {
    this.#asbSent = status.slice()
    this.reply(status)
  }

  #store(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    this.#overflow.push(bytes.slice())
    this.#refill()
    this.owner.received()
    this.#holdOrGo()
  }

  #release(count: number): void {
    this.#buffer.release(count)
    this.#refill()
    this.#holdOrGo()
  }

  #refill(): void {
    for (let first = this.#overflow[0]; first && this.#buffer.freeBytes > 0; first = this.#overflow[0]) {
      const taken = this.#buffer.append(first)
      if (taken === first.length) this.#overflow.shift()
      else this.#overflow[0] = first.subarray(taken)
    }
  }

  #holdOrGo(): void {
    const hold = this.#buffer.full || this.#slow.waitingBytes > 0
    if (hold !== this.#held) {
      this.#held = hold
      if (this.#open && hold) this.wire.hold()
      else if (this.#open) this.wire.go()
    }
    this.#tellReady()
  }

  /** XON, XOFF and the DTR line: what a serial host goes by. */
  #tellReady(): void {
    const ready = !this.#buffer.full && !this.owner.busy
    if (ready === this.#ready || !this.#open) return
    this.#ready = ready
    this.wire.ready?.(ready)
    if (this.wire.flowControl === 'xon-xoff' && this.owner.mayReply('flow')) {
      this.wire.send(Uint8Array.of(ready ? XON : XOFF))
    }
  }
}
