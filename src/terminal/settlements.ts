/**
 * Closing the card day: which of the terminal's transactions belong to the open batch, told from its own flows, and the
 * settlement opened over them.
 */

import type { Currency } from '../domain/money.js'
import type { CardTender } from '../domain/sale-record.js'
import { totalsOf } from '../domain/settlement.js'
import type { AmendmentContext } from '../flows/amendment/amendment-context.js'
import type { Backoff } from '../flows/backoff.js'
import type { PaymentContext } from '../flows/payment/payment-context.js'
import type { SettlementInput } from '../flows/settlement/settlement-machine.js'
import type { BatchRecord } from '../ports/acquirer.js'
import type { FlowRecord, Journal, JsonObject } from '../ports/journal.js'
import { amendmentFlow } from './amendment-flow.js'
import { paymentFlow } from './payment-flow.js'
import { type SettlementView, settlementFlow, transactionName } from './settlement-flow.js'

interface SettlementParts {
  readonly journal: Journal
  readonly currency: Currency
  readonly policy: Partial<SettlementPolicy> | undefined
  readonly sale: (saleId: string) => PaymentContext
  readonly amendment: (amendmentId: string) => AmendmentContext
  readonly open: (settlementId: string, input: JsonObject) => void
}

const MINUTE = 60_000

/** How a card day is tried again. */
export interface SettlementPolicy {
  /** Between tries of what the host did not answer. */
  readonly backoff: Backoff
  /** Between looks for the acquirer's file: it is made by their own day end, often not before the next morning. */
  readonly fileBackoff: Backoff
}

const SETTLEMENT_POLICY: SettlementPolicy = {
  backoff: { firstMs: 2_000, capMs: 5 * MINUTE },
  fileBackoff: { firstMs: MINUTE, capMs: 60 * MINUTE },
}

export class Settlements {
  readonly #parts: SettlementParts

  constructor(parts: SettlementParts) {
    this.#parts = parts
  }

  /** Oldest first. */
  all(): readonly FlowRecord[] {
    return this.#parts.journal.flows().filter(({ chart }) => chart === settlementFlow.chart)
  }

  /** Not in any batch that a settlement was begun for. What the host says of it counts in the end. */
  isBatchOpen(card: CardTender): boolean {
    return !this.#settled().has(transactionName(card))
  }

  /** @returns the settlement's number. One that is not closed at the host yet comes first: then its number. */
  open(operator: string): string {
    const last = this.all().at(-1)
    if (last && !last.closed && viewOf(last).closedAt === undefined) return last.flowId
    const { journal, currency, policy } = this.#parts
    const settlementId = `${journal.terminalId}-S${String(journal.nextSeq).padStart(6, '0')}`
    const records = this.#openBatch(last)
    const input: Omit<SettlementInput, 'seq' | 'at'> = {
      ...{ settlementId, operator, records, totals: totalsOf(records, currency) },
      batchNumber: ((last ? viewOf(last).batchNumber : 0) % 999_999) + 1,
      ...{ ...SETTLEMENT_POLICY, ...policy },
    }
    this.#parts.open(settlementId, input as unknown as JsonObject)
    return settlementId
  }

  #settled(): ReadonlySet<string> {
    return new Set(this.all().flatMap((flow) => viewOf(flow).transactions))
  }

  /** Everything approved since the last settlement was opened that still stands: what cancelled out is in no total. */
  #openBatch(last: FlowRecord | undefined): readonly BatchRecord[] {
    const since = last?.openedSeq ?? 0
    const settled = this.#settled()
    const touched = this.#parts.journal.flows().filter(({ lastSeq }) => lastSeq > since)
    const sales = touched
      .filter(({ chart }) => chart === paymentFlow.chart)
      .map(({ flowId }) => this.#parts.sale(flowId))
    const amendments = touched
      .filter(({ chart }) => chart === amendmentFlow.chart)
      .map(({ flowId }) => this.#parts.amendment(flowId))
    const paidOut = amendments.flatMap(({ payouts }) =>
      payouts.filter((each) => each.by === 'card' && each.state === 'done'),
    )
    const voided = new Set(
      paidOut.flatMap(({ manner, card }) => (manner === 'void' && card ? [transactionName(card)] : [])),
    )
    const purchases = sales.flatMap(purchasesOf).filter(({ key }) => !voided.has(transactionName(key)))
    const refunds = paidOut.flatMap(({ manner, key, amount, approval }): BatchRecord[] =>
      manner === 'refund' && key && approval
        ? [{ kind: 'refund', key, amount, rrn: approval.rrn, approvalCode: approval.approvalCode }]
        : [],
    )
    return [...purchases, ...refunds].filter(({ key }) => !settled.has(transactionName(key)))
  }
}

function purchasesOf({ tenders, reversals }: PaymentContext): readonly BatchRecord[] {
  const reversed = new Set(reversals.map(({ original }) => original.stan))
  return tenders.flatMap((tender): BatchRecord[] => {
    if (tender.kind !== 'card' || reversed.has(tender.stan)) return []
    const { stan, sentAt, amount, approval } = tender
    return [{ kind: 'purchase', key: { stan, sentAt }, amount, rrn: approval.rrn, approvalCode: approval.approvalCode }]
  })
}

/** What a settlement publishes of itself. */
function viewOf({ latest }: FlowRecord): SettlementView {
  return latest as unknown as SettlementView
}
