/**
 * The bodies of ISSUE and REVOKEISSUE as they arrive. Only their shape is read here; whether what they ask for is allowed
 * is for the checks.
 */
import { z } from 'zod'

const text = z.string().default('')

export const issueRequestSchema = z.object({
  mgtKey: z.string(),
  tradeDT: z.string().optional(),
  tradeType: text,
  tradeUsage: text,
  taxationType: text,
  supplyCost: text,
  tax: text,
  serviceFee: text,
  totalAmount: text,
  identityNum: text,
  franchiseCorpNum: text,
  franchiseCorpName: text,
  itemName: text,
})

export type IssueRequest = z.infer<typeof issueRequestSchema>

export const revokeRequestSchema = z.object({
  mgtKey: z.string(),
  orgConfirmNum: text,
  orgTradeDate: text,
  tradeDT: z.string().optional(),
  cancelType: z.union([z.string(), z.number()]).transform(String).default('1'),
  isPartCancel: z.boolean().default(false),
  supplyCost: text,
  tax: text,
  serviceFee: text,
  totalAmount: text,
})

export type RevokeRequest = z.infer<typeof revokeRequestSchema>

/** The four parts of an amount, in won. */
export interface WonParts {
  readonly supplyCost: number
  readonly tax: number
  readonly serviceFee: number
  readonly totalAmount: number
}

/** Undefined when a part is missing, negative or not a whole number of won. */
export function wonParts(request: Readonly<Record<keyof WonParts, string>>): WonParts | undefined {
  const { supplyCost, tax, serviceFee, totalAmount } = request
  if (![supplyCost, tax, serviceFee, totalAmount].every((won) => /^\d{1,12}$/.test(won))) return undefined
  return {
    supplyCost: Number(supplyCost),
    tax: Number(tax),
    serviceFee: Number(serviceFee),
    totalAmount: Number(totalAmount),
  }
}
