/**
 * What an ISSUE request must satisfy, as a visible list: each check is pure and says why it refuses, and the first one
 * that does speaks for all.
 */
import { BusinessNumber } from '../../../src/domain/identifiers/business-number.js'
import { CashReceiptCard } from '../../../src/domain/identifiers/cash-receipt-card.js'
import { MobileNumber, SELF_ISSUE_NUMBER } from '../../../src/domain/identifiers/mobile-number.js'
import type { TaxIdentifier } from '../../../src/domain/identifiers/tax-identifier.js'
import { DAY_MS, parseKoreanDateTime, startOfKoreanDay } from '../korean-time.js'
import { type IssueRequest, type WonParts, wonParts } from './cashbill-request.js'
import type { GatewayRefusal } from './gateway-refusals.js'
import type { GatewayRules } from './gateway-rules.js'

const MOST_WON = 999_999_999

/** A till's clock may run a little ahead of the gateway's. */
const CLOCK_TOLERANCE_MS = 10 * 60 * 1000

export interface IssueContext {
  readonly request: IssueRequest
  /** The member whose token came with the request. */
  readonly corpNum: string
  readonly now: number
  readonly rules: GatewayRules
  /** What the member still has to pay with. */
  readonly pointsLeft: number
}

type Check = (context: IssueContext) => GatewayRefusal | undefined

const CHECKS: readonly Check[] = [
  ({ corpNum, rules }) => (rules.restrictedSellers.includes(corpNum) ? 'merchantRestricted' : undefined),
  ({ pointsLeft, rules }) => (pointsLeft < rules.points.perIssue ? 'creditExhausted' : undefined),
  ({ request }) => mgtKeyProblem(request.mgtKey),
  sellerProblem,
  ({ request }) => (request.tradeType === '승인거래' ? undefined : 'malformed'),
  ({ request }) => (['과세', '비과세'].includes(request.taxationType) ? undefined : 'malformed'),
  ({ request }) => (['소득공제용', '지출증빙용'].includes(request.tradeUsage) ? undefined : 'useMissing'),
  identityProblem,
  useProblem,
  ({ request }) => amountProblem(wonParts(request), request.taxationType),
  ({ request, now }) => dateProblem(request.tradeDT, now),
]

/** The first reason to refuse the request, or undefined. */
export function issueProblem(context: IssueContext): GatewayRefusal | undefined {
  for (const check of CHECKS) {
    const refusal = check(context)
    if (refusal) return refusal
  }
  return undefined
}

export function mgtKeyProblem(mgtKey: string): GatewayRefusal | undefined {
  return /^[A-Za-z0-9_-]{1,24}$/.test(mgtKey) ? undefined : 'malformed'
}

/** The identifier of a request that passed the checks; undefined when it is none. */
export function identifierOf(digits: string): TaxIdentifier | undefined {
  for (const parse of [MobileNumber.parse, BusinessNumber.parse, CashReceiptCard.parse]) {
    const identifier = parse(digits)
    if (identifier.ok) return identifier.value
  }
  return undefined
}

/** Parts that can be one cash receipt: they add up, tax is at most the supply, and 비과세 carries none. */
export function amountProblem(parts: WonParts | undefined, taxationType: string): GatewayRefusal | undefined {
  if (!parts) return 'amountMissing'
  if (parts.totalAmount > MOST_WON || parts.totalAmount === 0) return 'amountTooLarge'
  if (parts.supplyCost + parts.tax + parts.serviceFee !== parts.totalAmount) return 'amountsDoNotAdd'
  if (parts.tax > parts.supplyCost) return 'taxAboveSupply'
  return taxationType === '비과세' && parts.tax !== 0 ? 'taxOnTaxFree' : undefined
}

function sellerProblem({ request, corpNum }: IssueContext): GatewayRefusal | undefined {
  if (!BusinessNumber.parse(request.franchiseCorpNum).ok) return 'sellerNumberInvalid'
  return request.franchiseCorpNum === corpNum ? undefined : 'sellerNotMember'
}

function identityProblem({ request, rules }: IssueContext): GatewayRefusal | undefined {
  const digits = request.identityNum
  if (digits === '') return 'identityMissing'
  for (const rule of rules.identities) {
    if (rule.identity === digits && 'refuse' in rule) return rule.refuse
  }
  if (identifierOf(digits)) return undefined
  if (/^\d{10}$/.test(digits) && !digits.startsWith('01')) return 'businessNumberInvalid'
  return /^\d{13}$/.test(digits) ? 'residentNumber' : 'identityMalformed'
}

/** A business number proves an expense only, and a self-issued receipt (자진발급) is a deduction only. */
function useProblem({ request }: IssueContext): GatewayRefusal | undefined {
  const kind = identifierOf(request.identityNum)?.kind
  const isDeduction = request.tradeUsage === '소득공제용'
  if (isDeduction && kind === 'businessNumber') return 'useDoesNotFit'
  return !isDeduction && request.identityNum === SELF_ISSUE_NUMBER ? 'useDoesNotFit' : undefined
}

/** Today or yesterday in Korea; the moment of issue when none is given. */
export function dateProblem(tradeDT: string | undefined, now: number): GatewayRefusal | undefined {
  if (tradeDT === undefined) return undefined
  const tradedAt = parseKoreanDateTime(tradeDT)
  if (tradedAt === undefined || tradedAt < startOfKoreanDay(now) - DAY_MS) return 'dateInvalid'
  return tradedAt > now + CLOCK_TOLERANCE_MS ? 'dateInFuture' : undefined
}
