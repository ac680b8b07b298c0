/**
 * Everything a till had open when it was started – sales, refunds, corrections, card days, invoices – each told of as it goes
 * on, waited for while it goes by itself, and summed up at the end.
 */
import type { FlowRecord } from '../ports/journal.js'
import type { Terminal } from '../terminal/terminal.js'
import { AmendmentTranscript } from './amend/amendment-transcript.js'
import { isAmendmentPassing } from './amend/carry-out.js'
import { INVOICE_RESTS, invoiceLines } from './invoice-lines.js'
import type { Till } from './open-till.js'
import { SaleTranscript, type TranscriptSetup } from './sale-transcript.js'
import { SETTLEMENT_RESTS, SettlementTranscript } from './settlement-transcript.js'
import { isUnderWay } from './under-way.js'

export interface OpenWork {
  readonly flowId: string
  /** Writes down what moved since the last look. */
  saw(): void
  summary(): void
  /** Nothing of it is owed or in doubt. */
  isDone(): boolean
  /** Resolves once nothing more happens to it without a person, or without a day going by. */
  rest(): Promise<unknown>
}

export interface OpenWorkSetup extends TranscriptSetup {
  /** Nobody waits longer than this; epoch milliseconds. */
  readonly untilMs: number
}

/** In the order they were opened. @param alsoFlow also where nothing is owed on it. */
export function openWork(till: Till, setup: OpenWorkSetup, alsoFlow?: string): readonly OpenWork[] {
  return till.journal.flows().flatMap((flow) => {
    const work = flow.closed ? undefined : workOf(flow, till, setup)
    return work && (flow.flowId === alsoFlow || !work.isDone()) ? [work] : []
  })
}

function workOf({ flowId, chart }: FlowRecord, till: Till, setup: OpenWorkSetup): OpenWork | undefined {
  const [kind] = chart.split('@', 1)
  switch (kind) {
    case 'payment':
      return saleWork(flowId, till, setup)
    case 'amendment':
      return amendmentWork(flowId, till, setup)
    case 'settlement':
      return settlementWork(flowId, till.terminal, setup)
    case 'invoice':
      return invoiceWork(flowId, till.terminal, setup)
    default:
      return undefined
  }
}

/** Nothing of the flow is under way and no deadline of it falls due in time: it waits for a person, or for another day. */
function isStill({ journal }: Till, flowId: string, untilMs: number): boolean {
  return journal.openIntents(flowId).length === 0 && journal.openDeadlines(flowId).every(({ dueAt }) => dueAt > untilMs)
}

function saleWork(flowId: string, till: Till, setup: OpenWorkSetup): OpenWork {
  const { terminal } = till
  return followed(flowId, {
    transcript: new SaleTranscript(setup),
    view: () => terminal.view(flowId),
    reaching: (until) => terminal.reaching(flowId, until),
    isPassing: isUnderWay,
    isStill: () => isStill(till, flowId, setup.untilMs),
  })
}

function amendmentWork(flowId: string, till: Till, setup: OpenWorkSetup): OpenWork {
  const { terminal } = till
  return followed(flowId, {
    transcript: new AmendmentTranscript(setup),
    view: () => terminal.amendment(flowId),
    reaching: (until) => terminal.amendmentReaching(flowId, until),
    isPassing: isAmendmentPassing,
    isStill: () => isStill(till, flowId, setup.untilMs),
  })
}

interface Followed<View> {
  readonly transcript: { saw(view: View): void; summary(view: View): void }
  readonly view: () => View
  readonly reaching: (until: (view: View) => boolean) => Promise<unknown>
  readonly isPassing: (view: View) => boolean
  readonly isStill: () => boolean
}

/** A flow with promises: at rest when they are kept and nothing is under way, or when nothing goes on by itself. */
function followed<View extends { readonly stage: string }>(flowId: string, parts: Followed<View>): OpenWork {
  const { transcript, view, reaching, isPassing, isStill: standsStill } = parts
  return {
    flowId,
    saw: () => transcript.saw(view()),
    summary: () => transcript.summary(view()),
    isDone: () => view().stage === 'complete',
    rest: () => reaching((seen) => (seen.stage === 'complete' && !isPassing(seen)) || standsStill()),
  }
}

function settlementWork(flowId: string, { settlements }: Terminal, setup: TranscriptSetup): OpenWork {
  const transcript = new SettlementTranscript(setup)
  const view = () => settlements.view(flowId)
  return {
    flowId,
    saw: () => transcript.saw(view()),
    summary: () => transcript.summary(view()),
    isDone: () => view().promise === 'done',
    rest: () => settlements.reaching(flowId, ({ step }) => SETTLEMENT_RESTS.has(step)),
  }
}

function invoiceWork(flowId: string, { invoices }: Terminal, { write, language }: TranscriptSetup): OpenWork {
  const view = () => invoices.view(flowId)
  return {
    flowId,
    saw: () => undefined,
    summary: () => {
      for (const line of invoiceLines(flowId, view(), language)) write(line)
    },
    isDone: () => view().promise === 'done' || view().promise === 'notNeeded',
    rest: () => invoices.reaching(flowId, ({ step }) => INVOICE_RESTS.has(step)),
  }
}
