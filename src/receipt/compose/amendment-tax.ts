/**
 * What an amendment does to the cash receipt (현금영수증): the document taken back, under the number it was approved with,
 * and the one issued instead. A step still to be done says so and shows nothing that could pass for its approval number.
 */
import type { AmendmentRecord, TaxStepRecord } from '../../domain/amendment-record.js'
import { formatAmount, isPositive, type Money, negate } from '../../domain/money.js'
import type { ReceiptAmount, ReceiptBlock, ReceiptField } from '../../domain/receipt-document.js'
import { calendarDay } from '../format/format-moment.js'
import { withCurrency } from '../format/format-money.js'
import type { SlipTexts } from '../texts/amendment.js'
import { composeCashReceipt } from './compose-cash-receipt.js'

/**
 * A section for each step, in the order of submission; one that says the office is still at it where no step is named yet.
 * @throws Error when a step is done without an approval number, or issued without a use: bugs, and no paper may paper
 *   over them.
 */
export function amendmentTax(record: AmendmentRecord, texts: SlipTexts): ReceiptBlock[][] {
  const { taxSteps, taxStatus } = record
  const sections = taxSteps.map((step) => stepSection(step, record, texts))
  if (taxStatus === 'pending' && taxSteps.every(({ state }) => state === 'done')) {
    sections.push([{ kind: 'heading', text: texts.amendment.tax.unfinished }, pendingNote(record, texts)])
  }
  sections.at(-1)?.push({ kind: 'paragraph', text: texts.cashReceipt.enquiries })
  return sections
}

function stepSection(step: TaxStepRecord, record: AmendmentRecord, texts: SlipTexts): ReceiptBlock[] {
  if (step.state === 'due') {
    return [
      { kind: 'heading', text: pendingHeading(step, texts) },
      { kind: 'fields', fields: pendingFields(step, texts) },
      { kind: 'amounts', amounts: stepAmounts(step, texts) },
      pendingNote(record, texts),
    ]
  }
  return step.kind === 'issue' ? issuedSection(step, texts) : revokedSection(step, texts)
}

/** As on a receipt, without its line of enquiries: that stands once below the last step. */
function issuedSection(step: TaxStepRecord, texts: SlipTexts): ReceiptBlock[] {
  const { documentNumber = '', use, selfIssued = false, amounts, identifier, approvalNumber, tradeDate } = step
  if (!use) throw new Error(`cash receipt ${documentNumber} is issued for no use`)
  const receipt = composeCashReceipt(
    {
      ...{ status: 'issued', documentNumber, use, selfIssued, amounts },
      ...(identifier ? { identifier } : {}),
      ...(approvalNumber ? { approvalNumber } : {}),
      ...(tradeDate ? { tradeDate } : {}),
    },
    texts,
  )
  return receipt.filter((block) => block.kind !== 'paragraph' || block.text !== texts.cashReceipt.enquiries)
}

function revokedSection(step: TaxStepRecord, texts: SlipTexts): ReceiptBlock[] {
  const words = texts.cashReceipt
  const { approvalNumber, tradeDate } = step
  if (!approvalNumber) throw new Error(`revocation ${step.documentNumber} is done but has no approval number`)
  return [
    { kind: 'heading', text: texts.amendment.tax.revoked(useOf(step, texts)) },
    {
      kind: 'fields',
      fields: [
        { label: words.transaction, value: texts.amendment.tax.cancelled },
        ...customerFields(step, texts),
        { label: words.approvalNumber, value: approvalNumber },
        { label: words.tradeDate, value: dayOf(tradeDate, texts) },
        ...originalFields(step, texts),
      ].filter(({ value }) => value !== ''),
    },
    { kind: 'amounts', amounts: stepAmounts(step, texts) },
  ]
}

function pendingHeading(step: TaxStepRecord, texts: SlipTexts): string {
  return step.kind === 'issue' ? texts.cashReceipt.pending : texts.amendment.tax.revocationPending(useOf(step, texts))
}

function pendingFields(step: TaxStepRecord, texts: SlipTexts): ReceiptField[] {
  const words = texts.cashReceipt
  const use = step.kind === 'issue' ? useOf(step, texts) : undefined
  return [
    { label: words.documentNumber, value: step.documentNumber ?? '' },
    { label: words.use, value: use ?? '' },
    ...customerFields(step, texts),
    ...originalFields(step, texts),
  ].filter(({ value }) => value !== '')
}

function customerFields({ identifier, selfIssued }: TaxStepRecord, texts: SlipTexts): ReceiptField[] {
  const words = texts.cashReceipt
  return [
    { label: words.issuance, value: selfIssued ? words.selfIssued : '' },
    { label: words.identifier, value: identifier?.masked ?? '' },
  ]
}

function originalFields({ original, reason }: TaxStepRecord, texts: SlipTexts): ReceiptField[] {
  const words = texts.amendment.tax
  return [
    { label: words.originalApprovalNumber, value: original?.approvalNumber ?? '' },
    { label: words.originalTradeDate, value: dayOf(original?.tradeDate, texts) },
    { label: words.reason, value: reason ? words.reasons[reason] : '' },
  ]
}

/** Supply, VAT and service charge always stand here, also when zero: the form of the document wants them. */
function stepAmounts({ kind, amounts }: TaxStepRecord, texts: SlipTexts): ReceiptAmount[] {
  const words = texts.amounts
  const signed = (part: Money) => (kind === 'revoke' ? negate(part) : part)
  return [
    { label: words.supply, amount: formatAmount(signed(amounts.supply)) },
    { label: words.vat, amount: formatAmount(signed(amounts.vat)) },
    ...(isPositive(amounts.taxFree) ? [{ label: words.taxFree, amount: formatAmount(signed(amounts.taxFree)) }] : []),
    { label: words.serviceCharge, amount: formatAmount(signed(amounts.serviceCharge)) },
    { label: words.total, amount: withCurrency(signed(amounts.total), texts.currency), emphasis: 'strong' },
  ]
}

function pendingNote({ kind }: AmendmentRecord, { amendment }: SlipTexts): ReceiptBlock {
  return { kind: 'paragraph', text: amendment.tax.next(amendment.numbers[kind]) }
}

function useOf({ use }: TaxStepRecord, texts: SlipTexts): string | undefined {
  return use && texts.cashReceipt.uses[use]
}

function dayOf(tradeDate: string | undefined, texts: SlipTexts): string {
  const day = calendarDay(tradeDate ?? '')
  return day ? texts.date(day) : ''
}
