/**
 * The shapes PortOne's replies have, and the words its fields use (official client 0.19.0, `payment.cashReceipt`). A reply
 * that does not fit its shape is unreadable: the driver never guesses at one. Fields nobody knows are left out, as PortOne
 * asks of its callers.
 */
import { z } from 'zod'
import type { CashReceiptUse, TaxIdentifierKind } from '../../../src/domain/identifiers/tax-identifier.js'

export const TYPE_OF_USE = {
  personalDeduction: 'PERSONAL',
  businessExpense: 'CORPORATE',
} as const satisfies Readonly<Record<CashReceiptUse, string>>

export const USE_OF_TYPE: Readonly<Record<'PERSONAL' | 'CORPORATE', CashReceiptUse>> = {
  PERSONAL: 'personalDeduction',
  CORPORATE: 'businessExpense',
}

/** `customer.identityNumberType`. One payment company needs it, the others do not mind. */
export const IDENTITY_TYPE: Readonly<Record<TaxIdentifierKind, string>> = {
  mobileNumber: 'PHONE',
  cashReceiptCard: 'CARD',
  businessNumber: 'BUSINESS',
}

/** RFC 3339, read as epoch milliseconds. */
const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

const issueNumber = z.string().min(1).max(30)

/** Won; PortOne writes int64. */
const won = z.number().int().nonnegative()

const standing = z.object({
  paymentId: z.string(),
  amount: won,
  taxFreeAmount: won.nullish(),
  vatAmount: won.nullish(),
  currency: z.literal('KRW'),
  type: z.enum(['PERSONAL', 'CORPORATE']).nullish(),
  issueNumber,
  issuedAt: moment,
})

/** `GET /payments/{paymentId}/cash-receipt`, and each item of `GET /cash-receipts`. */
export const receiptSchema = z.discriminatedUnion('status', [
  standing.extend({ status: z.literal('ISSUED') }),
  standing.extend({ status: z.literal('CANCELLED'), cancelledAt: moment }),
  z.object({ status: z.literal('ISSUE_FAILED'), paymentId: z.string() }),
])

export type PortoneReceipt = z.infer<typeof receiptSchema>

/** One that was issued, whatever became of it. */
export type IssuedReceipt = Exclude<PortoneReceipt, { status: 'ISSUE_FAILED' }>

/** `POST /cash-receipts`. It names neither date nor amounts. */
export const issuedSchema = z.object({ cashReceipt: z.object({ issueNumber }) })

/** `POST /payments/{paymentId}/cash-receipt/cancel`. */
export const cancelledSchema = z.object({ cancelledAmount: won, cancelledAt: moment })

/** `GET /cash-receipts`. `page.size` is how many a page can hold, which may be fewer than were asked for. */
export const listSchema = z.object({
  items: z.array(receiptSchema),
  page: z.object({ size: z.number().int().positive() }),
})

export const errorSchema = z.object({
  type: z.string().min(1).max(80),
  message: z.string().nullish().catch(null),
  pgCode: z.string().nullish().catch(null),
  pgMessage: z.string().nullish().catch(null),
})
