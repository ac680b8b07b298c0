/**
 * Turns an amendment into its slip: what was taken back, how the money returns, what became of the cash receipt, or why
 * nothing was given. Pure, and marked like a receipt: a copy says what the original said, a practice slip that it is none.
 */
import type { AmendmentRecord } from '../domain/amendment-record.js'
import type { ReceiptBlock, ReceiptDocument } from '../domain/receipt-document.js'
import type { ShopIdentity } from '../domain/shop.js'
import { amendmentCard } from './compose/amendment-card.js'
import { amendmentGoods, amendmentTotals } from './compose/amendment-goods.js'
import { amendmentHand } from './compose/amendment-hand.js'
import { amendmentHead, amendmentTitle } from './compose/amendment-head.js'
import { amendmentRefusal } from './compose/amendment-refusal.js'
import { amendmentTax } from './compose/amendment-tax.js'
import { composeShop } from './compose/compose-shop.js'
import { type PaperIssue, paperMarks, sectionMarks } from './compose/receipt-marks.js'
import { SLIP_TEXTS, type SlipTexts } from './texts/amendment.js'

export interface AmendmentInput {
  readonly record: AmendmentRecord
  readonly shop: ShopIdentity
  readonly paper: PaperIssue
  /** The shop's distance from UTC: 540 in Korea, 480 in China. All times on the paper are written with it. */
  readonly utcOffsetMinutes: number
}

const HEAVY: ReceiptBlock = { kind: 'rule', weight: 'heavy' }
const LIGHT: ReceiptBlock = { kind: 'rule', weight: 'light' }

/**
 * Words follow `record.language`; which sections there are follows what is in the record. Money still due and tax steps
 * still to be done are printed as such, so a slip may come out before everything is.
 * @throws Error when the amendment was called off, or is done without the approvals that would show it: bugs all.
 */
export function composeAmendment(input: AmendmentInput): ReceiptDocument {
  const { record, shop, paper, utcOffsetMinutes } = input
  const { language, training } = record
  if (record.state === 'calledOff') throw new Error(`${record.amendmentId} was called off, so it has no slip`)
  const texts = SLIP_TEXTS[language]
  const marks = paperMarks(training, paper, utcOffsetMinutes, texts)
  const blocks: ReceiptBlock[] = [
    ...marks,
    ...composeShop(shop, { ...texts, title: amendmentTitle(record, texts) }),
    LIGHT,
    amendmentHead(record, utcOffsetMinutes, texts),
    ...[amendmentGoods(record, texts), amendmentTotals(record, texts)].flatMap((part) =>
      part.length === 0 ? [] : [LIGHT, ...part],
    ),
    ...slipSections(input, texts).flatMap((section) => [HEAVY, ...sectionMarks(training, texts), ...section]),
    HEAVY,
    ...closing(record, texts),
    ...marks,
  ]
  return { language, blocks }
}

/** In the receipt's order: each card's slip, then what goes from hand to hand, then the cash receipt. */
function slipSections({ record, shop, utcOffsetMinutes }: AmendmentInput, texts: SlipTexts): ReceiptBlock[][] {
  if (record.kind === 'refusal') return [amendmentRefusal(record, shop, texts)]
  const cards = record.payouts.filter(({ by }) => by === 'card')
  const hand = amendmentHand(record, texts)
  return [
    ...cards.map((payout) => amendmentCard(payout, record, utcOffsetMinutes, texts)),
    ...(hand.length > 0 ? [hand] : []),
    ...amendmentTax(record, texts),
  ]
}

function closing({ kind, payouts }: AmendmentRecord, texts: SlipTexts): ReceiptBlock[] {
  const centred = (text: string): ReceiptBlock => ({ kind: 'paragraph', text, align: 'center' })
  return [
    centred(kind === 'refusal' ? texts.amendment.refusal.regret : texts.thanks),
    ...(payouts.some(({ by }) => by === 'card') ? [centred(texts.customerCopy)] : []),
  ]
}
