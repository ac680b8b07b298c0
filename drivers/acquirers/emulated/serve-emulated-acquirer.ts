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
import { DEFAULT_UTC_OFFSET_MINUTES } from '../iso8583/times.js'
import { type AnsweringHost, answerMessage, messageKind } from './host-answers.js'
import { HostFaults } from './host-faults.js'
import { HostLedger, type LedgerEvent, ledgerEventSchema } from './host-ledger.js'
import { HostPort } from './host-port.js'
import { HostRules } from './host-rules.js'
import type { HostFault, HostRule, MessageFault, MessageKind } from './host-script.js'

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
  /** To look at; changing it by hand is nobody's business. */
  readonly ledger: Pick<HostLedger, 'transactions' | 'netCaptured' | 'find'>
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
  readonly #tcp: HostPort
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
  }

  get port(): number {
    return this.#tcp.number
  }

  async start(): Promise<void> {
    await this.#tcp.listen()
    for (const fault of this.#options.faults ?? []) await this.script(fault)
  }

  async script(fault: HostFault): Promise<void> {
    if (fault.fault === 'refuse') await this.#tcp.shut()
    else if (fault.fault === 'accept') await this.#tcp.listen()
    else if (fault.fault === 'hangUp') this.#tcp.hangUp()
    else this.#faults.add(fault)
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
    const reply = answerMessage(message, this.#answering, this.#options.clock.now())
    if (!reply) return
    const framed = frame(encodeMessage(fault?.fault === 'mismatch' ? withOtherStan(reply) : reply))
    this.#reply(framed, fault, socket)
    this.#tell('processed', kind, message, fault, reply)
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

function withOtherStan(reply: IsoMessage): IsoMessage {
  const other = (Number(reply.fields[DE.stan]) + 1) % 1_000_000
  return { ...reply, fields: { ...reply.fields, [DE.stan]: other.toString().padStart(6, '0') } }
}
