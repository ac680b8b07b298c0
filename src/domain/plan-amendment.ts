/**
 * What an amendment gives back, and how: worked out once, before anything moves, from what the sale still has to give. A
 * plan that would give back more than was paid cannot be made.
 */
import type { AmendmentKind, PayoutWay, ReturnedLine } from './amendment-record.js'
import { type AmountSplit, splitAmounts } from './amount-split.js'
import { isPositive, type Money, money, subtract, sum, zero } from './money.js'
import { type Parsed, parsed, problem } from './parsed.js'
import type { PricedSale } from './sale.js'
import { paidUpTo, type SaleAccount, type TenderAccount } from './sale-account.js'
import type { CardTender } from './sale-record.js'

export interface AmendmentRequest {
  readonly kind: Exclude<AmendmentKind, 'correction' | 'refusal'>
  /** refund: how much; all that is left unless given. */
  readonly amount?: Money
  /** return, exchange: what is taken back; all that is left unless given. */
  readonly lines?: readonly { readonly line: number; readonly quantityThousandths: number }[]
  /** Every payout goes this way; as it was paid unless given. */
  readonly by?: PayoutWay
  /** exchange: the goods given. */
  readonly given?: PricedSale
}

export type AmendmentProblem =
  | { readonly problem: 'nothingLeft' }
  | { readonly problem: 'moreThanLeft'; readonly left: Money }
  | { readonly problem: 'amountNotPositive' }
  | { readonly problem: 'wrongCurrency' }
  | { readonly problem: 'noSuchLine'; readonly line: number; readonly lines: number }
  | { readonly problem: 'quantityNotLeft'; readonly line: number; readonly leftThousandths: number }
  | { readonly problem: 'alreadyAmended' }
  /** A card purchase of it was settled: it can only be refunded. */
  | { readonly problem: 'alreadySettled' }
  /** Not paid by card, so nothing can go back to one. */
  | { readonly problem: 'noCardToPayTo' }

export interface PlannedPayout {
  readonly tender: number
  readonly amount: Money
  readonly by: PayoutWay
  readonly manner?: 'void' | 'refund'
  readonly card?: CardTender
  /** A cash receipt stands for it. */
  readonly receipted: boolean
}

export interface PlannedCredit {
  readonly tender: number
  readonly amount: Money
  readonly origin: 'cash' | 'transfer' | 'card'
  readonly card?: CardTender
}

export interface AmendmentPlan {
  readonly lines: readonly ReturnedLine[]
  /** Everything given back. */
  readonly total: Money
  readonly payouts: readonly PlannedPayout[]
  readonly credits: readonly PlannedCredit[]
  /** What of it a cash receipt stood for, to be taken back at the tax office. */
  readonly receipted: Money
  /** The returned lines taken apart, where lines say what comes back. */
  readonly split?: AmountSplit
}

/** @param isBatchOpen whether a card purchase is still in the terminal's open batch, so that it can be voided. */
export function planAmendment(
  account: SaleAccount,
  request: AmendmentRequest,
  isBatchOpen: (card: CardTender) => boolean,
): Parsed<AmendmentPlan, AmendmentProblem> {
  if (!isPositive(account.refundable)) return problem({ problem: 'nothingLeft' })
  const returned = request.kind === 'return' || request.kind === 'exchange' ? linesOf(account, request) : parsed([])
  if (!returned.ok) return returned
  const total = totalOf(account, request, returned.value)
  const wrong = problemOf(account, request, total, isBatchOpen)
  if (wrong) return problem(wrong)
  const worth = request.given?.split.total ?? zero(total.currency)
  const credited = money(Math.min(worth.amountMinor, total.amountMinor), total.currency)
  const payouts = payoutsOf(account, request, subtract(total, credited), isBatchOpen)
  const credits = creditsOf(account, payouts, credited)
  const taken = [...payouts, ...credits].filter(({ tender }) => account.tenders[tender]?.receipted)
  return parsed({
    lines: returned.value,
    total,
    payouts,
    credits,
    receipted: sum(
      taken.map(({ amount }) => amount),
      total.currency,
    ),
    ...(returned.value.length > 0 && { split: splitOf(account, returned.value) }),
  })
}

function linesOf(account: SaleAccount, { lines }: AmendmentRequest): Parsed<readonly ReturnedLine[], AmendmentProblem> {
  const wanted =
    lines ??
    account.lines
      .filter(({ remainingThousandths }) => remainingThousandths > 0)
      .map(({ index, remainingThousandths }) => ({ line: index, quantityThousandths: remainingThousandths }))
  const returned: ReturnedLine[] = []
  for (const { line: index, quantityThousandths } of wanted) {
    const known = account.lines[index]
    if (!known) return problem({ problem: 'noSuchLine', line: index, lines: account.lines.length })
    const before = returned.filter(({ line }) => line === index)
    const alreadyThousandths =
      known.line.quantityThousandths -
      known.remainingThousandths +
      before.reduce((total, each) => total + each.quantityThousandths, 0)
    const leftThousandths = known.line.quantityThousandths - alreadyThousandths
    if (!Number.isInteger(quantityThousandths) || quantityThousandths <= 0 || quantityThousandths > leftThousandths) {
      return problem({ problem: 'quantityNotLeft', line: index, leftThousandths })
    }
    const { name, taxFree } = known.line
    const amount = subtract(
      paidUpTo(known.paid, known.line, alreadyThousandths + quantityThousandths),
      paidUpTo(known.paid, known.line, alreadyThousandths),
    )
    returned.push({ line: index, name, quantityThousandths, amount, taxFree })
  }
  return returned.length === 0 ? problem({ problem: 'nothingLeft' }) : parsed(returned)
}

/** Everything left of the sale comes back with its last goods, the service charge with it. */
function totalOf(account: SaleAccount, { kind, amount }: AmendmentRequest, lines: readonly ReturnedLine[]): Money {
  if (kind === 'void' || lines.length === 0) return (kind === 'void' ? undefined : amount) ?? account.refundable
  const { currency } = account.refundable
  const returned = sum(
    lines.map((line) => line.amount),
    currency,
  )
  const goodsLeft = account.lines.reduce((total, line) => total + line.remainingThousandths, 0)
  const goodsBack = lines.reduce((total, line) => total + line.quantityThousandths, 0)
  return goodsBack === goodsLeft && returned.amountMinor <= account.refundable.amountMinor
    ? account.refundable
    : returned
}

function problemOf(
  account: SaleAccount,
  { kind, by }: AmendmentRequest,
  total: Money,
  isBatchOpen: (card: CardTender) => boolean,
): AmendmentProblem | undefined {
  if (total.currency !== account.refundable.currency) return { problem: 'wrongCurrency' }
  if (!isPositive(total)) return { problem: 'amountNotPositive' }
  if (total.amountMinor > account.refundable.amountMinor) return { problem: 'moreThanLeft', left: account.refundable }
  if (kind === 'void') {
    if (account.tenders.some(({ whole }) => !whole)) return { problem: 'alreadyAmended' }
    const cards = account.tenders.flatMap(({ tender }) => (tender.kind === 'card' ? [tender] : []))
    if (!cards.every(isBatchOpen)) return { problem: 'alreadySettled' }
  }
  if (by !== 'card') return undefined
  const toCards = sum(
    account.tenders.filter(({ card }) => card).map(({ remaining }) => remaining),
    total.currency,
  )
  return toCards.amountMinor < total.amountMinor ? { problem: 'noCardToPayTo' } : undefined
}

/** Cards first, because there the money can go back the way it came without anybody’s hands. */
const ORDER = ['card', 'credit', 'transfer', 'cash'] as const

function payoutsOf(
  account: SaleAccount,
  { kind, by }: AmendmentRequest,
  amount: Money,
  isBatchOpen: (card: CardTender) => boolean,
): readonly PlannedPayout[] {
  const usable = by === 'card' ? account.tenders.filter(({ card }) => card) : account.tenders
  return shareOut(usable, amount).map(({ account: from, amount: part }) => {
    const way = by ?? wayBack(from)
    const isCard = way === 'card' && from.card !== undefined
    const voids = isCard && mayVoid(from, part) && (kind === 'void' || isBatchOpen(from.card))
    return {
      tender: from.index,
      amount: part,
      by: isCard ? 'card' : way === 'card' ? 'cash' : way,
      receipted: from.receipted,
      ...(isCard && { manner: voids ? ('void' as const) : ('refund' as const), card: from.card }),
    }
  })
}

/** All of a purchase of this very sale, of which nothing was given back before. */
function mayVoid({ tender, whole }: TenderAccount, part: Money): boolean {
  return tender.kind === 'card' && whole && part.amountMinor === tender.amount.amountMinor
}

function wayBack({ tender, card }: TenderAccount): PayoutWay {
  if (card) return 'card'
  return tender.kind === 'transfer' ? 'transfer' : 'cash'
}

function creditsOf(account: SaleAccount, payouts: readonly PlannedPayout[], amount: Money): readonly PlannedCredit[] {
  const left = account.tenders.map((tender) => ({
    ...tender,
    remaining: payouts
      .filter((payout) => payout.tender === tender.index)
      .reduce((rest, payout) => subtract(rest, payout.amount), tender.remaining),
  }))
  return shareOut(left, amount).map(({ account: { index, tender, card }, amount: part }) => ({
    tender: index,
    amount: part,
    origin: tender.kind === 'credit' ? tender.origin : tender.kind,
    ...(card && { card }),
  }))
}

function shareOut(
  tenders: readonly TenderAccount[],
  amount: Money,
): readonly { readonly account: TenderAccount; readonly amount: Money }[] {
  const ordered = ORDER.flatMap((kind) => tenders.filter(({ tender }) => tender.kind === kind))
  let left = amount.amountMinor
  return ordered.flatMap((account) => {
    const part = Math.min(left, account.remaining.amountMinor)
    left -= part
    return part > 0 ? [{ account, amount: money(part, amount.currency) }] : []
  })
}

function splitOf({ record }: SaleAccount, lines: readonly ReturnedLine[]): AmountSplit {
  const { currency, vatRateBasisPoints } = record.sale
  const sumOf = (taxFree: boolean) =>
    sum(
      lines.filter((line) => line.taxFree === taxFree).map((line) => line.amount),
      currency,
    )
  return splitAmounts(sumOf(false), sumOf(true), zero(currency), vatRateBasisPoints)
}
