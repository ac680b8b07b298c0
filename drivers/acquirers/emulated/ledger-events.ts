/**
 * What an emulated host writes down, one event a line and never changed: files written by earlier versions are read by
 * later ones, so an event only ever gains optional fields, and new facts are new events.
 */
import { z } from 'zod'

const named = { terminal: z.string(), stan: z.string(), transmittedAt: z.string() }
const amounted = { amountMinor: z.number().int(), currency: z.enum(['KRW', 'CNY', 'USD']) }
const counted = z.strictObject({ count: z.number().int(), amountMinor: z.number().int() })

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
    /** Of a partial approval. */
    approvedMinor: z.number().int().optional(),
    vanCode: z.string().optional(),
  }),
  /** A void or a refund was decided, on the purchase its original names at the same terminal. */
  z.strictObject({
    event: z.literal('takenBack'),
    at: z.number(),
    ...named,
    ...amounted,
    manner: z.enum(['void', 'refund']),
    originalStan: z.string(),
    originalTransmittedAt: z.string(),
    responseCode: z.string(),
    vanCode: z.string().optional(),
  }),
  z.strictObject({ event: z.literal('reversed'), at: z.number(), ...named, ...amounted }),
  /** The terminal handed this transaction over again, for this batch. */
  z.strictObject({ event: z.literal('uploaded'), at: z.number(), ...named, batchNumber: z.number().int() }),
  /** A batch was closed with these totals; after an upload, what was not uploaded is let go. */
  z.strictObject({
    event: z.literal('settled'),
    at: z.number(),
    terminal: z.string(),
    batchNumber: z.number().int(),
    currency: amounted.currency,
    purchases: counted,
    refunds: counted,
    afterUpload: z.boolean(),
  }),
])
export type LedgerEvent = z.infer<typeof ledgerEventSchema>

/** One kind of event. */
export type Happened<Kind extends LedgerEvent['event']> = Extract<LedgerEvent, { event: Kind }>
