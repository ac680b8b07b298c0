/**
 * The documents an emulated gateway holds and what the tax office makes of them. No network, no disk and no clock of its
 * own: it judges a request at a given moment, and remembers what it is told to record.
 */
import { DAY_MS, koreanDateTime, startOfKoreanDay } from '../korean-time.js'
import { identifierOf, issueProblem, mgtKeyProblem } from './cashbill-checks.js'
import { type IssueRequest, type RevokeRequest, type WonParts, wonParts } from './cashbill-request.js'
import { type GatewayDocument, identityDigest, tradeDateOf } from './gateway-document.js'
import type { GatewayRefusal } from './gateway-refusals.js'
import type { GatewayRules } from './gateway-rules.js'
import { revocationProblem } from './revocation-checks.js'

export type Ruling =
  | { readonly taken: true; readonly document: GatewayDocument }
  | { readonly taken: false; readonly refusal: GatewayRefusal }

/** Where a document stands with the tax office at some moment. */
export interface Standing {
  readonly status: 'issued' | 'confirmed' | 'rejected'
  /** When the tax office spoke, epoch milliseconds. */
  readonly decidedAt?: number
  readonly resultCode?: string
}

export class DocumentLedger {
  readonly #rules: GatewayRules
  readonly #digestKey: string
  readonly #documents = new Map<string, GatewayDocument>()
  /** How many approval numbers each trade date has used. */
  readonly #approvals = new Map<string, number>()

  /** How many receipts each member has issued. */
  readonly #issued = new Map<string, number>()

  /** @param digestKey keys the digests of identifiers; the same one must be given again to compare with old documents. */
  constructor(rules: GatewayRules, digestKey: string) {
    this.#rules = rules
    this.#digestKey = digestKey
  }

  /** Whether an issue would be taken at `now`, and as what. Changes nothing. */
  judgeIssue(corpNum: string, request: IssueRequest, now: number): Ruling {
    if (this.find(corpNum, request.mgtKey)) return { taken: false, refusal: 'duplicate' }
    const refusal = issueProblem({
      ...{ request, corpNum, now, rules: this.#rules },
      pointsLeft: this.pointsLeft(corpNum),
    })
    if (refusal) return { taken: false, refusal }
    const parts = wonParts(request)
    const identifier = identifierOf(request.identityNum)
    if (!parts || !identifier) return { taken: false, refusal: 'malformed' }
    const tradeDT = request.tradeDT ?? koreanDateTime(now)
    const rejectionCode = this.#rejectionOf(request.identityNum)
    const document: GatewayDocument = {
      corpNum,
      mgtKey: request.mgtKey,
      tradeType: '승인거래',
      tradeUsage: request.tradeUsage === '소득공제용' ? '소득공제용' : '지출증빙용',
      taxationType: request.taxationType === '비과세' ? '비과세' : '과세',
      ...parts,
      tradeDT,
      issuedAt: now,
      confirmNum: this.#nextApproval(tradeDT.slice(0, 8)),
      identityMasked: identifier.masked,
      identityDigest: identityDigest(request.identityNum, this.#digestKey),
      franchiseCorpName: request.franchiseCorpName,
      itemName: request.itemName,
      ...(rejectionCode === undefined ? {} : { rejectionCode }),
    }
    return { taken: true, document }
  }

  /** Whether a revocation would be taken at `now`, and as what. Changes nothing. */
  judgeRevocation(corpNum: string, request: RevokeRequest, now: number): Ruling {
    if (this.find(corpNum, request.mgtKey)) return { taken: false, refusal: 'duplicate' }
    const original = this.#original(corpNum, request)
    const remaining = original ? this.remainingOf(original) : NOTHING
    const refusal =
      mgtKeyProblem(request.mgtKey) ??
      revocationProblem({
        request,
        original,
        remaining,
        originalState: original ? this.standingOf(original, now).status : 'issued',
        rules: this.#rules,
        now,
      })
    if (refusal || !original) return { taken: false, refusal: refusal ?? 'originalMissing' }
    const tradeDT = request.tradeDT ?? koreanDateTime(now)
    const document: GatewayDocument = {
      corpNum,
      mgtKey: request.mgtKey,
      tradeType: '취소거래',
      tradeUsage: original.tradeUsage,
      taxationType: original.taxationType,
      ...((request.isPartCancel ? wonParts(request) : undefined) ?? remaining),
      tradeDT,
      issuedAt: now,
      confirmNum: this.#nextApproval(tradeDT.slice(0, 8)),
      identityMasked: original.identityMasked,
      identityDigest: original.identityDigest,
      franchiseCorpName: original.franchiseCorpName,
      itemName: original.itemName,
      revokes: {
        confirmNum: original.confirmNum,
        tradeDate: tradeDateOf(original),
        cancelType: request.cancelType,
        partial: request.isPartCancel,
      },
    }
    return { taken: true, document }
  }

  /** Takes a judged document, or one read back from disk, into the ledger. */
  record(document: GatewayDocument): void {
    this.#documents.set(`${document.corpNum}/${document.mgtKey}`, document)
    const date = tradeDateOf(document)
    if (!document.revokes) this.#issued.set(document.corpNum, (this.#issued.get(document.corpNum) ?? 0) + 1)
    const used = Number(document.confirmNum.slice(APPROVAL_PREFIX.length))
    this.#approvals.set(date, Math.max(used, this.#approvals.get(date) ?? 0))
  }

  /** What the member has not spent yet: each receipt issued costs, a revocation does not. */
  pointsLeft(corpNum: string): number {
    const { points, withoutCredit } = this.#rules
    return withoutCredit.includes(corpNum) ? 0 : points.paid - points.perIssue * (this.#issued.get(corpNum) ?? 0)
  }

  find(corpNum: string, mgtKey: string): GatewayDocument | undefined {
    return this.#documents.get(`${corpNum}/${mgtKey}`)
  }

  /** Every document, in the order they were taken. */
  documents(): readonly GatewayDocument[] {
    return [...this.#documents.values()]
  }

  /** Whether a document was issued to these digits. */
  isIssuedTo(document: GatewayDocument, digits: string): boolean {
    return document.identityDigest === identityDigest(digits, this.#digestKey)
  }

  /** The tax office speaks the next day at nine, and not before. */
  standingOf(document: GatewayDocument, now: number): Standing {
    const { days, hour, resultCode } = this.#rules.confirmation
    const decidedAt = startOfKoreanDay(document.issuedAt) + days * DAY_MS + hour * 60 * 60 * 1000
    if (now < decidedAt) return { status: 'issued' }
    return document.rejectionCode === undefined
      ? { status: 'confirmed', decidedAt, resultCode }
      : { status: 'rejected', decidedAt, resultCode: document.rejectionCode }
  }

  /** What of a receipt no revocation has taken back yet. */
  remainingOf(original: GatewayDocument): WonParts {
    const date = tradeDateOf(original)
    const { supplyCost, tax, serviceFee, totalAmount } = original
    return this.documents()
      .filter(({ corpNum, revokes }) => corpNum === original.corpNum && revokes?.tradeDate === date)
      .filter(({ revokes }) => revokes?.confirmNum === original.confirmNum)
      .reduce<WonParts>(less, { supplyCost, tax, serviceFee, totalAmount })
  }

  #original(corpNum: string, request: RevokeRequest): GatewayDocument | undefined {
    return this.documents().find(
      (document) =>
        document.corpNum === corpNum &&
        document.confirmNum === request.orgConfirmNum &&
        tradeDateOf(document) === request.orgTradeDate,
    )
  }

  #rejectionOf(digits: string): string | undefined {
    for (const rule of this.#rules.identities) {
      if (rule.identity === digits && 'rejectNextDay' in rule) return rule.rejectNextDay
    }
    return undefined
  }

  /** Unique per trade date only, as the tax office's are: the same number comes back on another date. */
  #nextApproval(tradeDate: string): string {
    return APPROVAL_PREFIX + String((this.#approvals.get(tradeDate) ?? 0) + 1).padStart(7, '0')
  }
}

const APPROVAL_PREFIX = 'TB'
const NOTHING: WonParts = { supplyCost: 0, tax: 0, serviceFee: 0, totalAmount: 0 }

function less(whole: WonParts, part: WonParts): WonParts {
  return {
    supplyCost: whole.supplyCost - part.supplyCost,
    tax: whole.tax - part.tax,
    serviceFee: whole.serviceFee - part.serviceFee,
    totalAmount: whole.totalAmount - part.totalAmount,
  }
}
