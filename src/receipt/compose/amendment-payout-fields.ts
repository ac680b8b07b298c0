/**
 * Which fields the slip of a void or refund has, and in which order: those of the receipt's card slip in each language,
 * with the original purchase behind what undoes it. What a currency's country requires is shown whatever the language.
 */
import type { Language } from '../../domain/language.js'
import type { Currency } from '../../domain/money.js'

const ORIGINAL_FIELDS = ['originalStan', 'originalRrn', 'originalApprovalCode', 'originalApprovedAt'] as const
type OriginalField = (typeof ORIGINAL_FIELDS)[number]

export type PayoutField =
  | 'merchantNumber'
  | 'terminalNumber'
  | 'issuer'
  | 'acquirer'
  | 'application'
  | 'number'
  | 'transaction'
  | 'instalment'
  | 'stan'
  | 'rrn'
  | 'approvalCode'
  | 'approvedAt'
  | OriginalField

const FIELDS: Readonly<Record<Language, readonly PayoutField[]>> = {
  ko: [
    'transaction',
    'issuer',
    'application',
    'number',
    'instalment',
    'approvalCode',
    'approvedAt',
    'originalApprovalCode',
    'originalApprovedAt',
    'merchantNumber',
    'acquirer',
    'terminalNumber',
    'stan',
    'rrn',
    'originalStan',
    'originalRrn',
  ],
  zh: [
    'merchantNumber',
    'terminalNumber',
    'issuer',
    'acquirer',
    'number',
    'application',
    'transaction',
    'instalment',
    'stan',
    'rrn',
    'approvalCode',
    'approvedAt',
    'originalStan',
    'originalRrn',
    'originalApprovalCode',
    'originalApprovedAt',
  ],
  en: [
    'transaction',
    'application',
    'issuer',
    'number',
    'instalment',
    'approvalCode',
    'approvedAt',
    'originalApprovalCode',
    'originalApprovedAt',
    'merchantNumber',
    'terminalNumber',
    'acquirer',
    'stan',
    'rrn',
    'originalStan',
    'originalRrn',
  ],
}

export function payoutFields(language: Language, currency: Currency): readonly PayoutField[] {
  return FIELDS[language].filter((field) => isShown(field, language, currency))
}

export function isOriginalField(field: PayoutField): field is OriginalField {
  return ORIGINAL_FIELDS.some((known) => known === field)
}

function isShown(field: PayoutField, language: Language, currency: Currency): boolean {
  switch (field) {
    case 'stan':
    case 'originalStan':
      return language === 'zh' || currency === 'CNY'
    case 'rrn':
    case 'originalRrn':
      return language !== 'ko' || currency !== 'KRW'
    case 'application':
      return language === 'en' || currency === 'USD'
    default:
      return true
  }
}
