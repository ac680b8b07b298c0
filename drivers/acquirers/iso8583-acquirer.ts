/**
 * An acquirer reached by ISO 8583 over TCP: the port's calls as messages, and the replies as outcomes. It reports one
 * attempt and never retries; that is the flows' to decide, with their journal at hand.
 */
import type { Money } from '../../src/domain/money.js'
import type { Outcome } from '../../src/domain/outcome.js'
import type {
  Acquirer,
  Approval,
  AuthorisationRequest,
  BatchRecord,
  HostMessageKey,
  InquiryAnswer,
  LateReply,
  ReversalRequest,
  SettlementAnswer,
  SettlementFile,
  SettlementRequest,
  TakeBackRequest,
} from '../../src/ports/acquirer.js'
import type { Clock } from '../../src/ports/clock.js'
import { AddressError } from '../address.js'
import { readSettlementReply, readUploadReply } from './iso8583/batch-replies.js'
import { settlementRequest, uploadAdvice } from './iso8583/batch-requests.js'
import { fetchSettlementFile } from './iso8583/fetch-settlement-file.js'
import { DEFAULT_HOST_LIMITS, type HostLimits, HostLine } from './iso8583/host-line.js'
import type { IsoMessage } from './iso8583/iso-message.js'
import type { TerminalIdentity } from './iso8583/message-fields.js'
import {
  readInquiryReply,
  readNetworkReply,
  readPurchaseReply,
  readReversalReply,
  readTakeBackReply,
} from './iso8583/replies.js'
import {
  inquiryRequest,
  type NETWORK,
  networkRequest,
  purchaseRequest,
  reversalAdvice,
  takeBackRequest,
} from './iso8583/requests.js'
import { DEFAULT_UTC_OFFSET_MINUTES } from './iso8583/times.js'

export interface AcquirerLimits extends HostLimits {
  /** How long after its sending an unanswered purchase may still reach the host; longer than `replyMs`. */
  readonly settleMs: number
}

/** A purchase older than this no longer comes: the line it was on and the switches behind it have given it up. */
const SETTLING_MS = 60_000

export interface Iso8583AcquirerOptions {
  /** Name or IP address of the host. */
  readonly host: string
  readonly port: number
  /** DE41, 1 to 8 letters or digits. */
  readonly terminalNumber: string
  /** DE42, 1 to 15 letters or digits. */
  readonly merchantNumber: string
  readonly clock: Clock
  /** As opened, for logs and screens. */
  readonly address: string
  readonly limits?: Partial<AcquirerLimits>
  /** How far the terminal's wall clock is ahead of UTC, for DE12 and DE13; 540 (Korea) unless told. */
  readonly utcOffsetMinutes?: number
  /** The host wants a sign-on (DE70 001) first on every connection. */
  readonly signOn?: boolean
  /** `http://host:port` where settlement files are to be had; left out = nowhere. */
  readonly filesUrl?: string | undefined
}

export class Iso8583Acquirer implements Acquirer {
  readonly address: string
  readonly #clock: Clock
  readonly #terminal: TerminalIdentity
  readonly #line: HostLine
  readonly #settleMs: number
  readonly #replyMs: number
  readonly #filesUrl: string | undefined
  readonly #lateListeners = new Set<(late: LateReply) => void>()
  #ownStan = 0

  /** @throws DriverError `address.malformed` when a number does not fit its field, or the port is none. */
  constructor(options: Iso8583AcquirerOptions) {
    const { host, port, clock, address, terminalNumber, merchantNumber } = options
    checkNumber(address, 'terminal', terminalNumber, 8)
    checkNumber(address, 'merchant', merchantNumber, 15)
    if (host === '' || !Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new AddressError(address, { rule: 'notHostAndPort' })
    }
    this.address = address
    this.#clock = clock
    const utcOffsetMinutes = options.utcOffsetMinutes ?? DEFAULT_UTC_OFFSET_MINUTES
    this.#terminal = { terminalNumber, merchantNumber, utcOffsetMinutes }
    const { settleMs = SETTLING_MS, ...limits } = options.limits ?? {}
    this.#settleMs = settleMs
    this.#filesUrl = options.filesUrl
    const hostLimits = { ...DEFAULT_HOST_LIMITS, ...limits }
    this.#replyMs = hostLimits.replyMs
    const signOn = () => networkRequest('signOn', this.#ownKey(), this.#terminal)
    this.#line = new HostLine({ host, port, clock, limits: hostLimits, signOn: options.signOn ? signOn : undefined })
  }

  async authorise(request: AuthorisationRequest, signal: AbortSignal): Promise<Outcome<Approval>> {
    const asked = { key: request.key, amount: request.amount, terminal: this.#terminal }
    const read = (reply: IsoMessage) => readPurchaseReply(reply, asked)
    const exchange = await this.#line.ask(purchaseRequest(request, this.#terminal), signal, (reply) =>
      this.#tellLate({ key: asked.key, outcome: read(reply) }),
    )
    return exchange.kind === 'accepted' ? read(exchange.value) : exchange
  }

  async inquire(original: HostMessageKey, amount: Money, signal: AbortSignal): Promise<Outcome<InquiryAnswer>> {
    const message = inquiryRequest(original, amount, this.#ownKey(), this.#terminal)
    const exchange = await this.#line.ask(message, signal, askAgainInstead)
    const asked = { key: original, amount, terminal: this.#terminal }
    return exchange.kind === 'accepted' ? readInquiryReply(exchange.value, asked) : exchange
  }

  async reverse(request: ReversalRequest, signal: AbortSignal): Promise<Outcome<Record<string, never>>> {
    const exchange = await this.#line.ask(reversalAdvice(request, this.#terminal), signal, askAgainInstead)
    return exchange.kind === 'accepted'
      ? readReversalReply(exchange.value, request.amount, this.#mayStillCome(request))
      : exchange
  }

  async takeBack(request: TakeBackRequest, signal: AbortSignal): Promise<Outcome<Approval>> {
    const exchange = await this.#line.ask(takeBackRequest(request, this.#terminal), signal, askAgainInstead)
    const asked = { key: request.key, amount: request.amount, terminal: this.#terminal }
    return exchange.kind === 'accepted' ? readTakeBackReply(exchange.value, asked, request.repeat > 0) : exchange
  }

  async settle(request: SettlementRequest, signal: AbortSignal): Promise<Outcome<SettlementAnswer>> {
    const exchange = await this.#line.ask(settlementRequest(request, this.#terminal), signal, askAgainInstead)
    return exchange.kind === 'accepted' ? readSettlementReply(exchange.value, request.totals) : exchange
  }

  async upload(
    record: BatchRecord & { readonly batchNumber: number; readonly uploadKey: HostMessageKey },
    signal: AbortSignal,
  ): Promise<Outcome<Record<string, never>>> {
    const exchange = await this.#line.ask(uploadAdvice(record, this.#terminal), signal, askAgainInstead)
    return exchange.kind === 'accepted' ? readUploadReply(exchange.value) : exchange
  }

  settlementFile(batchNumber: number, signal: AbortSignal): Promise<Outcome<SettlementFile>> {
    const source = {
      filesUrl: this.#filesUrl,
      terminalNumber: this.#terminal.terminalNumber,
      clock: this.#clock,
      limitMs: this.#replyMs,
    }
    return fetchSettlementFile(batchNumber, source, signal)
  }

  signOn(signal: AbortSignal): Promise<Outcome<Record<string, never>>> {
    return this.#network('signOn', signal)
  }

  echo(signal: AbortSignal): Promise<Outcome<Record<string, never>>> {
    return this.#network('echo', signal)
  }

  onLateReply(listener: (late: LateReply) => void): () => void {
    this.#lateListeners.add(listener)
    return () => {
      this.#lateListeners.delete(listener)
    }
  }

  async close(): Promise<void> {
    this.#line.close()
  }

  async #network(what: keyof typeof NETWORK, signal: AbortSignal): Promise<Outcome<Record<string, never>>> {
    const message = networkRequest(what, this.#ownKey(), this.#terminal)
    const exchange = await this.#line.ask(message, signal, askAgainInstead)
    return exchange.kind === 'accepted' ? readNetworkReply(exchange.value) : exchange
  }

  /** One nobody answered may be under way yet, on the connection it was given up on or behind the host's own queue. */
  #mayStillCome({ reason, original }: ReversalRequest): boolean {
    return reason === 'noReply' && this.#clock.now() - original.sentAt < this.#settleMs
  }

  /** A late reply that settles nothing is nothing to tell: the message stays as unknown as it was. */
  #tellLate(late: LateReply): void {
    if (late.outcome.kind === 'unknown') return
    for (const listener of [...this.#lateListeners]) listener(late)
  }

  /** Inquiries, sign-ons and echoes are not journaled, so their trace numbers are the driver's own; replies never mix MTIs. */
  #ownKey(): HostMessageKey {
    this.#ownStan = (this.#ownStan % 999_999) + 1
    return { stan: this.#ownStan.toString().padStart(6, '0'), sentAt: this.#clock.now() }
  }
}

/** All but purchases are repeated, or asked about, until answered: an answer to a given-up try is of no use. */
const askAgainInstead = () => undefined

/** @param most as long as the field it is sent in (DE41, DE42). */
function checkNumber(address: string, option: string, text: string, most: number): void {
  if (text.length <= most && /^[0-9A-Za-z]+$/.test(text)) return
  throw new AddressError(address, { rule: 'optionNotPlain', option, most })
}
