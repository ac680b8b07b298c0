/**
 * What is wrong with something a person or a program gave: the field by the name its surface has for it, and the rule it
 * breaks, as data. The words are beside it, in the language of whoever reads them; a customer's number is never in either.
 */
import type { TaxIdentifierProblem } from '../identifiers/tax-identifier.js'
import type { Currency } from '../money.js'

export type InputRule =
  | { readonly rule: 'missing' }
  | { readonly rule: 'unknownField' }
  | { readonly rule: 'wrongType'; readonly type: 'text' | 'number' | 'yesOrNo' | 'list' | 'object' }
  | { readonly rule: 'empty' }
  | { readonly rule: 'tooLong'; readonly most: number }
  | { readonly rule: 'unprintable' }
  | { readonly rule: 'notOneOf'; readonly choices: readonly string[] }
  | { readonly rule: 'onlyOneOf'; readonly fields: readonly string[] }
  | { readonly rule: 'notAmount'; readonly currency: Currency }
  | { readonly rule: 'notPositive' }
  | { readonly rule: 'tooLarge' }
  | { readonly rule: 'notWhole'; readonly least: number; readonly most: number }
  | { readonly rule: 'notQuantity' }
  | { readonly rule: 'notADate' }
  | { readonly rule: 'notApprovalNumber'; readonly digits: number }
  | { readonly rule: 'notATender' }
  | { readonly rule: 'notACashReceipt' }
  | { readonly rule: 'notAnItem' }
  | { readonly rule: 'needsEvidence' }
  | { readonly rule: 'notJson' }
  | { readonly rule: 'tooMany'; readonly most: number }
  | { readonly rule: TaxIdentifierProblem }
  | { readonly rule: BuyerRule }

/** An invoice's buyer; as `parseInvoiceBuyer` finds it wrong. */
export type BuyerRule = 'nameMissing' | 'nameTooLong' | 'taxNumberWrong' | 'phoneWrong' | 'emailWrong'

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
