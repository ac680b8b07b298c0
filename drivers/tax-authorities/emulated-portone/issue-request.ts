/**
 * What `POST /cash-receipts` must satisfy. PortOne looks at form and sums (400 `INVALID_REQUEST`), the payment company at
 * customer, use and date (502 `PG_PROVIDER`), and each says why.
 */
import { z } from 'zod'
import { BusinessNumber } from '../../../src/domain/identifiers/business-number.js'
import { CashReceiptCard } from '../../../src/domain/identifiers/cash-receipt-card.js'
import { MobileNumber, SELF_ISSUE_NUMBER } from '../../../src/domain/identifiers/mobile-number.js'
import type { TaxIdentifier } from '../../../src/domain/identifiers/tax-identifier.js'
import { DAY_MS, startOfKoreanDay } from '../korean-time.js'
import type { PaymentCompanyRefusal, PortoneRules } from './portone-rules.js'

const won = z.number().int().min(0).max(999_999_999)

export const issueRequestSchema = z.object({
  storeId: z.string().optional(),
  paymentId: z.string().min(1).max(100),
  channelKey: z.string().min(1),
  type: z.enum(['PERSONAL', 'CORPORATE']),
  orderName: z.string().min(1),
  currency: z.literal('KRW'),
  amount: z.object({ total: won.min(1), taxFree: won.default(0), vat: won.optional() }),
  customer: z.object({
    identityNumber: z.string().regex(/^\d+$/),
    identityNumberType: z.enum(['PHONE', 'CARD', 'BUSINESS']).optional(),
  }),
  paidAt: z.iso
    .datetime({ offset: true })
    .transform((text) => Date.parse(text))
    .optional(),
})

export type IssueRequest = z.output<typeof issueRequestSchema>

export interface WonParts {
  readonly total: number
  readonly taxFree: number
  readonly vat: number
}

/** A till's clock may run a little ahead. */
const CLOCK_TOLERANCE_MS = 10 * 60 * 1000

/** Parts that add up, supply being what is left; without a VAT an eleventh of what is taxed. Undefined when they cannot be. */
export function partsOf({ amount: { total, taxFree, vat } }: IssueRequest): WonParts | undefined {
  const parts = { total, taxFree, vat: vat ?? Math.round((total - taxFree) / 11) }
  const supply = total - taxFree - parts.vat
  return supply >= 0 && parts.vat <= supply ? parts : undefined
}

/** The customer, of the kind said if one is said; undefined when the digits are none. */
export function customerOf({ customer }: IssueRequest): TaxIdentifier | undefined {
  const { identityNumber, identityNumberType: kind } = customer
  const parsers = { PHONE: MobileNumber.parse, BUSINESS: BusinessNumber.parse, CARD: CashReceiptCard.parse }
  const parse = kind === undefined ? Object.values(parsers) : [parsers[kind]]
  for (const each of parse) {
    const identifier = each(identityNumber)
    if (identifier.ok) return identifier.value
  }
  return undefined
}

/** Why PortOne itself does not take the request, or undefined. */
export function formProblem(request: IssueRequest, now: number): string | undefined {
  if (!partsOf(request)) return 'amount: 공급가액이 음수이거나 부가세보다 작습니다'
  if (!customerOf(request)) return 'customer.identityNumber: 형식이 올바르지 않습니다'
  if (request.paidAt !== undefined && request.paidAt > now + CLOCK_TOLERANCE_MS) return 'paidAt: 미래의 시각입니다'
  return undefined
}

/** Why the payment company refuses a request of good form, or undefined. The codes are this emulator's own. */
export function paymentCompanyRefusal(
  request: IssueRequest,
  now: number,
  rules: PortoneRules,
): PaymentCompanyRefusal | undefined {
  const digits = request.customer.identityNumber
  const named = rules.identities.find(({ identity }) => identity === digits)
  if (named) return named
  if (useProblem(request)) return { pgCode: 'EMULATED-USE', pgMessage: '거래자 구분과 식별번호가 일치하지 않습니다' }
  if (request.paidAt !== undefined && request.paidAt < startOfKoreanDay(now) - rules.daysBack * DAY_MS) {
    return { pgCode: 'EMULATED-DATE', pgMessage: '발급 가능 기간이 지난 거래입니다' }
  }
  return undefined
}

/** A business number proves an expense only, and a self-issued receipt (자진발급) is a deduction only. */
function useProblem(request: IssueRequest): boolean {
  if (request.type === 'PERSONAL') return customerOf(request)?.kind === 'businessNumber'
  return request.customer.identityNumber === SELF_ISSUE_NUMBER
}
