/**
 * A payment told as text: a line for each thing that happens, saying which regions it moved where and what the chart then
 * asked for. Tests compare whole stories, so a step too many shows as clearly as one that is missing.
 */
import { money } from '../../src/domain/money.js'
import { promisesOf } from '../../src/flows/payment/payment-context.js'
import type { PaymentCommand, PaymentResult } from '../../src/flows/payment/payment-events.js'
import { KOREAN_POLICY, type PaymentPolicy } from '../../src/flows/payment/payment-policy.js'
import {
  APPROVAL,
  begin,
  CARD,
  type Happening,
  IDENTIFIER,
  inputOf,
  type PaymentSnapshot,
  SWIPED_CHIP_CARD,
  type Walk,
  walk,
} from './payment-fixture.js'

export interface Story {
  /** `event → region state, region state; asks effect, effect`, or `event → nothing`. */
  readonly lines: readonly string[]
  readonly end: Walk
}

export function tell(from: Walk, ...happenings: readonly Happening[]): Story {
  let end = from
  const lines = happenings.map((happening) => {
    const before = placesOf(end.snapshot)
    end = walk(end, happening)
    const name = 'after' in happening ? `after ${happening.after}` : happening.type
    return `${name} → ${moved(before, placesOf(end.snapshot))}${asked(end)}`
  })
  return { lines, end }
}

/** `money done, tax notNeeded, paper done`. */
export function promises({ snapshot }: Walk): string {
  const { money: taken, tax, paper } = promisesOf(snapshot.context)
  return `money ${taken}, tax ${tax}, paper ${paper}`
}

/** The innermost state of each region. */
export function placesOf({ value }: PaymentSnapshot): Readonly<Record<string, string>> {
  return {
    tender: innermost(value.money.tender),
    reversal: value.money.reversal,
    tax: innermost(value.tax),
    paper: innermost(value.paper),
    leftovers: value.leftovers,
    leaving: value.leaving,
  }
}

function innermost(value: unknown): string {
  return typeof value === 'object' && value !== null ? innermost(Object.values(value)[0]) : String(value)
}

function moved(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): string {
  const moves = Object.entries(after).filter(([region, place]) => before[region] !== place)
  return moves.length === 0 ? 'nothing moves' : moves.map(([region, place]) => `${region} ${place}`).join(', ')
}

function asked({ requested }: Walk): string {
  return requested.length === 0 ? '' : `; asks ${requested.map(({ type }) => type).join(', ')}`
}

/** The parameters of the one effect of this type asked for by the last happening. */
export function askedFor({ requested }: Walk, type: string): Readonly<Record<string, unknown>> {
  const [found, ...more] = requested.filter((request) => request.type === type)
  if (!found || more.length > 0) throw new Error(`${type} was asked for ${found ? 'more than once' : 'not at all'}`)
  return found.params as Readonly<Record<string, unknown>>
}

export const NO_TAX: PaymentPolicy = { ...KOREAN_POLICY, tax: { ...KOREAN_POLICY.tax, regime: 'none' } }

/** A sale nobody issues a cash receipt for, so that a story of money is about money. */
export function sale(totalMinor: number, policy: PaymentPolicy = NO_TAX): Walk {
  return begin(inputOf(totalMinor, policy))
}

export const won = (amountMinor: number) => money(amountMinor, 'KRW')

// --- What happens, in the order it may ----------------------------------------------------------------------------------

export const payByCard = { type: 'tender.card' } as const
export const inserted = { type: 'card.read', card: CARD } as const
export const swipedChipCard = { type: 'card.read', card: SWIPED_CHIP_CARD } as const
export const chipUnreadable = { type: 'card.notRead', failure: 'reader.chipUnreadable' } as const
export const approved = { type: 'acquirer.approved', approval: APPROVAL } as const
export const declined = {
  type: 'acquirer.declined',
  failure: 'host.insufficientFunds',
  detail: 'not enough',
  hostCode: '51',
} as const
export const hostUnavailable = { type: 'acquirer.unavailable', failure: 'host.unreachable' } as const
export const replyLost = { type: 'acquirer.unknown', reason: 'timeout' } as const
export const inquiryNotFound = { type: 'inquiry.notFound' } as const
export const inquiryUnanswered = { type: 'inquiry.unanswered' } as const
export const acknowledged = { type: 'reversal.acknowledged' } as const
export const reversalUnanswered = { type: 'reversal.unanswered' } as const
export const reversalRefused = { type: 'reversal.refused', detail: 'settled already', hostCode: '12' } as const
export const cancelled = { type: 'sale.cancelled', reason: 'changed their mind' } as const
export const cashReturned = { type: 'cash.returned' } as const
export const printed = { type: 'printer.printed', confirmation: 'process-id' } as const
export const printUnknown = { type: 'printer.unknown', reason: 'disconnected' } as const
export const sending = { type: 'printer.sending' } as const
export const paperOut = { type: 'printer.paused', failure: 'printer.paperOut' } as const
export const notPrinted = { type: 'printer.notPrinted', failure: 'printer.unreachable' } as const
export const reprinted = { type: 'paper.reprinted', operator: 'kim', reason: 'printUnconfirmed' } as const

export const payCash = (amountMinor: number) => ({ type: 'tender.cash', received: won(amountMinor) }) as const
export const cardPart = (amountMinor: number) => ({ type: 'tender.card', amount: won(amountMinor) }) as const

export const forDeduction = {
  type: 'tax.useChosen',
  use: 'personalDeduction',
  identifierKind: 'mobileNumber',
} as const
export const numberEntered = { type: 'tax.numberEntered', identifier: IDENTIFIER } as const
export const confirmed = { type: 'tax.numberConfirmed' } as const
export const taxDeclined = { type: 'tax.declined' } as const

/** Everything the customer does for a cash receipt, up to the submission. */
export const IDENTIFIED: readonly (PaymentCommand | PaymentResult)[] = [
  forDeduction,
  numberEntered,
  confirmed,
  confirmed,
]

/** A cash receipt being submitted for a sale paid wholly in cash. */
export function submitting(totalMinor = 30_000, policy: PaymentPolicy = KOREAN_POLICY): Walk {
  return walk(begin(inputOf(totalMinor, policy)), payCash(totalMinor), ...IDENTIFIED)
}
