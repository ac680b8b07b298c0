/** One payment to try charts on: its sale, its input, and a driver that steps it through events in order. */
import { initialTransition, transition } from 'xstate'
import type { Approval } from '../../src/domain/approval.js'
import type { CardSummary } from '../../src/domain/card.js'
import { type Currency, money } from '../../src/domain/money.js'
import { type PricedSale, priceSale } from '../../src/domain/sale.js'
import type { PaymentInput } from '../../src/flows/payment/payment-context.js'
import type { PaymentCommand, PaymentResult } from '../../src/flows/payment/payment-events.js'
import { paymentMachine } from '../../src/flows/payment/payment-machine.js'
import { KOREAN_POLICY, type PaymentPolicy } from '../../src/flows/payment/payment-policy.js'
import type { TaxDocument } from '../../src/ports/tax-authority.js'

/** 2026-11-22T14:00+09:00. */
export const OPENED_AT = Date.UTC(2026, 10, 22, 5)

export function saleOf(amountMinor: number, currency: Currency = 'KRW'): PricedSale {
  const priced = priceSale({
    currency,
    lines: [{ name: 'Americano', quantityThousandths: 1000, unitPrice: money(amountMinor, currency) }],
    vatRateBasisPoints: 1000,
  })
  if (!priced.ok) throw new Error(`${priced.problem.field}: ${priced.problem.rule}`)
  return priced.value
}

export function inputOf(amountMinor: number, policy: PaymentPolicy = KOREAN_POLICY): PaymentInput {
  return {
    seq: 1,
    at: OPENED_AT,
    saleId: 'T1-000001',
    terminalId: 'T1',
    operator: 'kim',
    language: 'ko',
    training: false,
    sale: saleOf(amountMinor),
    policy,
  }
}

export const CARD: CardSummary = { maskedPan: '536112******1234', entryMode: 'chip', hasChip: true }
export const SWIPED_CHIP_CARD: CardSummary = { ...CARD, entryMode: 'swipe' }
export const APPROVAL: Approval = {
  approvalCode: '000123',
  rrn: '000000000123',
  approvedAt: OPENED_AT,
  issuerName: 'KB',
  acquirerName: 'BC',
  merchantNumber: '70000001',
  terminalNumber: 'T1',
}
export const IDENTIFIER = { ref: 's1', kind: 'mobileNumber', masked: '010****5678' } as const

export function taxDocument(status: TaxDocument['status']): TaxDocument {
  return { documentNumber: 'T1-261122-000009', approvalNumber: 'TB0000178', tradeDate: '20261122', status }
}

export type PaymentSnapshot = ReturnType<typeof initialTransition<typeof paymentMachine>>[0]

/** What a printer tells on the way is about the print under way, unless it names another. */
type OfThisPrint<Event> = Event extends { readonly type: 'printer.sending' | 'printer.paused' | 'printer.resumed' }
  ? Omit<Event, 'jobId'> & { readonly jobId?: string }
  : Event

/** What happens, with an optional wait before it. Deadlines are named by their delay, e.g. `after: 'cardWait'`. */
export type Happening = (PaymentCommand | OfThisPrint<PaymentResult> | { readonly after: string }) & {
  readonly waitMs?: number
}

export interface Walk {
  readonly snapshot: PaymentSnapshot
  /** Effects requested by the last happening, in order. */
  readonly requested: readonly { readonly type: string; readonly params: unknown }[]
  /** Deadlines set by the last happening, by the name of their delay, in milliseconds from then. */
  readonly armed: Readonly<Record<string, number>>
  readonly seq: number
  readonly at: number
}

export function begin(input: PaymentInput): Walk {
  const [snapshot, actions] = initialTransition(paymentMachine, input)
  return { snapshot, requested: requestsIn(actions), armed: deadlinesIn(actions), seq: input.seq, at: input.at }
}

export function walk(from: Walk, ...happenings: readonly Happening[]): Walk {
  return happenings.reduce(step, from)
}

function step(from: Walk, { waitMs = 1_000, ...happening }: Happening): Walk {
  const seq = from.seq + 1
  const at = from.at + waitMs
  const { jobId } = from.snapshot.context.paper
  const event = { ...('after' in happening ? { type: deadline(happening.after) } : { jobId, ...happening }), seq, at }
  const [snapshot, actions] = transition(
    paymentMachine,
    from.snapshot,
    event as Parameters<typeof transition<typeof paymentMachine>>[2],
  )
  return { snapshot, requested: requestsIn(actions), armed: deadlinesIn(actions), seq, at }

  function deadline(delay: string): string {
    const due = paymentMachine.events.filter((type) => String(type).startsWith(`xstate.after.${delay}.`))
    const armed = due.find((type) => from.snapshot.can({ type, seq, at } as never))
    if (armed === undefined) throw new Error(`no deadline ${delay} is armed in ${JSON.stringify(from.snapshot.value)}`)
    return armed
  }
}

/** Whether the chart would act on this now. */
export function can(from: Walk, happening: PaymentCommand | PaymentResult): boolean {
  return from.snapshot.can({ ...happening, seq: from.seq + 1, at: from.at })
}

interface ChartAction {
  readonly type: string
  readonly params: unknown
}

/** `xstate.after.cardWait.payment.money…` is the delay `cardWait` of some state. A state left again takes its own back. */
function deadlinesIn(actions: readonly ChartAction[]): Walk['armed'] {
  const armed = new Map<string, number>()
  for (const { type, params } of actions) {
    const { id, delay, sendId } = (params ?? {}) as {
      readonly id: string
      readonly delay: number
      readonly sendId: string
    }
    if (type === 'xstate.raise') armed.set(id, delay)
    if (type === 'xstate.cancel') armed.delete(sendId)
  }
  return Object.fromEntries([...armed].map(([id, delay]) => [id.split('.')[2], delay]))
}

function requestsIn(actions: readonly ChartAction[]): Walk['requested'] {
  return actions
    .filter(({ type }) => !type.startsWith('xstate.') && type.includes('.'))
    .map(({ type, params }) => ({ type, params }))
}
