/** What flows publish of themselves, as lists read it without folding anything: one reader for all of them. */
import type { AmendmentKind } from '../domain/amendment-record.js'
import { isFailureCode } from '../domain/failures.js'
import type { Money } from '../domain/money.js'
import type { OwedPromise } from '../domain/promises.js'
import type { FlowRecord } from '../ports/journal.js'

/** A document of a sale or an amendment. */
export interface PublishedDocument {
  readonly kind: 'issue' | 'revoke'
  readonly state: 'due' | 'done'
  readonly amount: Money
  readonly documentNumber?: string
  readonly approvalNumber?: string
  readonly tradeDate?: string
  readonly dueAt?: number
  readonly atRisk?: Money
  readonly isCompulsory?: boolean
  readonly hostCode?: string
}

export interface PublishedFlow {
  readonly flowId: string
  readonly kind: 'sale' | AmendmentKind | 'settlement' | 'invoice'
  readonly openedAt: number
  readonly total: Money
  readonly owed: readonly OwedPromise[]
  /** The step its tax is at, where it has any. */
  readonly taxStep?: string
  readonly documents: readonly PublishedDocument[]
  readonly halfWay?: 'cancelledNotReissued' | 'reissuedNotCancelled'
}

interface Latest {
  readonly kind?: AmendmentKind
  readonly openedAt: number
  readonly total: Money
  readonly owed: readonly (Omit<OwedPromise, 'why'> & { readonly why?: string })[]
  readonly state: { readonly tax?: unknown }
  readonly halfWay?: PublishedFlow['halfWay']
  readonly tax?: Partial<PublishedDocument> & { readonly steps?: readonly PublishedDocument[] }
}

interface LatestSettlement {
  readonly openedAt: number
  readonly promise: 'done' | 'owed' | 'unknown' | 'notNeeded'
  readonly why?: string
  readonly hostCode?: string
  readonly totals: {
    readonly currency: Money['currency']
    readonly purchases: { readonly amountMinor: number }
    readonly refunds: { readonly amountMinor: number }
  }
}

interface LatestInvoice {
  readonly requestedAt: number
  readonly promise: LatestSettlement['promise']
  readonly why?: string
  readonly hostCode?: string
  readonly total: Money
}

/** Undefined for a flow that never published. */
export function publishedFlow({ flowId, chart, latest }: FlowRecord): PublishedFlow | undefined {
  if (!latest) return undefined
  if (chart.startsWith('settlement@')) return settlement(flowId, latest as unknown as LatestSettlement)
  if (chart.startsWith('invoice@')) return invoice(flowId, latest as unknown as LatestInvoice)
  const { kind = 'sale', openedAt, total, owed, state, halfWay, tax } = latest as unknown as Latest
  return {
    ...{ flowId, kind, openedAt, total },
    owed: owed.map(({ promise, state: stands, why, hostCode }) => ({
      ...{ promise, state: stands },
      ...reasonOf(why, hostCode),
    })),
    ...(state.tax !== undefined && { taxStep: innermost(state.tax) }),
    documents: tax?.steps ?? (tax?.amount ? [documentOf(tax)] : []),
    ...(halfWay && { halfWay }),
  }
}

function documentOf(tax: Partial<PublishedDocument>): PublishedDocument {
  const { amount, ...rest } = tax
  if (!amount) throw new Error('a document without an amount was published')
  return { ...rest, kind: 'issue', state: tax.approvalNumber === undefined ? 'due' : 'done', amount }
}

function settlement(flowId: string, { openedAt, promise, why, hostCode, totals }: LatestSettlement): PublishedFlow {
  const { currency, purchases, refunds } = totals
  const stands = promise === 'owed' || promise === 'unknown' ? promise : undefined
  return {
    ...{ flowId, kind: 'settlement', openedAt, documents: [] },
    total: { amountMinor: purchases.amountMinor - refunds.amountMinor, currency },
    owed: stands ? [{ promise: 'money', state: stands, ...reasonOf(why, hostCode) }] : [],
  }
}

function invoice(flowId: string, { requestedAt, promise, why, hostCode, total }: LatestInvoice): PublishedFlow {
  const stands = promise === 'owed' || promise === 'unknown' ? promise : undefined
  return {
    ...{ flowId, kind: 'invoice', openedAt: requestedAt, total, documents: [] },
    owed: stands ? [{ promise: 'tax', state: stands, ...reasonOf(why, hostCode) }] : [],
  }
}

function reasonOf(why: string | undefined, hostCode: string | undefined): Pick<OwedPromise, 'why' | 'hostCode'> {
  if (why === undefined || !isFailureCode(why)) return {}
  return hostCode === undefined ? { why } : { why, hostCode }
}

function innermost(value: unknown): string {
  return typeof value === 'object' && value !== null ? innermost(Object.values(value)[0]) : String(value)
}
