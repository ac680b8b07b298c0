/**
 * What the emulated service remembers, in memory and on disk alike: one event a thing that happened. Buyers are kept as their
 * mask and a keyed digest; two can be compared, the name and the numbers themselves are nowhere.
 */
import { createHmac } from 'node:crypto'
import { z } from 'zod'

const at = z.number()

const invoiceEvent = z.object({
  kind: z.literal('invoice'),
  orderNo: z.string(),
  serialNo: z.string(),
  /** The 20 digits it gets if it is issued. */
  invoiceNumber: z.string(),
  at,
  /** Fen. */
  totalMinor: z.number().int(),
  taxMinor: z.number().int(),
  goods: z.string(),
  buyerMasked: z.string(),
  buyerDigest: z.string(),
  taxNumberMasked: z.string(),
  taxNumberDigest: z.string(),
  /** Whether the till or the customer asked for it. */
  via: z.enum(['call', 'page']),
  /** Set when taken, when the tax office will turn it down. */
  failCause: z.string().optional(),
  /** How often its signing will fail. */
  failSigning: z.number().int().default(0),
})

const redEvent = z.object({
  kind: z.literal('red'),
  billId: z.string(),
  billNo: z.string(),
  billUuid: z.string(),
  at,
  /** The invoice taken back. */
  original: z.string(),
  redInvoiceNumber: z.string(),
  /** The buyer had booked the original by then, so it must confirm. */
  booked: z.boolean(),
  reason: z.string(),
})

export const serviceEventSchema = z.discriminatedUnion('kind', [
  invoiceEvent,
  redEvent,
  z.object({ kind: z.literal('resign'), orderNo: z.string(), at }),
  z.object({ kind: z.literal('voided'), orderNo: z.string(), at }),
  /** The buyer took the invoice into its books. */
  z.object({ kind: z.literal('booked'), orderNo: z.string(), at }),
  z.object({ kind: z.literal('redAnswered'), billId: z.string(), agreed: z.boolean(), at }),
  /** The tax office's word on a red form was fetched. */
  z.object({ kind: z.literal('redFetched'), billId: z.string(), at }),
])

export type ServiceEvent = Readonly<z.output<typeof serviceEventSchema>>
export type HeldInvoice = Extract<ServiceEvent, { kind: 'invoice' }>
export type HeldRed = Extract<ServiceEvent, { kind: 'red' }>

/** HMAC-SHA256, hex: equal for equal texts, useless without the key. */
export function digestOf(text: string, key: string): string {
  return createHmac('sha256', key).update(text).digest('hex')
}

/** `晨**`, `9111***341L`: never enough to know whose it is. */
export function maskOf(text: string): string {
  if (text === '') return ''
  const characters = [...text]
  return characters.length < 9
    ? `${characters[0]}**`
    : `${characters.slice(0, 4).join('')}***${characters.slice(-4).join('')}`
}
