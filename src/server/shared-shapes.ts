/** Shapes that several bodies share: amounts in minor units, people's lines, identifiers, and a supervisor's approval. */
import { z } from 'zod'
import { parseTaxIdentifier } from '../domain/identifiers/tax-identifier.js'
import { LANGUAGES } from '../domain/language.js'
import { type Currency, money } from '../domain/money.js'
import { parseLine } from '../domain/validation/input-parsers.js'
import { checked } from './read-body.js'

/** Twelve digits: what an ISO 8583 message holds. */
const MOST_MINOR = 999_999_999_999
/** A name on a slip, as wide as the narrowest paper. */
const LONGEST_NAME = 30

export const operator = checked((text) => parseLine(text, LONGEST_NAME))
export const reason = checked((text) => parseLine(text))
export const language = z.enum(LANGUAGES)

/** `{ "amountMinor": 12000, "currency": "KRW" }`, of more than zero and in the shop's currency. */
export function amountIn(currency: Currency) {
  return amountOf(currency, z.int().positive().max(MOST_MINOR))
}

/** As `amountIn`, or nothing: a price of a gift, a discount that comes to nothing. */
export function amountOrNothingIn(currency: Currency) {
  return amountOf(currency, z.int().nonnegative().max(MOST_MINOR))
}

function amountOf(currency: Currency, amountMinor: z.ZodInt) {
  return z
    .strictObject({ amountMinor, currency: z.literal([currency]) })
    .transform(({ amountMinor }) => money(amountMinor, currency))
}

/** Who settles what nobody knows, why, and what proves it. */
export const personsWord = { operator, reason, evidence: checked((text) => parseLine(text)) }

/** Whom a cash receipt is for. */
export const identifier = z
  .strictObject({
    use: z.enum(['personalDeduction', 'businessExpense']),
    kind: z.enum(['mobileNumber', 'businessNumber', 'cashReceiptCard']),
    number: z.string().max(40),
  })
  .transform(({ use, kind, number }, context) => {
    const read = parseTaxIdentifier(kind, number, use)
    if (read.ok) return { use, identifier: read.value }
    context.addIssue({ code: 'custom', path: ['number'], params: { broken: { rule: read.problem } } })
    return z.NEVER
  })

/** Of a supervisor, beside what needs one. */
export const approval = z
  .strictObject({ name: z.string().min(1).max(60), pin: z.string().min(1).max(60) })
  .exactOptional()
