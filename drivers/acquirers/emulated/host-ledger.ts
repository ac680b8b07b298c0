/**
 * What an acquirer host remembers: every purchase by terminal, STAN and DE7, and what became of it. It is a fold over
 * its events, so a host killed at any point and started again on the same events knows what it approved.
 */
import { z } from 'zod'
import { type Currency, type Money, money, sum } from '../../../src/domain/money.js'
import { RESPONSE } from '../iso8583/response-codes.js'

/** Names a purchase; a repeat, a reversal and an inquiry name the same one. */
export interface MessageName {
  readonly terminal: string
  readonly stan: string
  /** DE7 as sent, `MMDDhhmmss`. */
  readonly transmittedAt: string
}

export interface Purchase {
  readonly name: MessageName
  readonly amount: Money
  readonly maskedPan: string
  readonly instalmentMonths: number
  /** Institution codes, see `institutions.ts`. */
  readonly issuer: string
  readonly acquirer: string
}

interface Decision extends Omit<Purchase, 'name' | 'amount'> {
  /** DE39. */
  readonly responseCode: string
  /** Six digits, counting up over the ledger's life; absent on a decline. */
  readonly approvalCode?: string
  /** Twelve digits: last digit of the year, day of the year, hour (UTC), decision number. */
  readonly rrn: string
  /** Epoch milliseconds. */
  readonly decidedAt: number
}

export interface HostTransaction {
  readonly name: MessageName
  readonly state: 'approved' | 'declined' | 'reversed'
  readonly amount: Money
  /** Absent when only a reversal ever came: the mark it leaves makes a late original fail. */
  readonly decision?: Decision
  readonly reversedAt?: number
}

const named = { terminal: z.string(), stan: z.string(), transmittedAt: z.string() }
const amounted = { amountMinor: z.number().int(), currency: z.enum(['KRW', 'CNY', 'USD']) }

export const ledgerEventSchema = z.discriminatedUnion('event', [
  z.strictObject({
    event: z.literal('decided'),
    at: z.number(),
    ...named,
    ...amounted,
    responseCode: z.string(),
    maskedPan: z.string(),
    instalmentMonths: z.number().int(),
    issuer: z.string(),
    acquirer: z.string(),
  }),
  z.strictObject({ event: z.literal('reversed'), at: z.number(), ...named, ...amounted }),
])
export type LedgerEvent = z.infer<typeof ledgerEventSchema>

export class HostLedger {
  readonly #transactions = new Map<string, HostTransaction>()
  readonly #record: (event: LedgerEvent) => void
  #decisions = 0

  /**
   * @param history what earlier runs recorded, in order.
   * @param record makes an event durable; it returns when it is, and only then does the ledger take it as happened.
   */
  constructor(history: readonly LedgerEvent[] = [], record: (event: LedgerEvent) => void = () => undefined) {
    this.#record = record
    for (const event of history) this.#apply(event)
  }

  find(name: MessageName): HostTransaction | undefined {
    return this.#transactions.get(keyOf(name))
  }

  /** In the order first heard of. Card numbers are masked. */
  transactions(): readonly HostTransaction[] {
    return [...this.#transactions.values()]
  }

  /** What this terminal's merchant will be paid: approved and not reversed. */
  netCaptured(terminal: string, currency: Currency): Money {
    const amounts = this.transactions()
      .filter(({ name, state, amount }) => {
        return name.terminal === terminal && state === 'approved' && amount.currency === currency
      })
      .map(({ amount }) => amount)
    return sum(amounts, currency)
  }

  /** Decides a purchase once; the same one again, or one already reversed, is returned as it stands. */
  authorise(purchase: Purchase, decide: () => string, at: number): HostTransaction {
    const { name, amount, ...rest } = purchase
    return (
      this.find(name) ?? this.#happen({ event: 'decided', at, ...name, ...amount, ...rest, responseCode: decide() })
    )
  }

  /** Takes a purchase back, or marks one never heard of so that it fails if it comes. A second time changes nothing. */
  reverse(name: MessageName, amount: Money, at: number): HostTransaction {
    const known = this.find(name)
    if (known && (known.state !== 'approved' || !sameAmount(known.amount, amount))) return known
    return this.#happen({ event: 'reversed', at, ...name, ...amount })
  }

  #happen(event: LedgerEvent): HostTransaction {
    this.#record(event)
    return this.#apply(event)
  }

  #apply(event: LedgerEvent): HostTransaction {
    const transaction = event.event === 'decided' ? this.#decided(event) : this.#reversed(event)
    this.#transactions.set(keyOf(transaction.name), transaction)
    return transaction
  }

  #decided(event: Extract<LedgerEvent, { event: 'decided' }>): HostTransaction {
    const { at, responseCode, maskedPan, instalmentMonths, issuer, acquirer } = event
    const number = (++this.#decisions).toString().padStart(6, '0')
    const approved = responseCode === RESPONSE.approved
    return {
      name: nameOf(event),
      state: approved ? 'approved' : 'declined',
      amount: money(event.amountMinor, event.currency),
      decision: {
        responseCode,
        ...(approved ? { approvalCode: number } : {}),
        rrn: referenceTime(at) + number,
        decidedAt: at,
        maskedPan,
        instalmentMonths,
        issuer,
        acquirer,
      },
    }
  }

  #reversed(event: Extract<LedgerEvent, { event: 'reversed' }>): HostTransaction {
    const name = nameOf(event)
    const known = this.find(name) ?? { name, amount: money(event.amountMinor, event.currency) }
    return { ...known, state: 'reversed', reversedAt: event.at }
  }
}

export function sameAmount(a: Money, b: Money): boolean {
  return a.currency === b.currency && a.amountMinor === b.amountMinor
}

function nameOf({ terminal, stan, transmittedAt }: MessageName): MessageName {
  return { terminal, stan, transmittedAt }
}

function keyOf({ terminal, stan, transmittedAt }: MessageName): string {
  return `${terminal} ${stan} ${transmittedAt}`
}

/** `YDDDhh`, the head of a retrieval reference number. */
function referenceTime(at: number): string {
  const date = new Date(at)
  const year = date.getUTCFullYear()
  const day = Math.floor((at - Date.UTC(year, 0, 1)) / 86_400_000) + 1
  return `${year % 10}${day.toString().padStart(3, '0')}${date.getUTCHours().toString().padStart(2, '0')}`
}
