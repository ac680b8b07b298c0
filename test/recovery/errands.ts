/** What people come to the counter for, one after another, as data: sales, and everything that changes a sale later. */
import type { AmendmentKind } from '../../src/domain/amendment-record.js'
import type { Trouble } from './trouble.js'

/** One part of a payment; what is left, unless an amount in won is given. */
export interface Part {
  readonly by: 'card' | 'cash' | 'transfer'
  readonly amount?: number
}

/** How goods are paid for. Whatever the parts leave open is paid in cash. */
export interface Paying {
  readonly parts: readonly Part[]
  /** Whether the customer types a number for the cash receipt. */
  readonly receipt: 'number' | 'declined'
  /** The customer walks away instead of paying the part of this index. */
  readonly leavesAt?: number
}

export interface Goods {
  /** Won apiece. */
  readonly unit: number
  readonly quantity: number
}

export interface SaleErrand extends Paying {
  readonly errand: 'sale'
  readonly goods: Goods
}

export interface AmendmentErrand {
  readonly errand: AmendmentKind
  /** Index of the errand whose sale it is: a sale, or the goods given in an exchange. */
  readonly of: number
  /** refund: won; all that is left unless given. */
  readonly amount?: number
  /** return, exchange: pieces; all that is left unless given. */
  readonly quantity?: number
  /** exchange: what is given, and how a difference is paid. */
  readonly given?: Goods & Paying
  /** correction; revokeFirst unless given. */
  readonly order?: 'revokeFirst' | 'issueFirst'
  /** Called off when asked to confirm for the first or the second time. */
  readonly callsOff?: 'once' | 'twice'
  /** Wants cash as soon as the money does not come back to the card at once. */
  readonly impatient?: true
}

/** A document is issued later (자진발급) for a sale that has none. */
interface LateReceiptErrand {
  readonly errand: 'lateReceipt'
  readonly of: number
}

/** The line to the tax gateway goes down, or comes back. */
interface GatewayErrand {
  readonly errand: 'gateway'
  readonly is: 'down' | 'back'
}

/** From here on something goes wrong, or is decided otherwise than usual. */
interface TroubleErrand {
  readonly errand: 'trouble'
  readonly trouble: Trouble
}

/** The card day is closed, once no charge hangs in the air. */
interface SettlementErrand {
  readonly errand: 'settlement'
}

export type Errand = SaleErrand | AmendmentErrand | LateReceiptErrand | GatewayErrand | TroubleErrand | SettlementErrand

const OF_NO_SALE: readonly Errand['errand'][] = ['sale', 'lateReceipt', 'gateway', 'trouble', 'settlement']

export function isAmendment(errand: Errand): errand is AmendmentErrand {
  return !OF_NO_SALE.includes(errand.errand)
}
