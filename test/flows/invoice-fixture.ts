/**
 * One invoice to try the chart on, and stories of it told as text: a line for each thing that happens, saying where the chart went
 * and what it then asked for.
 */
import { initialTransition, transition } from 'xstate'
import { splitAmounts } from '../../src/domain/amount-split.js'
import { money } from '../../src/domain/money.js'
import type { InvoiceInput } from '../../src/flows/invoice/invoice-context.js'
import type { InvoiceCommand, InvoiceResult } from '../../src/flows/invoice/invoice-events.js'
import { invoiceMachine } from '../../src/flows/invoice/invoice-machine.js'
import { INVOICE_POLICY } from '../../src/flows/invoice/invoice-policy.js'
import type { InvoiceSnapshot } from '../../src/flows/invoice/invoice-summary.js'
import type { Invoice, RedInvoice } from '../../src/ports/invoice-service.js'

/** 2026-11-22T14:00+08:00. */
export const ASKED_AT = Date.UTC(2026, 10, 22, 6)

const fen = (amountMinor: number) => money(amountMinor, 'CNY')

export const BUYER = { ref: 's1', masked: '北京远山科技有限公司 911****0020' } as const
export const OTHER_BUYER = { ref: 's2', masked: '李*' } as const
export const PERSON = { operator: 'lee', reason: 'seen at the tax office', evidence: 'photo 12' } as const
export const APPROVAL_NUMBER = '20261122-41000012-12345678'

export function inputOf(changes: Partial<InvoiceInput> = {}): InvoiceInput {
  return {
    ...{ seq: 7, at: ASKED_AT },
    saleId: 'T1-000042',
    terminalId: 'T1',
    operator: 'kim',
    channel: 'service',
    amounts: splitAmounts(fen(11_300), fen(0), fen(0), 1300),
    lines: [],
    buyer: BUYER,
    tradedAt: ASKED_AT - 60_000,
    policy: INVOICE_POLICY,
    ...changes,
  }
}

export function invoice(state: Invoice['state'], rest: Partial<Invoice> = {}): Invoice {
  const number = state === 'issued' ? { invoiceNumber: '26110000000000000001', issuedAt: ASKED_AT } : {}
  return { orderNumber: 'T1', state, ...number, ...rest }
}

export const taken = (state: Invoice['state'], rest: Partial<Invoice> = {}) =>
  ({ type: 'invoice.taken', invoice: invoice(state, rest) }) as const
export const found = (state: Invoice['state'], rest: Partial<Invoice> = {}) =>
  ({ type: 'invoiceQuery.found', invoice: invoice(state, rest) }) as const

const red = (state: RedInvoice['state']): RedInvoice =>
  state === 'issued'
    ? { orderNumber: 'T1', state, redInvoiceNumber: '26110000000000000002' }
    : { orderNumber: 'T1', state }
export const redTaken = (state: RedInvoice['state']) => ({ type: 'red.taken', red: red(state) }) as const
export const redFound = (state: RedInvoice['state']) => ({ type: 'redQuery.found', red: red(state) }) as const

export type Happening = (InvoiceCommand | InvoiceResult | { readonly after: string }) & { readonly waitMs?: number }

export interface Walk {
  readonly snapshot: InvoiceSnapshot
  readonly requested: readonly { readonly type: string; readonly params: unknown }[]
  /** Deadlines set by the last happening, by the name of their delay, in milliseconds from then. */
  readonly armed: Readonly<Record<string, number>>
  readonly seq: number
  readonly at: number
}

export function begin(input: InvoiceInput = inputOf()): Walk {
  const [snapshot, actions] = initialTransition(invoiceMachine, input)
  return { snapshot, ...read(actions), seq: input.seq, at: input.at }
}

export function walk(from: Walk, ...happenings: readonly Happening[]): Walk {
  return happenings.reduce((walked, { waitMs = 1_000, ...happening }) => {
    const seq = walked.seq + 1
    const at = walked.at + waitMs
    const type = 'after' in happening ? deadline(walked.snapshot, happening.after) : happening.type
    const event = { ...happening, type, seq, at } as never
    const [snapshot, actions] = transition(invoiceMachine, walked.snapshot, event)
    return { snapshot, ...read(actions), seq, at }
  }, from)
}

export function can(from: Walk, happening: InvoiceCommand | InvoiceResult): boolean {
  return from.snapshot.can({ ...happening, seq: from.seq + 1, at: from.at } as never)
}

/** `event → state, promise (why); asks effect`, or `event → nothing`. */
export function tell(from: Walk, ...happenings: readonly Happening[]): { lines: readonly string[]; end: Walk } {
  let end = from
  const lines = happenings.map((happening) => {
    const before = end.snapshot
    end = walk(end, happening)
    const name = 'after' in happening ? `after ${happening.after}` : happening.type
    if (end.snapshot === before) return `${name} → nothing`
    const { promise, why } = end.snapshot.context.standing
    const asks = end.requested.length === 0 ? '' : `; asks ${end.requested.map(({ type }) => type).join(', ')}`
    return `${name} → ${end.snapshot.value}, ${promise}${why === undefined ? '' : ` (${why})`}${asks}`
  })
  return { lines, end }
}

/** The parameters of the one effect asked for by the last happening. */
export function askedFor({ requested }: Walk, type: string): Readonly<Record<string, unknown>> {
  const [asked, ...more] = requested.filter((request) => request.type === type)
  if (!asked || more.length > 0) throw new Error(`${type} was asked for ${asked ? 'more than once' : 'not at all'}`)
  return asked.params as Readonly<Record<string, unknown>>
}

function deadline(snapshot: InvoiceSnapshot, delay: string): string {
  const armed = `xstate.after.${delay}.invoice.${snapshot.value}`
  if (!invoiceMachine.events.some((type) => String(type) === armed)) {
    throw new Error(`no deadline ${delay} is armed in ${snapshot.value}`)
  }
  return armed
}

function read(
  actions: readonly { readonly type: string; readonly params: unknown }[],
): Pick<Walk, 'requested' | 'armed'> {
  const armed = new Map<string, number>()
  for (const { type, params } of actions) {
    const { id, delay, sendId } = (params ?? {}) as Readonly<{ id: string; delay: number; sendId: string }>
    if (type === 'xstate.raise') armed.set(id, delay)
    if (type === 'xstate.cancel') armed.delete(sendId)
  }
  const requested = actions.filter(({ type }) => !type.startsWith('xstate.') && type.includes('.'))
  return {
    requested: requested.map(({ type, params }) => ({ type, params })),
    armed: Object.fromEntries([...armed].map(([id, delay]) => [id.split('.')[2], delay])),
  }
}
