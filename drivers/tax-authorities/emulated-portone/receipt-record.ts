/**
 * A receipt as the emulated PortOne keeps it, in memory and on disk alike. The customer's identifier is kept as its mask
 * and a keyed digest: two receipts can be compared, the number itself is nowhere.
 */
import { createHmac } from 'node:crypto'
import { z } from 'zod'

const shared = z.object({
  storeId: z.string(),
  paymentId: z.string(),
  channelKey: z.string(),
  orderName: z.string(),
})

const issued = shared.extend({
  type: z.enum(['PERSONAL', 'CORPORATE']),
  /** Won. */
  amount: z.number().int(),
  taxFreeAmount: z.number().int(),
  vatAmount: z.number().int(),
  identityMasked: z.string(),
  identityDigest: z.string(),
  issueNumber: z.string(),
  pgReceiptId: z.string(),
  /** Epoch milliseconds: when the sale was paid, and when the receipt was issued on PortOne's clock. */
  paidAt: z.number(),
  issuedAt: z.number(),
})

export const recordSchema = z.discriminatedUnion('status', [
  issued.extend({ status: z.literal('ISSUED') }),
  issued.extend({ status: z.literal('CANCELLED'), cancelledAt: z.number() }),
  shared.extend({ status: z.literal('ISSUE_FAILED'), failedAt: z.number() }),
])

export type ReceiptRecord = Readonly<z.infer<typeof recordSchema>>

/** HMAC-SHA256 of the identifier's digits, hex: equal for equal identifiers, useless without the key. */
export function digestOf(digits: string, key: string): string {
  return createHmac('sha256', key).update(digits).digest('hex')
}

/** As `GET /payments/{paymentId}/cash-receipt` shows it. The customer is not part of it. */
export function shownRecord(record: ReceiptRecord): Readonly<Record<string, unknown>> {
  const { status, storeId, paymentId, channelKey, orderName } = record
  const head = {
    status,
    merchantId: 'merchant-emulated',
    storeId,
    paymentId,
    channel: {
      type: 'TEST',
      id: 'channel-id-emulated',
      key: channelKey,
      name: 'emulated',
      pgProvider: 'TOSSPAYMENTS',
      pgMerchantId: 'emulated',
    },
    orderName,
    isManual: true,
  }
  if (record.status === 'ISSUE_FAILED') return { ...head, statusUpdatedAt: instant(record.failedAt) }
  const { amount, taxFreeAmount, vatAmount, type, pgReceiptId, issueNumber, issuedAt } = record
  return {
    ...head,
    ...{ amount, taxFreeAmount, vatAmount, currency: 'KRW', type, pgReceiptId, issueNumber },
    url: receiptUrl(pgReceiptId),
    issuedAt: instant(issuedAt),
    ...(record.status === 'CANCELLED' && { cancelledAt: instant(record.cancelledAt) }),
    statusUpdatedAt: instant(record.status === 'CANCELLED' ? record.cancelledAt : issuedAt),
  }
}

/** Leads nowhere (RFC 2606). */
export function receiptUrl(pgReceiptId: string): string {
  return `https://receipts.invalid/${pgReceiptId}`
}

/** RFC 3339, in UTC as PortOne writes it. */
export function instant(epochMs: number): string {
  return new Date(epochMs).toISOString()
}
