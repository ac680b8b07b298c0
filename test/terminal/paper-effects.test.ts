/** A print as it is handed to the printer and as its answer is handed on: with its time, its notices, and its evidence. */
import { describe, expect, it } from 'vitest'
import { accepted, type Outcome, unavailable, unknown } from '../../src/domain/outcome.js'
import type {
  PrintEvidence,
  PrinterDescription,
  PrintJob,
  PrintOutcome,
  ReceiptPrinter,
} from '../../src/ports/receipt-printer.js'
import type { FlowEvent } from '../../src/terminal/effect-table.js'
import { paperEffects } from '../../src/terminal/effects/paper-effects.js'

const DESCRIPTION: PrinterDescription = {
  ...{ columns: 42, confirmation: 'process-id', maker: '', model: '', firmware: '', serial: '', mountedFont: '' },
  profile: { name: 'generic', chosen: 'assumed' },
  scripts: { korean: 'font', chinese: 'picture' },
}
const EVIDENCE: PrintEvidence = {
  ...{ end: 'confirmed', bytesAccepted: 612, wholeAccepted: true, replies: '37223030303700' },
  status: { online: true, paper: 'nearEnd', coverOpen: false, cutter: 'ready', drawer: 'low' },
}
const ISSUE = { printer: 'main', jobId: '0007', copyNumber: 0, printedAt: 1_000, expiresAt: 601_000 } as const

/** A printer of few words: described as it is told, and every print ends as it is told. */
class ToldPrinter implements ReceiptPrinter {
  readonly address = 'told:'
  readonly jobs: PrintJob[] = []
  pulses = 0

  constructor(
    readonly ends: PrintOutcome,
    readonly describes: Outcome<PrinterDescription> = accepted(DESCRIPTION),
  ) {}

  async describe() {
    return this.describes
  }
  async status() {
    return unknown('timeout')
  }
  follow() {
    return () => undefined
  }
  async print(job: PrintJob, watch: Parameters<ReceiptPrinter['print']>[1]) {
    this.jobs.push(job)
    watch({ kind: 'sending' })
    watch({ kind: 'paused', failure: 'printer.coverOpen' })
    watch({ kind: 'resumed' })
    return this.ends
  }
  discardEarlier(): void {
    throw new Error('nothing was printed by an earlier process')
  }
  async openDrawer() {
    this.pulses += 1
    return accepted({})
  }
  close() {
    return Promise.resolve()
  }
}

async function printed(issue: { printer: 'main' | 'fallback' }, printer: ToldPrinter, fallbackPrinter?: ToldPrinter) {
  const layOut = () => ({ language: 'ko', lines: [{ kind: 'cut' }] }) as const
  const table = paperEffects({ printer, layOut, ...(fallbackPrinter && { fallbackPrinter }) })
  const notices: FlowEvent[] = []
  const notify = (event: FlowEvent) => notices.push(event)
  const { signal } = new AbortController()
  const intent = { key: 'T1-000001/7/printer.print', type: 'printer.print', params: { ...ISSUE, ...issue } }
  const answer = await table['printer.print'].run(intent, { flowId: 'T1-000001', signal, notify })
  return { answer, notices }
}

describe('a print', () => {
  it('takes its job ID and its time with it, and its notices back under that ID', async () => {
    const printer = new ToldPrinter({ ...accepted({ confirmation: 'process-id' as const }), evidence: EVIDENCE })
    const { notices } = await printed({ printer: 'main' }, printer)
    expect(printer.jobs).toEqual([{ jobId: '0007', language: 'ko', lines: [{ kind: 'cut' }], expiresAt: 601_000 }])
    expect(notices).toEqual([
      { type: 'printer.sending', jobId: '0007' },
      { type: 'printer.paused', jobId: '0007', failure: 'printer.coverOpen' },
      { type: 'printer.resumed', jobId: '0007' },
    ])
  })

  it.each<[string, PrintOutcome, object]>([
    [
      'done',
      accepted({ confirmation: 'process-id' as const }),
      { type: 'printer.printed', confirmation: 'process-id', evidence: EVIDENCE },
    ],
    ['unknown', unknown('disconnected'), { type: 'printer.unknown', reason: 'disconnected', evidence: EVIDENCE }],
    [
      'not begun',
      unavailable('printer.expired'),
      { type: 'printer.notPrinted', failure: 'printer.expired', evidence: EVIDENCE },
    ],
  ])('that is %s carries what that rests on, where there is anything', async (_what, ends, event) => {
    const told = await printed({ printer: 'main' }, new ToldPrinter({ ...ends, evidence: EVIDENCE }))
    expect(told.answer).toEqual(event)
    const untold = await printed({ printer: 'main' }, new ToldPrinter(ends))
    expect(untold.answer).not.toHaveProperty('evidence')
  })

  it('goes to the printer it names, and to no other', async () => {
    const [main, fallback] = [new ToldPrinter(unknown('timeout')), new ToldPrinter(unknown('timeout'))]
    await printed({ printer: 'fallback' }, main, fallback)
    expect([main.jobs.length, fallback.jobs.length]).toEqual([0, 1])
  })

  it.each([
    ['is not there any more', undefined, 'printer.unreachable'],
    ['cannot be described', new ToldPrinter(unknown('timeout'), unavailable('printer.forbidden')), 'printer.forbidden'],
  ])('at a printer that %s is certain not to have happened', async (_what, fallback, failure) => {
    const main = new ToldPrinter(unknown('timeout'))
    const { answer } = await printed({ printer: 'fallback' }, main, fallback)
    expect(answer).toEqual({ type: 'printer.notPrinted', failure })
    expect([...main.jobs, ...(fallback?.jobs ?? [])]).toEqual([])
  })
})

describe('the drawer', () => {
  it('hangs at the main printer, whoever prints', async () => {
    const [main, fallback] = [new ToldPrinter(unknown('timeout')), new ToldPrinter(unknown('timeout'))]
    const table = paperEffects({
      printer: main,
      fallbackPrinter: fallback,
      layOut: () => ({ language: 'ko', lines: [] }),
    })
    const { signal } = new AbortController()
    const intent = { key: 'k', type: 'drawer.open', params: {} }
    await table['drawer.open'].run(intent, { flowId: 'T1-000001', signal, notify: () => undefined })
    expect([main.pulses, fallback.pulses]).toEqual([1, 0])
  })
})
