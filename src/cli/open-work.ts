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

/** In the order they were opened. @param alsoFlow also where nothing is owed on it. */
export function openWork({ terminal, journal }: Till, setup: TranscriptSetup, alsoFlow?: string): readonly OpenWork[] {
  return journal.flows().flatMap((flow) => {
    const work = flow.closed ? undefined : workOf(flow, terminal, setup)
    return work && (flow.flowId === alsoFlow || !work.isDone()) ? [work] : []
  })
}

function workOf({ flowId, chart }: FlowRecord, terminal: Terminal, setup: TranscriptSetup): OpenWork | undefined {
  const [kind] = chart.split('@', 1)
  switch (kind) {
    case 'payment':
      return saleWork(flowId, terminal, setup)
    case 'amendment':
      return amendmentWork(flowId, terminal, setup)
    case 'settlement':
      return settlementWork(flowId, terminal, setup)
    case 'invoice':
      return invoiceWork(flowId, terminal, setup)
    default:
      return undefined
  }
}

function saleWork(flowId: string, terminal: Terminal, setup: TranscriptSetup): OpenWork {
  const transcript = new SaleTranscript(setup)
  const view = () => terminal.view(flowId)
  return {
    flowId,
    saw: () => transcript.saw(view()),
    summary: () => transcript.summary(view()),
    isDone: () => view().stage === 'complete',
    rest: () => terminal.reaching(flowId, (sale) => sale.stage === 'complete' && !isUnderWay(sale)),
  }
}

function amendmentWork(flowId: string, terminal: Terminal, setup: TranscriptSetup): OpenWork {
  const transcript = new AmendmentTranscript(setup)
  const view = () => terminal.amendment(flowId)
  return {
    flowId,
    saw: () => transcript.saw(view()),
    summary: () => transcript.summary(view()),
    isDone: () => view().stage === 'complete',
    rest: () => terminal.amendmentReaching(flowId, (found) => found.stage === 'complete' && !isAmendmentPassing(found)),
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
