/**
 * One host's wire into the printer: its receive buffer, its half-read command, and the settings that are its own. Bytes
 * the buffer cannot take yet stay on the wire's side, and the wire is told to hold.
 *
 *      wire ──receive──▶ real-time scanner ──▶ receive buffer ──▶ parser ──▶ (printer)
 *           ◀─hold/go──        │ obeyed at once
 *           ◀──send───────────────────────────────────────────────── replies
 */
import type { HostSettings } from './handlers/handler.js'
import { CommandParser, type Token } from './parser.js'
import { type RealTimeCommand, RealTimeScanner } from './real-time-scanner.js'
import { ReceiveBuffer } from './receive-buffer.js'
import { asbDiffers } from './status-bytes.js'

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
}

/** What a connection tells the printer behind it. */
export interface ConnectionOwner {
  readonly receiveBufferBytes: number
  /** New bytes are in the buffer. */
  received(): void
  /** Carries out a real-time command. True when it emptied the buffers, so that the command's own bytes are gone too. */
  obey(command: RealTimeCommand, from: Connection): boolean
  /** How many of `count` arriving bytes still come through, and whether the wire parts after them. */
  admit(count: number): { readonly bytes: number; readonly thenDrop: boolean }
  /** The status as GS a would send it now. */
  automaticStatus(): Uint8Array
  /** False while replies are muted. */
  mayReply(): boolean
  ended(connection: Connection): void
}

/** Room, as a share of the buffer, at which a held wire may bring more. */
const GO_AT_FREE_SHARE = 0.25

export class Connection implements HostSettings {
  offlineResponse: HostSettings['offlineResponse'] = 'off'
  readonly #buffer: ReceiveBuffer
  readonly #parser = new CommandParser()
  readonly #scanner = new RealTimeScanner()
  /** Bytes that have come and do not fit. */
  #overflow: Uint8Array[] = []
  #held: boolean = false
  #open: boolean = true
  #asbMask = 0
  #asbSent = new Uint8Array(4)

  constructor(
    private readonly wire: Wire,
    private readonly owner: ConnectionOwner,
  ) {
    this.#buffer = new ReceiveBuffer(owner.receiveBufferBytes)
  }

  get open(): boolean {
    return this.#open
  }

  get hasBytes(): boolean {
    return this.#buffer.usedBytes > 0
  }

  /**
   * Takes bytes from the wire. A real-time command is obeyed when its last byte has come and every byte before it has
   * been offered to the printer, whatever chunks the wire made of them.
   */
  receive(bytes: Uint8Array): void {
    if (!this.#open) return
    const admitted = this.owner.admit(bytes.length)
    this.#scan(bytes.subarray(0, admitted.bytes))
    if (admitted.thenDrop) this.drop()
  }

  #scan(bytes: Uint8Array): void {
    let from = 0
    bytes.forEach((byte, index) => {
      const command = this.#open ? this.#scanner.push(byte) : undefined
      if (!command) return
      this.#store(bytes.subarray(from, index))
      from = this.owner.obey(command, this) ? index + 1 : index
    })
    if (this.#open) this.#store(bytes.subarray(from))
  }

  /** The next token out of the receive buffer, or undefined when it has run dry. */
  next(): Token | undefined {
    const { token, next } = this.#parser.read(this.#buffer.held(), 0)
    this.#buffer.release(next)
    this.#refill()
    return token
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
  }

  reply(bytes: Uint8Array): void {
    if (this.#open && this.owner.mayReply()) this.wire.send(bytes)
  }

  /** Loses what was received and not yet acted on. */
  clear(): void {
    this.#buffer.clear()
    this.#parser.reset()
    this.#overflow = []
    this.#goOn()
  }

  /** Hangs up. What was received before is still printed, except a command whose end never came. */
  drop(): void {
    if (!this.#open) return
    this.wire.drop()
    this.lost()
  }

  /** The wire is gone. */
  lost(): void {
    if (!this.#open) return
    this.#open = false
    this.#asbMask = 0
    this.owner.ended(this)
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
    if (this.#overflow.length > 0 && !this.#held) {
      this.#held = true
      this.wire.hold()
    }
  }

  #refill(): void {
    for (let first = this.#overflow[0]; first && this.#buffer.freeBytes > 0; first = this.#overflow[0]) {
      const taken = this.#buffer.append(first)
      if (taken === first.length) this.#overflow.shift()
      else this.#overflow[0] = first.subarray(taken)
    }
    if (this.#overflow.length === 0 && this.#buffer.freeBytes >= this.#buffer.capacityBytes * GO_AT_FREE_SHARE)
      this.#goOn()
  }

  #goOn(): void {
    if (!this.#held) return
    this.#held = false
    if (this.#open) this.wire.go()
  }
}
