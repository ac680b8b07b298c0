/**
 * The shapes of 诺诺's results and what their numbers mean. A result that does not fit its shape is unreadable: the driver
 * never guesses at one.
 */
import { z } from 'zod'
import type { FailureCode } from '../../../src/domain/failures.js'
import type {
  Invoice,
  InvoiceState,
  RedInvoice,
  RedInvoiceState,
  RedReason,
} from '../../../src/ports/invoice-service.js'
import { withoutNumbers } from './nuonuo-reply.js'

/** The names of the calls, as the header `method` carries them. */
export const NUONUO_METHODS = {
  request: 'nuonuo.OpeMplatform.requestBillingNew',
  query: 'nuonuo.OpeMplatform.queryInvoiceResult',
  resign: 'nuonuo.OpeMplatform.reInvoice',
  red: 'nuonuo.OpeMplatform.saveInvoiceRedConfirm',
  queryRed: 'nuonuo.OpeMplatform.queryInvoiceRedConfirm',
  /** Has 诺诺 fetch the tax office's newest word on a red form. */
  refreshRed: 'nuonuo.OpeMplatform.refreshInvoiceRedConfirm',
} as const

export type NuonuoCall = keyof typeof NUONUO_METHODS

/** 20 开票中, 21 签章中, 2 开票完成, 22 开票失败, 24 签章失败, 3 已作废. 31 (作废中) says nothing lasting: asked again later. */
const STATE_OF_STATUS: ReadonlyMap<string, InvoiceState> = new Map([
  ['20', 'issuing'],
  ['21', 'issuing'],
  ['2', 'issued'],
  ['22', 'failed'],
  ['24', 'unsigned'],
  ['3', 'voided'],
])

/** 红字确认单: 01 and 04 confirmed; 05–10 void; 15, 16 诺诺's own, applying and turned down. */
const STATE_OF_RED_FORM: ReadonlyMap<string, RedInvoiceState> = new Map([
  ['01', 'applying'],
  ['02', 'awaitingBuyer'],
  ['04', 'applying'],
  ['05', 'refusedByBuyer'],
  ['06', 'failed'],
  ['07', 'expired'],
  ['08', 'failed'],
  ['09', 'failed'],
  ['10', 'failed'],
  ['15', 'applying'],
  ['16', 'failed'],
])

/** 1 销货退回, 2 开票有误. */
export const RED_REASON_CODES: Readonly<Record<RedReason, string>> = { goodsReturned: '1', issuedInError: '2' }

const text = z.string().nullish()
const numberOrText = z.union([z.string(), z.number()]).transform(String)

export const takenSchema = z.object({ invoiceSerialNum: z.string().min(1) })

const invoiceInfoSchema = z.object({
  orderNo: z.string(),
  serialNo: z.string().nullish(),
  status: numberOrText,
  statusMsg: text,
  failCause: text,
  allElectronicInvoiceNumber: text,
  invoiceNo: text,
  invoiceTime: z.coerce.number().nullish(),
  pdfUrl: text,
  payerName: text,
  payerTaxNo: text,
  orderAmount: numberOrText.nullish(),
})

/** `queryInvoiceResult` answers a list, one entry an order number asked for. */
export const invoiceListSchema = z.array(invoiceInfoSchema)
export type InvoiceInfo = z.infer<typeof invoiceInfoSchema>

const redFormSchema = z.object({
  billId: z.string(),
  billUuid: text,
  billStatus: numberOrText,
  billMessage: text,
  blueElecInvoiceNumber: text,
  redInvoiceNumber: text,
})

export const redFormsSchema = z.object({ list: z.array(redFormSchema).nullish() })
export type RedForm = z.infer<typeof redFormSchema>

const INVOICE_NUMBER = /^\d{20}$/

/** Undefined when the status is none that says where the invoice stands, or an issued one has no 数电票 number. */
export function invoiceOf(info: InvoiceInfo): Invoice | undefined {
  const state = STATE_OF_STATUS.get(info.status)
  if (!state) return undefined
  const { orderNo: orderNumber } = info
  const invoiceNumber = info.allElectronicInvoiceNumber || info.invoiceNo || ''
  const numbered = INVOICE_NUMBER.test(invoiceNumber)
  if (state === 'issued' && !numbered) return undefined
  const detail = withoutNumbers(info.failCause || info.statusMsg || '')
  return {
    orderNumber,
    state,
    ...((state === 'issued' || state === 'voided') && numbered && { invoiceNumber }),
    ...(state === 'issued' && info.invoiceTime && { issuedAt: info.invoiceTime }),
    ...(state === 'issued' && info.pdfUrl && { url: info.pdfUrl }),
    ...(state === 'failed' && { failure: failureOfCause(info.failCause ?? ''), detail }),
    ...(state === 'unsigned' && { detail }),
  }
}

/** A failed invoice says why in words only. Those that speak of the buyer are the buyer's to mend. */
function failureOfCause(cause: string): FailureCode {
  return speaksOfBuyer(cause) ? 'invoice.buyerInvalid' : 'invoice.issuingFailed'
}

export function speaksOfBuyer(words: string): boolean {
  return /购方|购买方|抬头|税号|纳税人识别号/.test(words)
}

/** Undefined when the form's status says nothing of where it stands. */
export function redInvoiceOf(form: RedForm): RedInvoice | undefined {
  const state = STATE_OF_RED_FORM.get(form.billStatus)
  if (!state) return undefined
  const orderNumber = form.billId
  const redInvoiceNumber = form.redInvoiceNumber ?? ''
  // Confirmed is not issued: only the red invoice's own number says that the original is taken back.
  if (state === 'applying' && INVOICE_NUMBER.test(redInvoiceNumber)) {
    return { orderNumber, state: 'issued', redInvoiceNumber }
  }
  return form.billMessage ? { orderNumber, state, detail: withoutNumbers(form.billMessage) } : { orderNumber, state }
}
