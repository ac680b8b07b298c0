import { EventEmitter, once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { EMU_80, EMU_80_CHINESE } from '../../drivers/printers/emulated/models/profiles.js'
import { profileNamed } from '../../drivers/printers/profiles/profiles.js'
import type { Language } from '../../src/domain/language.js'
import type { PaperLine } from '../../src/domain/paper-line.js'
import type { PrintJob, PrintNotice } from '../../src/ports/receipt-printer.js'
import { type Bench, MEMORY_ROW, PRINTER_MODELS, PRINTER_ROWS } from './printer-rows.js'

const signal = new AbortController().signal
const ignore = () => undefined

function job(jobId: string, ...texts: string[]): PrintJob {
  const lines = texts.map((text): PaperLine => ({ kind: 'text', text }))
  return { jobId, language: 'ko', lines: [...lines, { kind: 'cut' }] }
}

const RECEIPT = job('0001', '현금영수증(소득공제)', '공급가액        9,091', '부가세            909', '합계   ₩10,000')
const RECEIPT_TEXTS = ['현금영수증(소득공제)', '공급가액        9,091', '부가세            909', '합계   ₩10,000']
/** Rows for about two of its lines. */
const ROWS_FOR_HALF = 70

/** Notices as they come, and a wait for the first pause. */
function notices() {
  const seen: PrintNotice[] = []
  const first = new EventEmitter()
  const watch = (notice: PrintNotice) => {
    if (notice.kind !== 'sending') seen.push(notice)
    first.emit(notice.kind)
  }
  const paused = once(first, 'paused')
  /** Fails, rather than waiting for ever, when the job ends without one. */
  const untilPaused = (printing: Promise<unknown>) =>
    Promise.race([paused, printing.then((outcome) => expect.fail(`no pause, but ${JSON.stringify(outcome)}`))])
  return { seen, watch, untilPaused }
}

/** How often a text stands on all the paper that ever came out. */
function timesPrinted({ emulated }: Bench, text: string): number {
  const lines = [...emulated.receipts(), emulated.unfinishedPaper()].flatMap((piece) => piece.lines)
  return lines.filter((line) => line.includes(text)).length
}

for (const row of PRINTER_ROWS) {
  for (const { level, profile } of PRINTER_MODELS) {
    const title = `${row.name}, ${level}`
    describe.skipIf(row.missing)(row.missing ? `${title} (skipped: ${row.missing})` : title, () => {
      const evident = level !== 'transport'
      // Each on a bench of its own, so that they can wait side by side.
      const onBench = (test: (bench: Bench) => Promise<void>) => async () => {
        const bench = await row.open(profile)
        try {
          await test(bench)
        } finally {
          await bench.close()
        }
      }

      it.concurrent(
        'finds out how a print can be confirmed, and who the printer is',
        onBench(async (bench) => {
          const found = await bench.printer.describe(signal)
          const identity = profile.answers.gsI ? profile.identity : { maker: '', model: '' }
          expect(found).toMatchObject({
            kind: 'accepted',
            value: { columns: 48, confirmation: level, maker: identity.maker, model: identity.model },
          })
        }),
      )

      it.concurrent(
        'puts the text on paper and says so at that level',
        onBench(async (bench) => {
          const printed = bench.emulated.nextReceipt()
          const outcome = await bench.printer.print(RECEIPT, ignore, signal)
          expect(outcome).toMatchObject({ kind: 'accepted', value: { confirmation: level } })
          const receipt = await printed
          expect(receipt.lines).toEqual(RECEIPT_TEXTS)
          expect(receipt.notUnderstood).toEqual([])
        }),
      )

      it.concurrent(
        'pauses when the paper ends half-way, resumes after the refill and prints each line once',
        onBench(async (bench) => {
          await bench.printer.describe(signal)
          const { seen, watch, untilPaused } = notices()
          bench.emulated.runOutAfter(ROWS_FOR_HALF)
          const printing = bench.printer.print(RECEIPT, watch, signal)
          await untilPaused(printing)
          expect(await bench.printer.status(signal)).toMatchObject({
            value: { paper: 'out', fault: 'printer.paperOut' },
          })
          bench.emulated.loadPaper()
          expect(await printing).toMatchObject({ kind: 'accepted', value: { confirmation: level } })
          expect(seen).toEqual([{ kind: 'paused', failure: 'printer.paperOut' }, { kind: 'resumed' }])
          for (const text of RECEIPT_TEXTS) expect(timesPrinted(bench, text)).toBe(1)
        }),
      )

      it.concurrent(
        'sends nothing while paper is out or the cover open, and prints afterwards',
        onBench(async (bench) => {
          bench.emulated.runOutOfPaper()
          expect(await bench.printer.print(RECEIPT, ignore, signal)).toEqual({
            ...{ kind: 'unavailable', failure: 'printer.paperOut' },
          })
          bench.emulated.openCover()
          bench.emulated.loadPaper()
          expect(await bench.printer.print(RECEIPT, ignore, signal)).toMatchObject({ failure: 'printer.coverOpen' })
          expect(await bench.printer.openDrawer(signal)).toMatchObject({ failure: 'printer.coverOpen' })
          bench.emulated.closeCover()
          const printed = bench.emulated.nextReceipt()
          expect(await bench.printer.print(RECEIPT, ignore, signal)).toMatchObject({ kind: 'accepted' })
          expect((await printed).lines).toEqual(RECEIPT_TEXTS)
        }),
      )

      it.concurrent(
        'prints jobs in the order they were given',
        onBench(async (bench) => {
          const outcomes = await Promise.all([
            bench.printer.print(job('A001', 'first'), ignore, signal),
            bench.printer.print(job('A002', 'second'), ignore, signal),
            bench.printer.print(job('A003', 'third'), ignore, signal),
          ])
          expect(outcomes.map((outcome) => outcome.kind)).toEqual(['accepted', 'accepted', 'accepted'])
          while (bench.emulated.receipts().length < 3) await bench.emulated.nextReceipt()
          expect(bench.emulated.receipts().map((receipt) => receipt.text)).toEqual(['first', 'second', 'third'])
        }),
      )

      it.concurrent(
        'knows nothing of a job stopped half-way, and prints the next one clean',
        onBench(async (bench) => {
          await bench.printer.describe(signal)
          const stop = new AbortController()
          const { watch, untilPaused } = notices()
          bench.emulated.runOutAfter(ROWS_FOR_HALF)
          const printing = bench.printer.print(RECEIPT, watch, stop.signal)
          const next = bench.printer.print(job('0002', '다음 영수증'), ignore, signal)
          await untilPaused(printing)
          stop.abort()
          expect(await printing).toMatchObject({ kind: 'unknown', reason: 'interrupted' })
          // Its neighbour was not stopped with it; the paper is still out when its turn comes.
          expect(await next).toMatchObject({ kind: 'unavailable', failure: 'printer.paperOut' })
          bench.emulated.loadPaper()
          expect(await bench.printer.print(job('0003', '다음 영수증'), ignore, signal)).toMatchObject({
            kind: 'accepted',
          })
          while (timesPrinted(bench, '다음 영수증') === 0) await bench.emulated.nextReceipt()
          expect(bench.emulated.receipts().at(-1)?.lines).toEqual(['다음 영수증'])
          // What the printer can throw away is thrown away; a clone prints it out first, on a piece of its own.
          if (profile.answers.clearBuffers) expect(timesPrinted(bench, '합계')).toBe(0)
        }),
      )

      it.concurrent(
        'sends nothing of a job stopped before its turn',
        onBench(async (bench) => {
          const outcome = await bench.printer.print(RECEIPT, ignore, AbortSignal.abort())
          expect(outcome.kind).toBe('unavailable')
          expect(timesPrinted(bench, '현금영수증')).toBe(0)
        }),
      )

      it.concurrent(
        'cannot know once the link is cut in mid-job',
        onBench(async (bench) => {
          await bench.printer.describe(signal)
          // DLE EOT 1–4 and GS a come before the job.
          bench.emulated.cutLinkAfter(80)
          const outcome = await bench.printer.print(RECEIPT, ignore, signal)
          expect(outcome).toMatchObject({ kind: 'unknown', reason: row.hangUpShows })
        }),
      )

      it.concurrent(
        'is unavailable while nobody answers, and back when somebody does',
        onBench(async (bench) => {
          await bench.disconnect()
          expect(await bench.printer.print(RECEIPT, ignore, signal)).toMatchObject({
            ...{ kind: 'unavailable', failure: 'printer.unreachable' },
          })
          expect(await bench.printer.status(signal)).toMatchObject({ failure: 'printer.unreachable' })
          await bench.reconnect()
          const printed = bench.emulated.nextReceipt()
          expect(await bench.printer.print(RECEIPT, ignore, signal)).toMatchObject({ kind: 'accepted' })
          expect((await printed).lines).toEqual(RECEIPT_TEXTS)
        }),
      )

      it.concurrent(
        'notices a link that died while idle before it entrusts a job to it',
        onBench(async (bench) => {
          expect(await bench.printer.describe(signal)).toMatchObject({ kind: 'accepted' })
          await bench.loseIdleLink()
          const printed = bench.emulated.nextReceipt()
          expect(await bench.printer.print(RECEIPT, ignore, signal)).toMatchObject({ kind: 'accepted' })
          expect((await printed).lines).toEqual(RECEIPT_TEXTS)
          expect(timesPrinted(bench, '합계')).toBe(1)
        }),
      )

      it.concurrent(
        'sends nothing to a printer that has fallen silent',
        onBench(async (bench) => {
          await bench.printer.describe(signal)
          bench.emulated.muteReplies(true)
          expect(await bench.printer.print(RECEIPT, ignore, signal)).toMatchObject({
            ...{ kind: 'unavailable', failure: 'printer.unreachable' },
          })
          expect(timesPrinted(bench, '합계')).toBe(0)
        }),
      )

      it.concurrent(
        'pulses the drawer once, apart from any job',
        onBench(async (bench) => {
          expect(await bench.printer.openDrawer(signal)).toMatchObject({ kind: 'accepted', value: {} })
          expect(await bench.printer.print(RECEIPT, ignore, signal)).toMatchObject({ kind: 'accepted' })
          expect(bench.emulated.drawerPulses().map(({ pin, source }) => ({ pin, source }))).toEqual([
            { pin: 2, source: 'ESC p' },
          ])
        }),
      )

      it.concurrent(
        'resolves what is in progress when it is closed, and closes twice',
        onBench(async (bench) => {
          await bench.printer.describe(signal)
          const { watch, untilPaused } = notices()
          bench.emulated.runOutAfter(ROWS_FOR_HALF)
          const printing = bench.printer.print(RECEIPT, watch, signal)
          await untilPaused(printing)
          await bench.printer.close()
          expect(await printing).toMatchObject({ kind: 'unknown', reason: 'interrupted' })
          await bench.printer.close()
          expect(await bench.printer.print(RECEIPT, ignore, signal)).toMatchObject({ kind: 'unavailable' })
        }),
      )

      it.runIf(evident).concurrent(
        'cannot know when the printer loses power before it confirmed',
        onBench(async (bench) => {
          await bench.printer.describe(signal)
          const { watch, untilPaused } = notices()
          bench.emulated.runOutAfter(ROWS_FOR_HALF)
          const printing = bench.printer.print(RECEIPT, watch, signal)
          await untilPaused(printing)
          await bench.disconnect()
          expect(await printing).toMatchObject({ kind: 'unknown', reason: 'disconnected' })
          bench.emulated.loadPaper()
          await bench.reconnect()
          expect(await bench.printer.print(job('0004', '다음'), ignore, signal)).toMatchObject({ kind: 'accepted' })
          // What had come out of the first is cut off, and the next customer's receipt is its own.
          const last = bench.emulated.receipts().map(({ lines }) => lines)
          expect(last.at(-1)).toEqual(['다음'])
          expect(last).toHaveLength(2)
        }),
      )

      it.runIf(evident).concurrent(
        'cannot know when the confirmation never comes',
        onBench(async (bench) => {
          await bench.printer.describe(signal)
          const stopMuting = bench.emulated.onReceipt(() => bench.emulated.muteReplies(true))
          expect(await bench.printer.print(RECEIPT, ignore, signal)).toMatchObject({
            kind: 'unknown',
            reason: 'timeout',
          })
          stopMuting()
          expect(timesPrinted(bench, '합계')).toBe(1)
        }),
      )
    })
  }
}

/** Language, model, profile the driver was told, text, and the line that must come out. */
const ON_PAPER: readonly [Language, typeof EMU_80, string, string, string | RegExp][] = [
  ['ko', EMU_80, 'generic-korean-80', '뷁 합계 ₩5,000 \\', '뷁 합계 ₩5,000 \\'],
  ['ko', EMU_80, 'generic-korean-80', '커피 😀', /^\[image /],
  ['ko', EMU_80, 'generic-80', '현금영수증', /^\[image /],
  ['zh', EMU_80_CHINESE, 'generic-chinese-80', '合计 ¥9.50', '合计 ¥9.50'],
  ['zh', EMU_80_CHINESE, 'generic-chinese-80', '한글', /^\[image /],
  ['zh', EMU_80, 'generic-korean-80', '合计', /^\[image /],
  ['en', EMU_80, 'generic-korean-80', 'Café £5 ₩5', 'Café £5 ₩5'],
]

describe('what arrives on paper', () => {
  it.each(ON_PAPER)('%s text, row %$', async (language, model, known, text, line) => {
    const bench = await MEMORY_ROW.open({ ...model, speed: 'instant' }, profileNamed(known))
    const lines: PaperLine[] = [
      { kind: 'text', text, width: 2, height: 2, bold: true },
      { kind: 'text', text, align: 'right', inverse: true },
      { kind: 'qr', data: 'https://pay.example/한글' },
      { kind: 'cut' },
    ]
    const printed = bench.emulated.nextReceipt()
    await bench.printer.print({ jobId: '0001', language, lines }, ignore, signal)
    const receipt = await printed
    await bench.close()
    const trimmed = receipt.lines.map((each) => each.trim())
    for (const index of [0, 1]) expect(trimmed[index]).toMatch(line)
    expect(receipt.symbols).toEqual([{ kind: 'qr', symbology: 'QR Code', data: 'https://pay.example/한글' }])
    expect(receipt.notUnderstood).toEqual([])
  })
})
