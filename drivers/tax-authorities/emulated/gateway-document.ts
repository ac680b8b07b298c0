/**
 * A document as the emulated gateway keeps it, in memory and on disk alike. The customer's identifier is kept as its mask
 * and a keyed digest: two documents can be compared, the number itself is nowhere.
 */
import { createHmac } from 'node:crypto'
import { z } from 'zod'

export const documentSchema = z.object({
  corpNum: z.string(),
  mgtKey: z.string(),
  tradeType: z.enum(['승인거래', '취소거래']),
  tradeUsage: z.enum(['소득공제용', '지출증빙용']),
  taxationType: z.enum(['과세', '비과세']),
  /** Won. */
  supplyCost: z.number().int(),
  tax: z.number().int(),
  serviceFee: z.number().int(),
  totalAmount: z.number().int(),
  /** `yyyyMMddHHmmss`, Korean time. */
  tradeDT: z.string(),
  /** Epoch milliseconds on the gateway's clock. */
  issuedAt: z.number(),
  confirmNum: z.string(),
  identityMasked: z.string(),
  identityDigest: z.string(),
  franchiseCorpName: z.string(),
  itemName: z.string(),
  /** Set at issue when the tax office will reject the document. */
  rejectionCode: z.string().optional(),
  /** Of a revocation: what it takes back, and why. */
  revokes: z
    .object({ confirmNum: z.string(), tradeDate: z.string(), cancelType: z.string(), partial: z.boolean() })
    .optional(),
})

export type GatewayDocument = Readonly<z.infer<typeof documentSchema>>

/** `yyyyMMdd`; with the approval number it names the document at the tax office. */
export function tradeDateOf(document: GatewayDocument): string {
  return document.tradeDT.slice(0, 8)
}

/** HMAC-SHA256 of the identifier's digits, hex: equal for equal identifiers, useless without the key. */
export function identityDigest(digits: string, key: string): string {
  return createHmac('sha256', key).update(digits).digest('hex')
}
