/**
 * The emulated gateway's work, one method an endpoint, apart from HTTP: a request comes in as text and headers, an answer
 * goes out as a status and a body. Documents reach the disk here, before anyone is told of them.
 */

import { z } from 'zod'
import type { Clock } from '../../../src/ports/clock.js'
import type { LedgerFile } from '../../ledger-file.js'
import { cashbillDetail, cashbillInfo } from './cashbill-info.js'
import { issueRequestSchema, revokeRequestSchema } from './cashbill-request.js'
import { searchCashbills, searchQuerySchema } from './cashbill-search.js'
import type { DocumentLedger, Ruling } from './document-ledger.js'
import type { GatewayDocument } from './gateway-document.js'
import { tradeDateOf } from './gateway-document.js'
import { GATEWAY_REFUSALS, type GatewayRefusal } from './gateway-refusals.js'
import type { GatewayRules } from './gateway-rules.js'
import type { GatewaySessions, TokenRequest } from './gateway-sessions.js'

export type Answer = { readonly status: number } & ({ readonly body: unknown } | { readonly text: string })

/** A call to Popbill itself, with its `Authorization` header. */
export interface CashbillCall {
  readonly authorization: string | undefined
  readonly body: string
  /** The caller's IP address. */
  readonly from: string
}

const MOST_STATES = 1000

export class GatewayDesk {
  constructor(
    readonly ledger: DocumentLedger,
    private readonly rules: GatewayRules,
    private readonly sessions: GatewaySessions,
    private readonly file: LedgerFile<GatewayDocument> | undefined,
    private readonly clock: Clock,
  ) {}

  /** `GET /Time` as Linkhub's clients ask it before they sign: a text, not JSON. */
  time(): Answer {
    return { status: 200, text: new Date(this.clock.now()).toISOString() }
  }

  token(request: TokenRequest): Answer {
    const session = this.sessions.open(request, this.clock.now())
    if (typeof session === 'string') return refusal(session, 401)
    const body = {
      session_token: session.token,
      serviceID: request.path.split('/')[1],
      linkID: session.linkId,
      usercode: session.corpNum,
      expiration: new Date(session.expiresAt).toISOString(),
      scope: ['member', '140'],
    }
    return { status: 200, body }
  }

  issue(call: CashbillCall): Answer {
    return this.#asMember(call, (corpNum, now) => {
      const request = issueRequestSchema.safeParse(parseJson(call.body))
      return request.success ? this.#take(this.ledger.judgeIssue(corpNum, request.data, now)) : refusal('malformed')
    })
  }

  revoke(call: CashbillCall): Answer {
    return this.#asMember(call, (corpNum, now) => {
      const request = revokeRequestSchema.safeParse(parseJson(call.body))
      return request.success
        ? this.#take(this.ledger.judgeRevocation(corpNum, request.data, now))
        : refusal('malformed')
    })
  }

  get(call: CashbillCall, mgtKey: string, inDetail: boolean): Answer {
    return this.#asMember(call, (corpNum, now) => {
      const document = this.ledger.find(corpNum, mgtKey)
      if (!document) return refusal('notFound')
      const show = inDetail ? cashbillDetail : cashbillInfo
      return { status: 200, body: show(document, this.ledger.standingOf(document, now)) }
    })
  }

  states(call: CashbillCall): Answer {
    return this.#asMember(call, (corpNum, now) => {
      const keys = z.array(z.string()).max(MOST_STATES).safeParse(parseJson(call.body))
      if (!keys.success) return refusal('malformed')
      const documents = keys.data.flatMap((mgtKey) => this.ledger.find(corpNum, mgtKey) ?? [])
      return { status: 200, body: documents.map((each) => cashbillInfo(each, this.ledger.standingOf(each, now))) }
    })
  }

  search(call: CashbillCall, query: unknown): Answer {
    return this.#asMember(call, (corpNum, now) => {
      const asked = searchQuerySchema.safeParse(query)
      if (!asked.success) return refusal('malformed')
      return { status: 200, body: searchCashbills(this.ledger, corpNum, asked.data, now) }
    })
  }

  /** `GET /{service}/Point` and `…/PartnerPoint`: what is left of the points paid for, as Linkhub writes it. */
  points(call: CashbillCall): Answer {
    return this.#asMember(call, (corpNum) => ({
      status: 200,
      body: { remainPoint: String(this.ledger.pointsLeft(corpNum)) },
    }))
  }

  /** `GET /Cashbill?cfg=UNITCOST` and `GET /Cashbill/ChargeInfo`: what a receipt costs, and how it is paid. */
  charge(call: CashbillCall): Answer {
    const unitCost = String(this.rules.points.perIssue)
    return this.#asMember(call, () => ({
      status: 200,
      body: { unitCost, chargeMethod: '파트너', rateSystem: '종량제' },
    }))
  }

  #asMember(call: CashbillCall, work: (corpNum: string, now: number) => Answer): Answer {
    if (!this.sessions.isAllowed(call.from)) return refusal('addressNotAllowed', 401)
    const now = this.clock.now()
    const corpNum = this.sessions.memberOf(call.authorization, now)
    return corpNum === undefined ? refusal('tokenRejected', 401) : work(corpNum, now)
  }

  #take(ruling: Ruling): Answer {
    if (!ruling.taken) return refusal(ruling.refusal)
    const { document } = ruling
    this.file?.append(document)
    this.ledger.record(document)
    const { confirmNum, tradeDT } = document
    return {
      status: 200,
      body: { code: 1, message: '발행 완료', confirmNum, tradeDate: tradeDateOf(document), tradeDT },
    }
  }
}

/** A refusal as the wire carries it. */
export function refusal(name: GatewayRefusal, status = 400): Answer {
  return { status, body: GATEWAY_REFUSALS[name] }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
