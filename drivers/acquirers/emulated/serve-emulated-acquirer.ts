/**
 * An emulated acquirer host on a TCP port: it decides by rules, remembers in a ledger, and fails as scripted. Terminals
 * reach it exactly as they would a real one, so the driver under test is the one in the shop.
 */
import type net from 'node:net'
import type { Clock } from '../../../src/ports/clock.js'
import { type LedgerFile, openLedgerFile } from '../../ledger-file.js'
import { DE } from '../iso8583/data-elements.js'
import { frame } from '../iso8583/framing.js'
import { decodeMessage, encodeMessage, type IsoMessage } from '../iso8583/iso-message.js'
import { RESPONSE } from '../iso8583/response-codes.js'
import { DEFAULT_UTC_OFFSET_MINUTES } from '../iso8583/times.js'
import type { AnsweringHost } from './answering-host.js'
import { FilePort } from './file-port.js'
import { answerMessage, messageKind, refuseUnsigned } from './host-answers.js'
import { FileFaults, HostFaults } from './host-faults.js'
import { HostLedger } from './host-ledger.js'
import { HostPort } from './host-port.js'
import { HostRules } from './host-rules.js'
import type { HostFault, HostRule, MessageFault, MessageKind } from './host-script.js'
import { type LedgerEvent, ledgerEventSchema } from './ledger-events.js'
import { spoilReply } from './spoilt-replies.js'

export interface EmulatedHostOptions {
  readonly clock: Clock
  /** Where to listen; 127.0.0.1 unless told. */
  readonly host?: string
  /** 0, the default, takes any free port. */
  readonly port?: number
  readonly rules?: readonly HostRule[]
  readonly faults?: readonly HostFault[]
  /** See `host-script.ts`; it remembers reversals of purchases it never saw unless told. */
  readonly forgetful?: boolean | undefined
  /** Every connection must be signed on before anything else is answered. */
  readonly requireSignOn?: boolean | undefined
  /** Where settlement files are to be had, over HTTP; 0, the default, takes any free port. */
  readonly filesPort?: number
  /** Makes the ledger outlive the process. */
  readonly ledgerFile?: string
  /** How far the terminals' wall clocks are ahead of UTC; 540 (Korea) unless told. */
  readonly utcOffsetMinutes?: number
}

/** One thing the host did; for tests to wait on and screens to show. Holds nothing about the card. */
export interface HostTrace {
  /** `processed` follows `received` when the request reached the ledger, which a dropped one never does. */
  readonly step: 'received' | 'processed'
  readonly kind: MessageKind
  readonly stan: string
  /** The fault that struck it, if any. */
  readonly fault?: MessageFault['fault']
  /** DE39 as decided; on `processed` only. */
  readonly responseCode?: string
}

export interface EmulatedAcquirerHost {
  readonly host: string
  readonly port: number
  /** `http://host:port` of the settlement files: `/settlements/TERMINAL/BATCHNUMBER.csv`. */
  readonly filesUrl: string
  /** To look at; changing it by hand is nobody's business. */
  readonly ledger: Pick<HostLedger, 'transactions' | 'netCaptured' | 'find' | 'closedBatch' | 'openTotals'>
  /** Puts a fault in force, after those scripted before. Resolves when it is: for `refuse`, when the port is shut. */
  script(fault: HostFault): Promise<void>
  /** Puts a rule before those there are. */
  addRule(rule: HostRule): void
  /** Tells what the host does. Returns a function that stops the telling. */
  onTrace(listener: (trace: HostTrace) => void): () => void
  /** Hangs up, stops listening and lets go of the ledger file. Replies still waiting are never sent. Twice is harmless. */
  close(): Promise<void>
}

/**
 * Starts a host.
 * @throws DriverError `address.unavailable` when the port cannot be listened on, `ledger.corrupt` for a bad ledger file.
 */
export async function serveEmulatedAcquirer(options: EmulatedHostOptions): Promise<EmulatedAcquirerHost> {
  const file = options.ledgerFile === undefined ? undefined : openLedgerFile(options.ledgerFile, ledgerEventSchema)
  const host = new EmulatedHost(options, file)
  try {
    await host.start()
  } catch (error) {
    await host.close()
    throw error
  }
  return host
}

/** What a proxy answers, or a wrong port. */
const GARBAGE = Buffer.from('HTTP/1.1 502 Bad Gateway\r\n\r\n', 'latin1')

class EmulatedHost implements EmulatedAcquirerHost {
  readonly host: string
  readonly ledger: HostLedger
  readonly #options: EmulatedHostOptions
  readonly #file: LedgerFile<LedgerEvent> | undefined
  readonly #answering: AnsweringHost
  readonly #rules: HostRules
  readonly #faults = new HostFaults()
  readonly #fileFaults = new FileFaults()
  readonly #tcp: HostPort
  readonly #files: FilePort
  readonly #signedOn = new WeakSet<net.Socket>()
  readonly #timers = new Set<() => void>()
  readonly #listeners = new Set<(trace: HostTrace) => void>()
  #closed: Promise<void> | undefined

  constructor(options: EmulatedHostOptions, file: LedgerFile<LedgerEvent> | undefined) {
    this.#options = options
    this.#file = file
    this.host = options.host ?? '127.0.0.1'
    this.ledger = new HostLedger(file?.history, file?.append)
    this.#rules = new HostRules(options.rules ?? [])
    const utcOffsetMinutes = options.utcOffsetMinutes ?? DEFAULT_UTC_OFFSET_MINUTES
    const { forgetful = false } = options
    this.#answering = { ledger: this.ledger, rules: this.#rules, forgetful, utcOffsetMinutes }
    this.#tcp = new HostPort(this.host, options.port ?? 0, (message, socket) => this.#receive(message, socket))
    this.#files = new FilePort(this.host, options.filesPort ?? 0, this.ledger, this.#fileFaults)
  }

  get port(): number {
    return this.#tcp.number
  }

  get filesUrl(): string {
    return this.#files.url
  }

  async start(): Promise<void> {
    await this.#tcp.listen()
    await this.#files.listen()
    for (const fault of this.#options.faults ?? []) await this.script(fault)
  }

  async script(fault: HostFault): Promise<void> {
    switch (fault.fault) {
      case 'refuse':
        return this.#tcp.shut()
      case 'accept':
        return this.#tcp.listenAgain(this.#options.clock)
      case 'hangUp':
        return this.#tcp.hangUp()
      case 'settlementDiffers':
      case 'settlementAbsent':
      case 'settlementCut':
        return this.#fileFaults.add(fault)
      default:
        return this.#faults.add(fault)
    }
  }

  addRule(rule: HostRule): void {
    this.#rules.addFirst(rule)
  }

  onTrace(listener: (trace: HostTrace) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  close(): Promise<void> {
    this.#closed ??= this.#letGo()
    return this.#closed
  }

  async #letGo(): Promise<void> {
    for (const cancel of this.#timers) cancel()
    await this.#tcp.shut()
    await this.#files.shut()
    this.#file?.close()
  }

  #receive(bytes: Uint8Array, socket: net.Socket): void {
    const decoded = decodeMessage(bytes)
    if (!decoded.ok) {
      socket.destroy()
      return
    }
    const message = decoded.value
    const kind = messageKind(message)
    if (kind === undefined) return
    const fault = this.#faults.strike(kind)
    this.#tell('received', kind, message, fault)
    if (fault?.fault === 'dropRequest') return
    const process = () => this.#process(kind, message, fault, socket)
    if (fault?.fault === 'delay') this.#after(fault.delayMs, process)
    else process()
  }

  #process(kind: MessageKind, message: IsoMessage, fault: MessageFault | undefined, socket: net.Socket): void {
    const reply = this.#decide(kind, message, fault, socket)
    if (!reply) return
    this.#reply(frame(encodeMessage(spoilReply(reply, fault?.fault))), fault, socket)
    this.#tell('processed', kind, message, fault, reply)
  }

  #decide(
    kind: MessageKind,
    message: IsoMessage,
    fault: MessageFault | undefined,
    socket: net.Socket,
  ): IsoMessage | undefined {
    const isForgotten = fault?.fault === 'forgetSignOn'
    if (isForgotten) this.#signedOn.delete(socket)
    const mustSignOn = this.#options.requireSignOn === true && kind !== 'signOn' && !this.#signedOn.has(socket)
    if (isForgotten || mustSignOn) return refuseUnsigned(message)
    const reply = answerMessage(message, this.#answering, this.#options.clock.now())
    if (kind === 'signOn' && reply?.fields[DE.responseCode] === RESPONSE.approved) this.#signedOn.add(socket)
    return reply
  }

  #reply(framed: Uint8Array, fault: MessageFault | undefined, socket: net.Socket): void {
    switch (fault?.fault) {
      case 'dropReply':
        return
      case 'closeMidMessage':
        if (socket.writable) socket.end(framed.subarray(0, Math.floor(framed.length / 2)))
        return
      case 'garbage':
        send(socket, frame(GARBAGE))
        return
      case 'lateReply':
        this.#after(fault.delayMs, () => send(socket, framed))
        return
      case 'duplicateReply':
        send(socket, Buffer.concat([framed, framed]))
        return
      default:
        send(socket, framed)
    }
  }

  #after(delayMs: number, action: () => void): void {
    const cancel = this.#options.clock.schedule(delayMs, () => {
      this.#timers.delete(cancel)
      action()
    })
    this.#timers.add(cancel)
  }

  #tell(
    step: HostTrace['step'],
    kind: MessageKind,
    message: IsoMessage,
    fault: MessageFault | undefined,
    reply?: IsoMessage,
  ): void {
    const responseCode = reply?.fields[DE.responseCode]
    const trace: HostTrace = {
      step,
      kind,
      stan: message.fields[DE.stan] ?? '',
      ...(fault ? { fault: fault.fault } : {}),
      ...(responseCode === undefined ? {} : { responseCode }),
    }
    for (const listener of [...this.#listeners]) listener(trace)
  }
}

/** A reply to a terminal that has hung up goes nowhere, as on a real line. */
function send(socket: net.Socket, bytes: Uint8Array): void {
  if (socket.writable) socket.write(bytes)
}
