/** Whom the cash receipt (현금영수증) is for: asked once it is due, confirmed twice, and never left open by silence. */
import { describe, expect, it } from 'vitest'
import type { CashReceiptUse, TaxIdentifierKind } from '../../src/domain/identifiers/tax-identifier.js'
import { KOREAN_POLICY, type PaymentPolicy } from '../../src/flows/payment/payment-policy.js'
import { saleRecordOf } from '../../src/flows/payment/payment-record.js'
import { can, IDENTIFIER, walk } from './payment-fixture.js'
import {
  approved,
  askedFor,
  cardPart,
  confirmed,
  forDeduction,
  IDENTIFIED,
  inserted,
  NO_TAX,
  numberEntered,
  payByCard,
  payCash,
  placesOf,
  printed,
  promises,
  sale,
  submitting,
  taxDeclined,
  tell,
  won,
} from './payment-story.js'

/** Issuing is compulsory from here on. */
const COMPULSORY = KOREAN_POLICY.tax.compulsoryFromMinor
const NOT_LISTED: PaymentPolicy = { ...KOREAN_POLICY, tax: { ...KOREAN_POLICY.tax, compulsorySector: false } }

const identifying = (totalMinor: number, policy: PaymentPolicy = KOREAN_POLICY) =>
  walk(sale(totalMinor, policy), payCash(totalMinor))

describe('a cash receipt', () => {
  it('is asked about once cash is taken, and for as long as the shop says', () => {
    const { lines, end } = tell(sale(30_000, KOREAN_POLICY), payCash(30_000))
    expect(lines).toEqual(['tender.cash → tender paid, tax choosingUse; asks drawer.open'])
    expect(end.armed).toEqual({ identifyWait: KOREAN_POLICY.tax.identifyWaitMs })
    expect(promises(end)).toBe('money done, tax owed, paper owed')
  })

  it('is asked about when a transfer is received', () => {
    const end = walk(sale(30_000, KOREAN_POLICY), { type: 'tender.transfer' }, { type: 'transfer.received' })
    expect(placesOf(end.snapshot)['tax']).toBe('choosingUse')
  })

  it('is not needed for what was paid by card: the card slip is the document', () => {
    const { lines, end } = tell(sale(200_000, KOREAN_POLICY), payByCard, inserted, approved)
    expect(lines.at(-1)).toBe('acquirer.approved → tender paid, tax noDocument, paper queued; asks printer.print')
    expect(promises(end)).toBe('money done, tax notNeeded, paper unknown')
  })

  it('is not needed where nothing is submitted at the counter', () => {
    expect(promises(walk(sale(200_000, NO_TAX), payCash(200_000)))).toBe('money done, tax notNeeded, paper unknown')
  })

  it('of a mixed tender is for the cash part alone, and so are its parts', () => {
    const paid = walk(sale(50_000, KOREAN_POLICY), cardPart(20_000), inserted, approved, payCash(40_000))
    const end = walk(paid, ...IDENTIFIED)
    expect(askedFor(end, 'tax.issue')['cash']).toEqual(won(30_000))
    const issued = walk(end, { type: 'tax.unavailable', failure: 'tax.maintenance' })
    expect(saleRecordOf(issued.snapshot.context).tax).toMatchObject({
      status: 'pending',
      amounts: { total: won(30_000), supply: won(27_273), vat: won(2_727) },
    })
  })
})

describe('the customer', () => {
  it('chooses the use, types the number and confirms it twice before anything is sent', () => {
    const { lines, end } = tell(identifying(30_000), ...IDENTIFIED)
    expect(lines).toEqual([
      'tax.useChosen → tax entering',
      'tax.numberEntered → tax confirmingOnce',
      'tax.numberConfirmed → tax confirmingTwice',
      'tax.numberConfirmed → tax submitting; asks tax.issue',
    ])
    expect(askedFor(end, 'tax.issue')).toEqual({
      documentNumber: 'T1-MWRDBJEW-6',
      use: 'personalDeduction',
      identifier: IDENTIFIER,
      cash: won(30_000),
      tradedAt: end.snapshot.context.paidAt,
      by: 'counter',
    })
  })

  it.each([
    ['the first time', []],
    ['the second time', [confirmed]],
  ])('who sees a wrong number %s types it again, and the old one is forgotten', (_when, before) => {
    const { lines, end } = tell(
      walk(identifying(30_000), forDeduction, numberEntered, ...before),
      { type: 'tax.numberRejected' },
      numberEntered,
      confirmed,
    )
    expect(lines).toEqual([
      'tax.numberRejected → tax entering',
      'tax.numberEntered → tax confirmingOnce',
      'tax.numberConfirmed → tax confirmingTwice',
    ])
    const rejected = walk(identifying(30_000), forDeduction, numberEntered, ...before, { type: 'tax.numberRejected' })
    expect(rejected.snapshot.context.tax.identifier).toBeUndefined()
    expect(end.snapshot.context.tax.identifier).toEqual(IDENTIFIER)
  })

  it('may choose another use at any point, which drops the number typed for the old one', () => {
    const { lines, end } = tell(walk(identifying(30_000), forDeduction, numberEntered, confirmed), {
      type: 'tax.useChosen',
      use: 'businessExpense',
      identifierKind: 'businessNumber',
    })
    expect(lines).toEqual(['tax.useChosen → tax entering'])
    expect(end.snapshot.context.tax).toMatchObject({ use: 'businessExpense', identifierKind: 'businessNumber' })
    expect(end.snapshot.context.tax.identifier).toBeUndefined()
  })

  const fits: readonly (readonly [CashReceiptUse, TaxIdentifierKind, boolean])[] = [
    ['personalDeduction', 'mobileNumber', true],
    ['personalDeduction', 'cashReceiptCard', true],
    ['personalDeduction', 'businessNumber', false],
    ['businessExpense', 'businessNumber', true],
    ['businessExpense', 'mobileNumber', true],
    ['businessExpense', 'cashReceiptCard', true],
  ]
  it.each(fits)('asking for %s by %s: possible is %s', (use, identifierKind, possible) => {
    expect(can(identifying(30_000), { type: 'tax.useChosen', use, identifierKind })).toBe(possible)
  })

  it('cannot be identified by another kind of number than was chosen', () => {
    const entering = walk(identifying(30_000), forDeduction)
    expect(can(entering, { type: 'tax.numberEntered', identifier: { ...IDENTIFIER, kind: 'cashReceiptCard' } })).toBe(
      false,
    )
    expect(can(entering, numberEntered)).toBe(true)
  })

  it('cannot skip a confirmation', () => {
    const entered = walk(identifying(30_000), forDeduction, numberEntered)
    expect(can(entered, numberEntered)).toBe(false)
    expect(can(walk(identifying(30_000), forDeduction), confirmed)).toBe(false)
  })
})

describe('a customer who wants none', () => {
  const NONE = 'tax noDocument, paper queued; asks printer.print'
  const SELF_ISSUED = 'tax submitting; asks tax.issue'

  it.each([
    ['below the compulsory amount', COMPULSORY - 1, KOREAN_POLICY, NONE],
    ['at the compulsory amount', COMPULSORY, KOREAN_POLICY, SELF_ISSUED],
    ['above it, in a trade that is not listed', COMPULSORY * 2, NOT_LISTED, NONE],
  ])('%s', (_where, totalMinor, policy, what) => {
    expect(tell(identifying(totalMinor, policy), taxDeclined).lines).toEqual([`tax.declined → ${what}`])
    expect(tell(identifying(totalMinor, policy), { after: 'identifyWait' }).lines).toEqual([
      `after identifyWait → ${what}`,
    ])
  })

  it('counts only what was paid in cash against the compulsory amount', () => {
    const paid = walk(sale(COMPULSORY * 2, KOREAN_POLICY), cardPart(COMPULSORY + 1), inserted, approved)
    expect(tell(walk(paid, payCash(COMPULSORY - 1)), taxDeclined).lines).toEqual([`tax.declined → ${NONE}`])
  })

  it.each([
    ['entering', [forDeduction]],
    ['confirming', [forDeduction, numberEntered]],
    ['confirming again', [forDeduction, numberEntered, confirmed]],
  ])('may walk away while %s', (_when, before) => {
    const { lines } = tell(walk(identifying(30_000), ...before), { after: 'identifyWait' }, printed)
    expect(lines).toEqual([
      'after identifyWait → tax noDocument, paper queued; asks printer.print',
      'printer.printed → paper confirmed, leaving complete',
    ])
  })
})

describe('a receipt the shop issues to itself (자진발급)', () => {
  it('is a personal deduction to nobody, whatever had been chosen or typed', () => {
    const typed = walk(
      identifying(COMPULSORY),
      { type: 'tax.useChosen', use: 'businessExpense', identifierKind: 'mobileNumber' },
      numberEntered,
    )
    const { lines, end } = tell(typed, { type: 'tax.selfIssued' })
    expect(lines).toEqual(['tax.selfIssued → tax submitting; asks tax.issue'])
    expect(askedFor(end, 'tax.issue')).toMatchObject({ use: 'personalDeduction' })
    expect(askedFor(end, 'tax.issue')).not.toHaveProperty('identifier')
    expect(end.snapshot.context.tax).toMatchObject({ selfIssued: true, identifierKind: 'mobileNumber' })
  })

  it('may be asked for below the compulsory amount too', () => {
    expect(tell(identifying(5_000), { type: 'tax.selfIssued' }).lines).toEqual([
      'tax.selfIssued → tax submitting; asks tax.issue',
    ])
  })

  it('is what silence comes to after a number was refused: the customer did ask for a receipt', () => {
    const refused = walk(submitting(30_000), { type: 'tax.refused', failure: 'tax.identifierRejected', detail: '' })
    expect(tell(refused, { after: 'identifyWait' }).lines).toEqual([
      'after identifyWait → tax submitting; asks tax.issue',
    ])
  })

  it('is not corrected by a customer when refused: it goes to a person, and does not loop', () => {
    const selfIssued = walk(identifying(COMPULSORY), { type: 'tax.selfIssued' })
    expect(tell(selfIssued, { type: 'tax.refused', failure: 'tax.identifierRejected', detail: '' }).lines).toEqual([
      'tax.refused → tax refused, paper queued; asks printer.print',
    ])
  })
})
