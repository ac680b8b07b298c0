/**
 * What can be seen at one moment of a scenario: every sale and amendment it has a name for, the counterparts' own books, and
 * the papers. Plain data in the shape in which scenarios write what they expect.
 */
import { type Money, money, subtract, sum } from '../domain/money.js'
import type { AmendmentView } from '../terminal/amendment-view.js'
import type { SaleView } from '../terminal/sale-view.js'
import type { SettlementView } from '../terminal/settlement-flow.js'
import type { ReplayStage, StageBooks } from './replay-stage.js'

/** Sales and amendments by the names the scenario gives them. */
export interface Cast {
  readonly sales: ReadonlyMap<string, string>
  readonly amendments: ReadonlyMap<string, string>
  readonly settlements: ReadonlyMap<string, string>
  readonly invoices: ReadonlyMap<string, string>
}

/** As every language marks a copy. */
const COPY_MARK = /재발행 #\d|重打印 第\d|COPY \d/

export function observe(stage: ReplayStage, { sales, amendments, settlements, invoices }: Cast) {
  const { terminal } = stage
  const books = stage.books()
  return {
    // The goods of an exchange are sold once it is confirmed.
    sales: mapped(new Map([...sales].filter(([, saleId]) => terminal.knows(saleId))), (saleId) => {
      const account = terminal.account(saleId)
      return { ...saleSeen(terminal.view(saleId)), ...(account.ok && { left: account.value.refundable }) }
    }),
    amendments: mapped(amendments, (amendmentId) => amendmentSeen(terminal.amendment(amendmentId))),
    settlements: mapped(settlements, (settlementId) => settlementSeen(terminal.settlements.view(settlementId))),
    invoices: mapped(invoices, (invoiceId) => terminal.invoices.view(invoiceId)),
    host: { captured: books.host.captured, transactions: books.host.transactions },
    gateway: { standing: standing(books), documents: books.gateway },
    invoiceService: { invoices: books.invoices },
    papers: papersSeen(books),
    owing: [...terminal.openSales(), ...terminal.openAmendments()].filter(
      ({ latest }) => latest?.['stage'] !== 'complete',
    ).length,
  }
}

export type Observation = ReturnType<typeof observe>

function mapped<T>(cast: ReadonlyMap<string, string>, seen: (id: string) => T): Readonly<Record<string, T>> {
  return Object.fromEntries([...cast].map(([name, id]) => [name, seen(id)]))
}

function saleSeen(view: SaleView) {
  const { stage, promises, steps, total, due, change, toReturn, notice, owed, tax, record, reversalRepeats } = view
  return {
    ...{ stage, promises, total, due, change, toReturn, ...steps },
    why: whyOf(owed),
    tenders: record.tenders.map(({ kind, amount }) => ({ by: kind, amount })),
    ...(notice && { notice: notice.failure }),
    ...(notice?.hostCode !== undefined && { hostCode: notice.hostCode }),
    ...(tax.failure && { taxFailure: tax.failure }),
    ...(reversalRepeats !== undefined && { reversals: reversalRepeats }),
  }
}

function amendmentSeen({ kind, stage, promises, steps, total, halfWay, owed, tax, record, payout }: AmendmentView) {
  const hostCode = payout?.hostCode ?? tax.hostCode
  return {
    ...{ kind, stage, promises, total, ...steps },
    why: whyOf(owed),
    payouts: record.payouts.map(({ by, manner, state, amount }) => ({ by, state, amount, ...(manner && { manner }) })),
    taxSteps: record.taxSteps.map((step) => ({ kind: step.kind, state: step.state, amount: step.amounts.total })),
    ...(halfWay && { halfWay }),
    ...(tax.failure && { taxFailure: tax.failure }),
    ...(hostCode !== undefined && { hostCode }),
  }
}

function settlementSeen(view: SettlementView) {
  const { step, promise, why, hostCode, detail, batchNumber, totals, findings } = view
  const sumOf = ({ count, amountMinor }: SettlementView['totals']['purchases']) => ({
    ...{ count, amount: money(amountMinor, totals.currency) },
  })
  return {
    ...{ step, promise, batch: batchNumber, purchases: sumOf(totals.purchases), refunds: sumOf(totals.refunds) },
    ...(why && { why }),
    ...(hostCode !== undefined && { hostCode }),
    ...(detail !== undefined && { detail }),
    ...(findings && {
      findings: findings.map((found) => ({
        ...{ finding: found.finding, kind: found.transaction.kind, amount: found.transaction.amount },
        ...(found.finding === 'amountDiffers' && { inFile: found.inFile }),
      })),
    }),
  }
}

/** By promise; one kept has no reason. */
function whyOf(owed: readonly { readonly promise: string; readonly why?: string }[]): Readonly<Record<string, string>> {
  return Object.fromEntries(owed.flatMap(({ promise, why }) => (why === undefined ? [] : [[promise, why]])))
}

function standing({ gateway, host }: StageBooks): Money {
  const total = (kind: 'issue' | 'revoke') =>
    sum(
      gateway.filter((document) => document.kind === kind && !document.rejected).map(({ amount }) => amount),
      gateway[0]?.amount.currency ?? host.captured.currency,
    )
  return subtract(total('issue'), total('revoke'))
}

function papersSeen({ papers, drawerOpened }: StageBooks) {
  const texts = papers.map(({ text }) => text)
  return {
    count: papers.length,
    copies: texts.filter((text) => COPY_MARK.test(text)).length,
    atSecondPrinter: papers.filter(({ printer }) => printer === 'second').length,
    drawerOpened,
    lastCodes: papers.at(-1)?.codes.length ?? 0,
    texts,
  }
}
