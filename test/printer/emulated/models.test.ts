/** Printer models as data: found by name, true to themselves, and behaving as they say. */
import { describe, expect, it } from 'vitest'
import { columnsOf } from '../../../drivers/printers/emulated/models/columns-of.js'
import {
  PRINTER_MODELS,
  printerModel,
  printerModelNames,
} from '../../../drivers/printers/emulated/models/printer-model.js'
import { bench, bytes, DLE, GS, LF } from './printer-bench.js'

const rows = PRINTER_MODELS.map((model) => [model.name, model] as const)

describe('printerModel', () => {
  it('finds a model by its name, in any case', () => {
    expect(printerModel(' TM-T88VI ').title).toBe('Epson TM-T88VI')
  })

  it('gives it another double-byte font when asked', () => {
    const japanese = printerModel('tm-t88vi', { charset: 'shift-jis' })
    expect(japanese.doubleByte).toEqual({ charset: 'shift-jis', onAtStart: false })
    const { printer, plug } = bench({ ...japanese, speed: 'instant' })
    const wire = plug()
    wire.send(GS, 'I', 69)
    expect(wire.replies()).toBe(bytes(0x5f, 'KANJI JAPANESE', 0).toString('hex'))
    expect(printer.profile.name).toBe('tm-t88vi')
  })

  it('lists the names when there is none', () => {
    expect(() => printerModel('tm-t99')).toThrow(/"tm-t99"; choose one of: emu-80, emu-58, .*xprinter-58/)
  })

  it('has no two of a name', () => {
    expect(new Set(printerModelNames()).size).toBe(printerModelNames().length)
  })
})

describe.each(rows)('%s', (_name, model) => {
  it('holds the columns its maker says', () => {
    const columns = { 512: { A: 42, B: 56 }, 576: { A: 48 }, 384: { A: 32 } }[model.widthDots]
    expect(columnsOf(model)).toMatchObject(columns ?? {})
  })

  it('has lines of a sixth of an inch or a little less', () => {
    const mm = (model.lineSpacingDots / model.dpi) * 25.4
    expect(mm).toBeGreaterThan(3.7)
    expect(mm).toBeLessThan(4.3)
  })

  it('offers the confirmation its answers allow', () => {
    const { processId, gsR } = model.answers
    expect(model.confirmationLevel).toBe(processId ? 'process-id' : gsR ? 'fence' : 'transport')
  })

  it('explains each quirk', () => {
    for (const { name, explanation } of model.quirks)
      expect([name, explanation].every((text) => text.length > 3)).toBe(true)
  })

  it('prints, cuts where it has a cutter, and answers what it says it answers', async () => {
    const { clock, printer, plug } = bench(model)
    const wire = plug()
    wire.send('total', LF, GS, 'V', 66, 0, GS, '(H', 6, 0, 48, 48, 'ID01', GS, 'r', 1, GS, 'I', 67, DLE, 4, 1)
    await clock.advance(10_000)
    if (!model.cutter) printer.tearOff()
    expect(printer.receipts().map(({ text, cut }) => [text, cut])).toEqual([
      ['total', model.cutter ? 'partial' : 'torn'],
    ])
    const expected = [
      '12',
      ...(model.answers.gsR ? ['00'] : []),
      ...(model.answers.gsI ? [bytes(0x5f, model.identity.model, 0).toString('hex')] : []),
      ...(model.answers.processId ? ['37224944303100'] : []),
    ]
    const told = wire.replies()
    for (const answer of expected) expect(told).toContain(answer)
    expect(told.length).toBe(expected.join('').length)
  })
})

describe('quirks', () => {
  it('a clone boots in double-byte mode and knows two-byte codes only', () => {
    const { printer, plug } = bench({ ...printerModel('xprinter-80'), speed: 'instant', headToCutterRows: 0 })
    plug().send([0xbd, 0xf0, 0xb6, 0xee], LF, GS, 'V', 0)
    expect(printer.receipts()[0]?.text).toBe('金额')
  })

  it('one without a cutter skips GS V and puts it on record', () => {
    const { printer, plug } = bench({ ...printerModel('xprinter-58'), speed: 'instant' })
    plug().send('x', LF, GS, 'V', 0)
    expect(printer.receipts()).toEqual([])
    printer.tearOff()
    expect(printer.receipts()[0]?.notUnderstood).toEqual([{ command: 'GS V', reason: 'not supported' }])
  })

  it('an Epson calls a cover opened in print an error, and one opened at rest not', async () => {
    const { clock, printer, plug } = bench(printerModel('tm-m30iii'))
    const wire = plug()
    printer.openCover()
    wire.send(DLE, 4, 3)
    printer.closeCover()
    wire.send('one', LF, 'two', LF)
    await clock.advance(20)
    printer.openCover()
    wire.send(DLE, 4, 3)
    printer.closeCover()
    wire.send(DLE, 4, 3)
    expect(wire.replies()).toBe('125212')
  })

  it('lengths are in half dots down the paper on a TM-T88', () => {
    const { printer, plug } = bench({ ...printerModel('tm-t88vi'), speed: 'instant', headToCutterRows: 0 })
    plug().send('x', LF, GS, 'V', 66, 40)
    expect(printer.receipts()[0]?.image.heightDots).toBe(30 + 20)
  })
})
