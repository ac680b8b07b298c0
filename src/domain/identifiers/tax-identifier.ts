/**
 * Who a cash receipt is issued to, and for what use. Which identifiers fit which use is the law's: a business number
 * never makes a personal deduction, and a self-issued receipt is always one.
 */
import { type Parsed, problem } from '../parsed.js'
import { BusinessNumber } from './business-number.js'
import { CashReceiptCard } from './cash-receipt-card.js'
import { MobileNumber } from './mobile-number.js'

/** 소득공제용 (personal income deduction) or 지출증빙용 (proof of business expense). */
export type CashReceiptUse = 'personalDeduction' | 'businessExpense'

export type TaxIdentifier = MobileNumber | BusinessNumber | CashReceiptCard

export type TaxIdentifierKind = TaxIdentifier['kind']

export type TaxIdentifierProblem =
  | 'notAMobileNumber'
  | 'notTenDigits'
  | 'wrongCheckDigit'
  | 'notACashReceiptCard'
  | 'residentNumberRefused'
  | 'kindDoesNotFitUse'

const KINDS_OF_USE: Readonly<Record<CashReceiptUse, readonly TaxIdentifierKind[]>> = {
  personalDeduction: ['mobileNumber', 'cashReceiptCard'],
  businessExpense: ['businessNumber', 'cashReceiptCard', 'mobileNumber'],
}

export function kindFitsUse(kind: TaxIdentifierKind, use: CashReceiptUse): boolean {
  return KINDS_OF_USE[use].includes(kind)
}

export function parseTaxIdentifier(
  kind: TaxIdentifierKind,
  text: string,
  use: CashReceiptUse,
): Parsed<TaxIdentifier, TaxIdentifierProblem> {
  if (!kindFitsUse(kind, use)) return problem('kindDoesNotFitUse')
  switch (kind) {
    case 'mobileNumber':
      return MobileNumber.parse(text)
    case 'businessNumber':
      return BusinessNumber.parse(text)
    case 'cashReceiptCard':
      return CashReceiptCard.parse(text)
  }
}
