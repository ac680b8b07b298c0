/** Requests as they arrive, checked as the service and the tax office check them: shape, numbers, and every fen. */
import { z } from 'zod'
import { UnifiedSocialCreditCode } from '../../../src/domain/identifiers/uscc.js'
import { parseBeijingDateTime } from '../beijing-time.js'
import type { ServiceRefusal } from './service-refusals.js'

const optionalText = z.string().default('')
const yuan = z.string().regex(/^\d{1,12}\.\d{2}$/)
const decimal = z.string().regex(/^\d{1,12}(\.\d{1,8})?$/)

const lineSchema = z.object({
  goodsName: z.string().min(1).max(92),
  goodsCode: z
    .string()
    .regex(/^\d{19}$/)
    .optional(),
  withTaxFlag: z.literal('1'),
  num: decimal,
  price: decimal,
  taxRate: decimal,
  taxIncludedAmount: yuan,
  taxExcludedAmount: yuan,
  tax: yuan,
})

export const billingSchema = z.object({
  order: z.object({
    orderNo: z.string().regex(/^[A-Za-z0-9-]{1,20}$/),
    invoiceDate: z.string().refine((text) => parseBeijingDateTime(text) !== undefined),
    invoiceType: z.literal('1'),
    invoiceLine: z.literal('pc'),
    salerTaxNum: z.string(),
    clerk: z.string().min(1),
    buyerName: optionalText,
    buyerTaxNum: optionalText,
    buyerPhone: optionalText,
    email: optionalText,
    invoiceDetail: z.array(lineSchema).min(1).max(2000),
  }),
})

export type BillingOrder = z.output<typeof billingSchema>['order']
type BillingLine = BillingOrder['invoiceDetail'][number]

export const redSchema = z.object({
  billId: z.string().regex(/^[A-Za-z0-9-]{1,32}$/),
  blueInvoiceLine: z.literal('pc'),
  applySource: z.literal('0'),
  blueElecInvoiceNumber: z.string(),
  sellerTaxNo: z.string(),
  buyerName: z.string(),
  redReason: z.enum(['1', '2', '3', '4']),
})

export type RedRequest = z.output<typeof redSchema>

/** The tax office lets a line's tax be this far from amount × rate. */
const TAX_TOLERANCE_FEN = 6

/** Why the order is refused at once, or undefined. */
export function billingProblem(order: BillingOrder, seller: string): ServiceRefusal | undefined {
  if (order.salerTaxNum !== seller) return 'sellerWrong'
  if (order.buyerName.trim() === '') return 'buyerNameMissing'
  if (order.buyerTaxNum !== '' && ![15, 18, 20].includes(order.buyerTaxNum.length)) return 'buyerTaxNumberMalformed'
  for (const line of order.invoiceDetail) {
    const problem = lineProblem(line)
    if (problem) return problem
  }
  return totalsOf(order).totalMinor > 0 ? undefined : 'nothingToInvoice'
}

/** Why the tax office turns the order down later, in its words, or undefined. */
export function buyerProblem({ buyerTaxNum }: BillingOrder): string | undefined {
  return buyerTaxNum.length === 18 && !UnifiedSocialCreditCode.parse(buyerTaxNum).ok ? '购方税号有误' : undefined
}

/** Fen. */
export function totalsOf({ invoiceDetail }: BillingOrder): { readonly totalMinor: number; readonly taxMinor: number } {
  const total = (amounts: readonly string[]) => amounts.reduce((fenSoFar, amount) => fenSoFar + fen(amount), 0)
  return {
    totalMinor: total(invoiceDetail.map((line) => line.taxIncludedAmount)),
    taxMinor: total(invoiceDetail.map((line) => line.tax)),
  }
}

function lineProblem(line: BillingLine): ServiceRefusal | undefined {
  const [included, excluded, tax] = [fen(line.taxIncludedAmount), fen(line.taxExcludedAmount), fen(line.tax)]
  if (excluded + tax !== included) return 'lineDoesNotAdd'
  if (Math.abs(excluded * Number(line.taxRate) - tax) > TAX_TOLERANCE_FEN) return 'lineTaxOff'
  return Math.abs(Number(line.num) * Number(line.price) * 100 - included) > 1 ? 'linePriceOff' : undefined
}

function fen(amount: string): number {
  return Number(amount.replace('.', ''))
}
