/**
 * What is wrong with something a person or a program gave: the field by the name its surface has for it, and the rule it
 * breaks, as data. The words are beside it, in the language of whoever reads them; a customer's number is never in either.
 */
import type { TaxIdentifierProblem } from '../identifiers/tax-identifier.js'
import type { Currency, Money } from '../money.js'
import type { AddressRule } from './address-rule.js'
import type { SettingsRule } from './settings-rule.js'

export type InputRule =
  | { readonly rule: 'missing' }
  /** `near`: what may have been meant. */
  | { readonly rule: 'unknownField'; readonly near?: string }
  | { readonly rule: 'wrongType'; readonly type: 'text' | 'number' | 'yesOrNo' | 'list' | 'object' }
  | { readonly rule: 'empty' }
  | { readonly rule: 'tooLong'; readonly most: number }
  | { readonly rule: 'unprintable' }
  | { readonly rule: 'notOneOf'; readonly choices: readonly string[] }
  | { readonly rule: 'onlyOneOf'; readonly fields: readonly string[] }
  | { readonly rule: 'notAmount'; readonly currency: Currency }
  | { readonly rule: 'notPositive' }
  /** Below zero, where zero is taken. */
  | { readonly rule: 'negative' }
  | { readonly rule: 'tooLarge' }
  /** More than there is to take it from. */
  | { readonly rule: 'moreThan'; readonly most: Money }
  | { readonly rule: 'notWhole'; readonly least: number; readonly most: number }
  | { readonly rule: 'notQuantity' }
  /** A place on the receipt, and how many of it. */
  | { readonly rule: 'notALine' }
  | { readonly rule: 'notADate' }
  | { readonly rule: 'dateInFuture' }
  | { readonly rule: 'notApprovalNumber'; readonly digits: number }
  | { readonly rule: 'notATender' }
  /** Instalment months; paid at once is 0 or none at all. */
  | { readonly rule: 'notMonths'; readonly most: number }
  | { readonly rule: 'tooLittleForInstalments'; readonly from: Money }
  | { readonly rule: 'notACashReceipt' }
  | { readonly rule: 'notAnItem' }
  | { readonly rule: 'needsReason' }
  | { readonly rule: 'needsEvidence' }
  /** What moves money back is entered twice. */
  | { readonly rule: 'amountAgain' }
  | { readonly rule: 'unknownNumber'; readonly of: 'sale' | 'refund' | 'invoice' | 'settlement' }
  /** `see`: where the surface shows what can be done now. */
  | { readonly rule: 'notNow'; readonly see?: string }
  | { readonly rule: 'nothingToInvoice' }
  | { readonly rule: 'alreadyInvoiced' }
  | { readonly rule: 'invoiceForCard' }
  /** `see`: how it is cancelled. */
  | { readonly rule: 'cashReceiptStands'; readonly see?: string }
  | { readonly rule: 'notJson' }
  | { readonly rule: 'unreadableFile' }
  /** `line`: where it goes wrong. */
  | { readonly rule: 'notYaml'; readonly line?: number }
  | { readonly rule: 'noScenarios' }
  | { readonly rule: 'notAPicture' }
  | { readonly rule: 'damagedPicture' }
  | { readonly rule: 'whitePicture' }
  | { readonly rule: 'largePicture'; readonly megabytes: number; readonly dots: number }
  | { readonly rule: 'tooMany'; readonly most: number }
  | { readonly rule: TaxIdentifierProblem }
  | { readonly rule: BuyerRule }
  | SettingsRule
  | AddressRule

/** An invoice's buyer; as `readInvoiceBuyer` finds it wrong. */
export type BuyerRule =
  | 'nameMissing'
  | 'nameTooLong'
  | 'taxNumberWrong'
  | 'phoneWrong'
  | 'koreanPhoneWrong'
  | 'emailWrong'

export type InputProblem = InputRule & {
  /** `--pay`, `lines[1].unitPrice`. */
  readonly field: string
  /** As it was given; only where it can hold no number of a person's. */
  readonly got?: string
}

type RuleName = InputRule['rule']

/** A sentence for each rule; of the rule's own data where it has any. */
export type InputWords = {
  readonly [Name in RuleName]: (rule: Extract<InputRule, { readonly rule: Name }>) => string
}

export const EXAMPLE_AMOUNTS: Readonly<Record<Currency, string>> = { KRW: '12,000', CNY: '9.50', USD: '9.50' }
