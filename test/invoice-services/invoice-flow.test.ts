/**
 * The invoice chart on the real path: run by the terminal's own runner over a real journal, its effects through the production
 * driver to the emulated service, over sockets and in virtual time. Among others, the till dies in the middle.
 */
import { describe, expect, it } from 'vitest'
import type { ServiceFault } from '../../drivers/invoice-services/emulated/service-faults.js'
import { buyerText } from '../../src/flows/invoice/invoice-buyer.js'
import { INVOICE_WITHDRAWALS } from '../../src/flows/invoice/invoice-effects.js'
import { INVOICE_CHART, invoiceMachine } from '../../src/flows/invoice/invoice-machine.js'
import { INVOICE_POLICY } from '../../src/flows/invoice/invoice-policy.js'
import { invoiceSummary, isInvoiceFinished } from '../../src/flows/invoice/invoice-summary.js'
import type { Journal, JsonObject } from '../../src/ports/journal.js'
import type { FlowEvent } from '../../src/terminal/effect-table.js'
import { invoiceEffects } from '../../src/terminal/effects/invoice-effects.js'
import { FlowRunner } from '../../src/terminal/flow-runner.js'
import { journalIn, ownedFolder } from '../journal/opened-journal.js'
import {
  AMOUNTS,
  BUYER_NAME,
  BUYER_TAX_NUMBER,
  HOUR_MS,
  LINES,
  PHONE,
  SHOP,
  WRONG_TAX_NUMBER,
} from './invoice-samples.js'
import { arrival, type Opened, type OpenOptions, openings } from './opened-service.js'

const open = openings()
const FLOW = 'invoice T1-000042'
const ORDER = 'T1MHB7X0QK0016'

const SEALED: Readonly<Record<string, string>> = {
  s1: buyerText({ name: BUYER_NAME, taxNumber: BUYER_TAX_NUMBER, phone: PHONE }),
  s2: JSON.stringify({ name: '远山', taxNumber: WRONG_TAX_NUMBER }),
}

const PERSON = { operator: 'kim', reason: 'the goods came back' }

interface Till extends Opened {
  readonly journal: Journal
  readonly runner: FlowRunner<typeof invoiceMachine>
  readonly faults: unknown[]
}

function runnerOver({ service, clock }: Opened, journal: Journal, faults: unknown[]) {
  return new FlowRunner({
    definition: {
      chart: INVOICE_CHART,
      machine: invoiceMachine,
      publish: invoiceSummary,
      isFinished: isInvoiceFinished,
      withdrawals: INVOICE_WITHDRAWALS,
    },
    journal,
    clock,
    effects: invoiceEffects({ invoiceService: service, shop: SHOP, reveal: (ref) => SEALED[ref] }),
    onFault: ({ error }) => faults.push(error),
    onStep: () => undefined,
  })
}

async function till(options: OpenOptions = {}, ref = 's1'): Promise<Till> {
  const at = await askedFor(options, ref)
  await at.runner.quiet(FLOW)
  return at
}

/** An invoice asked for, its request still on the way. */
async function askedFor(options: OpenOptions = {}, ref = 's1'): Promise<Till> {
  const opened = await open(options)
  const journal = journalIn(ownedFolder())
  const faults: unknown[] = []
  const runner = runnerOver(opened, journal, faults)
  const input = {
    ...{ saleId: 'T1-000042', terminalId: 'T1', operator: 'kim', channel: 'service', orderNumber: ORDER },
    ...{ amounts: AMOUNTS, lines: LINES, buyer: { ref, masked: '北京*' }, policy: INVOICE_POLICY },
    tradedAt: opened.clock.now(),
  }
  runner.open(FLOW, input as unknown as JsonObject)
  return { ...opened, journal, runner, faults }
}

/** Lets time pass in small steps, and what falls due be answered over the wire. */
async function pass(
  { clock, runner }: Pick<Till, 'clock' | 'runner'>,
  durationMs: number,
  stepMs = 1_000,
): Promise<void> {
  for (let left = durationMs; left > 0; left -= stepMs) {
    await clock.advance(stepMs)
    await runner.quiet(FLOW)
  }
}

async function act({ runner }: Pick<Till, 'runner'>, event: object): Promise<void> {
  runner.step(FLOW, event as FlowEvent)
  await runner.quiet(FLOW)
}

const stateOf = ({ runner }: Pick<Till, 'runner'>) => runner.snapshot(FLOW).value

describe('an invoice run by the terminal', () => {
  it('is issued, published, closed, and leaves nothing of the buyer in the journal', async () => {
    const at = await till()
    await pass(at, 12_000)
    expect(stateOf(at)).toBe('issued')
    expect(at.journal.flow(FLOW)).toMatchObject({
      closed: true,
      latest: { state: 'issued', promise: 'done', invoiceNumber: at.server.ledger.find(ORDER)?.invoiceNumber },
    })
    const written = JSON.stringify(at.journal.entries(FLOW))
    for (const secret of [BUYER_NAME, BUYER_TAX_NUMBER, PHONE]) expect(written).not.toContain(secret)
    expect(at.faults).toEqual([])
  })

  const FAULTS: readonly Extract<ServiceFault, { on: string }>['fault'][] = [
    { kind: 'dropRequest' },
    { kind: 'dropReply' },
    { kind: 'closeMidReply' },
    { kind: 'garbage' },
    { kind: 'httpStatus', status: 503 },
    { kind: 'refusal', code: 'E9999', processed: true },
  ]
  it.each(FAULTS)('is issued once in the end though its request met %o', async (fault) => {
    const at = await till({ faults: [{ on: 'request', fault }] })
    await pass(at, 30_000)
    expect(stateOf(at)).toBe('issued')
    expect(at.server.ledger.invoices()).toHaveLength(1)
  })

  it('is issued once though the till died before it heard the answer', async () => {
    const at = await askedFor({ faults: [{ on: 'request', fault: { kind: 'delay', delayMs: 60_000 } }] })
    await arrival(at.server, 'request')
    await at.runner.stop()
    expect(at.journal.openIntents(FLOW)).toMatchObject([{ type: 'invoice.request' }])
    const runner = runnerOver(at, at.journal, at.faults)
    runner.recover()
    expect(runner.snapshot(FLOW).value).toBe('querying')
    await pass({ ...at, runner }, 20_000)
    expect(runner.snapshot(FLOW).value).toBe('issued')
    expect(at.server.ledger.invoices()).toHaveLength(1)
  })

  it('asked for by the customer’s phone first is found, not doubled', async () => {
    const opened = await open()
    const total = AMOUNTS.total
    const page = opened.service.pageFor({ orderNumber: ORDER, total, vat: AMOUNTS.vat, tradedAt: opened.clock.now() })
    const form = { kind: 'company', name: BUYER_NAME, taxNumber: BUYER_TAX_NUMBER, phone: PHONE }
    await fetch(page ?? '', { method: 'POST', body: new URLSearchParams(form) })
    const journal = journalIn(ownedFolder())
    const runner = runnerOver(opened, journal, [])
    const input = {
      ...{ saleId: 'T1-000042', terminalId: 'T1', operator: 'kim', channel: 'service', orderNumber: ORDER },
      ...{ amounts: AMOUNTS, lines: LINES, buyer: { ref: 's1', masked: '北京*' }, policy: INVOICE_POLICY },
      tradedAt: opened.clock.now(),
    }
    runner.open(FLOW, input as unknown as JsonObject)
    await runner.quiet(FLOW)
    await pass({ ...opened, runner }, 12_000)
    expect(runner.snapshot(FLOW).value).toBe('issued')
    expect(opened.server.ledger.invoices()).toMatchObject([{ via: 'page' }])
  })

  it('whose buyer’s details are erased, or none, is refused and never sent', async () => {
    for (const ref of ['gone', 's2']) {
      const at = await till({}, ref)
      expect(stateOf(at)).toBe('failed')
      expect(at.server.requestCount('request')).toBe(0)
      await at.runner.stop()
    }
  })

  it('is signed again until it is', async () => {
    const at = await till({ rules: { buyers: [{ buyer: BUYER_NAME, failSigning: 2 }] } })
    await pass(at, 60_000)
    expect(stateOf(at)).toBe('issued')
    expect(at.server.ledger.resigns(ORDER)).toHaveLength(2)
  })

  it('is taken back when the buyer agrees, though the answer to the first try was lost', async () => {
    const at = await till()
    await pass(at, 12_000)
    at.server.buyerBooks(ORDER)
    await at.server.script({ on: 'red', fault: { kind: 'dropReply' } })
    await act(at, { type: 'red.asked', why: 'goodsReturned', ...PERSON })
    await pass(at, 20_000)
    expect(stateOf(at)).toBe('awaitingBuyer')
    expect(at.journal.flow(FLOW)).toMatchObject({ closed: false, latest: { why: 'invoice.awaitingConfirmation' } })
    const { billId = '' } = at.server.ledger.reds()[0] ?? {}
    at.server.buyerAnswers(billId, true)
    await pass(at, 7 * HOUR_MS, HOUR_MS / 2)
    expect(stateOf(at)).toBe('voided')
    expect(at.server.ledger.reds()).toHaveLength(1)
  })

  it('stands again when the buyer lets 72 hours pass, and a person decides', async () => {
    const at = await till()
    await pass(at, 12_000)
    at.server.buyerBooks(ORDER)
    await act(at, { type: 'red.asked', why: 'issuedInError', ...PERSON })
    await pass(at, 20_000)
    await pass(at, 80 * HOUR_MS, HOUR_MS)
    expect(stateOf(at)).toBe('stillStanding')
    await act(at, { type: 'red.givenUp', operator: 'park', reason: 'the buyer keeps the goods' })
    expect(at.journal.flow(FLOW)).toMatchObject({ closed: true, latest: { state: 'issued', promise: 'done' } })
  })
})
