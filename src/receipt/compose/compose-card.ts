/**
 * The slip of one card payment (신용카드 매출전표, 签购单). Each language lists the fields in the order its readers know;
 * what a currency's country requires is shown whatever the language.
 */
import type { Language } from '../../domain/language.js'
import type { Currency } from '../../domain/money.js'
import type { ReceiptBlock } from '../../domain/receipt-document.js'
import type { CardTender } from '../../domain/sale-record.js'
import { calendarMoment } from '../format/format-moment.js'
import { withCurrency } from '../format/format-money.js'
import type { ReceiptTexts } from '../texts.js'
import { signatureNeed } from './signature-rule.js'

type CardField =
  | 'merchantNumber'
  | 'terminalNumber'
  | 'issuer'
  | 'acquirer'
  | 'number'
  | 'application'
  | 'entryMode'
  | 'aid'
  | 'transaction'
  | 'instalment'
  | 'stan'
  | 'rrn'
  | 'approvalCode'
  | 'approvedAt'

const FIELDS: Readonly<Record<Language, readonly CardField[]>> = {
  ko: [
    'transaction',
    'issuer',
    'application',
    'number',
    'aid',
    'instalment',
    'approvalCode',
    'approvedAt',
    'merchantNumber',
    'acquirer',
    'terminalNumber',
    'stan',
    'rrn',
  ],
  zh: [
    'merchantNumber',
    'terminalNumber',
    'issuer',
    'acquirer',
    'number',
    'application',
    'aid',
    'transaction',
    'instalment',
    'stan',
    'rrn',
    'approvalCode',
    'approvedAt',
  ],
  en: [
    'transaction',
    'application',
    'issuer',
    'number',
    'entryMode',
    'aid',
    'instalment',
    'approvalCode',
    'approvedAt',
    'merchantNumber',
    'terminalNumber',
    'acquirer',
    'stan',
    'rrn',
  ],
}

export function composeCard(
  tender: CardTender,
  language: Language,
  utcOffsetMinutes: number,
  texts: ReceiptTexts,
): ReceiptBlock[] {
  const words = texts.card
  const values = fieldValues(tender, utcOffsetMinutes, texts)
  const fields = FIELDS[language]
    .filter((field) => isShown(field, tender, language))
    .map((field) => ({ label: words[field], value: values[field] }))
    .filter(({ value }) => value.trim() !== '')
  return [
    { kind: 'heading', text: words.heading },
    { kind: 'fields', fields },
    {
      kind: 'amounts',
      amounts: [{ label: words.amount, amount: withCurrency(tender.amount, words.currency), emphasis: 'strong' }],
    },
    signatureBlock(tender, texts),
  ]
}

function fieldValues(tender: CardTender, utcOffsetMinutes: number, texts: ReceiptTexts): Record<CardField, string> {
  const { approval, card } = tender
  const words = texts.card
  return {
    merchantNumber: approval.merchantNumber,
    terminalNumber: approval.terminalNumber,
    issuer: approval.issuerName,
    acquirer: approval.acquirerName,
    number: words.numberRead(card.maskedPan, card.entryMode),
    application: card.label ?? '',
    entryMode: words.entryModes[card.entryMode],
    aid: card.aid ?? '',
    transaction: words.sale,
    instalment: tender.instalmentMonths > 0 ? words.months(tender.instalmentMonths) : words.paidAtOnce,
    stan: tender.stan,
    rrn: approval.rrn,
    approvalCode: approval.approvalCode,
    approvedAt: texts.dateTime(calendarMoment(approval.approvedAt, utcOffsetMinutes)),
  }
}

function isShown(field: CardField, tender: CardTender, language: Language): boolean {
  const currency: Currency = tender.amount.currency
  switch (field) {
    case 'instalment':
      return currency === 'KRW' || tender.instalmentMonths > 0
    case 'stan':
      return language === 'zh' || currency === 'CNY'
    case 'rrn':
      return language !== 'ko' || currency !== 'KRW'
    case 'application':
    case 'aid':
      return language === 'en' || currency === 'USD'
    default:
      return true
  }
}

function signatureBlock(tender: CardTender, texts: ReceiptTexts): ReceiptBlock {
  const words = texts.card
  const need = signatureNeed(tender.amount, tender.card.entryMode)
  return need === 'signature'
    ? { kind: 'signature', declaration: words.declaration, label: words.signature }
    : { kind: 'paragraph', text: words[need], align: 'center' }
}
