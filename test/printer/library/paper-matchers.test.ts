/**
 * The matchers can fail, and when they do they show what was printed instead. Each is tried on paper that fits and on paper
 * that does not.
 */
import { beforeEach, describe, expect, it } from 'vitest'
import {
  EmulatedPrinter,
  receiptSheet,
  renderStream,
  startPrinter,
} from '../../../drivers/printers/emulated/library/index.js'
import { printerSheet } from '../../../drivers/printers/emulated/library/receipt-sheet.js'
import { registerPrinterMatchers } from '../../../drivers/printers/emulated/library/vitest.js'
import { bytes, cut, ESC, GS, korean, LF, type Part } from '../emulated/printer-bench.js'

registerPrinterMatchers(expect)

let printer: EmulatedPrinter
let send: (...parts: Part[]) => void

beforeEach(() => {
  printer = new EmulatedPrinter()
  const connection = printer.attach({
    ...{ address: 'test', send: () => undefined, hold: () => undefined },
    ...{ go: () => undefined, drop: () => undefined },
  })
  send = (...parts) => connection?.receive(bytes(...parts))
})

const feed = bytes(ESC, 'd', 6)
const qr = (data: string): Buffer => bytes(GS, '(k', data.length + 3, 0, 49, 80, 48, data, GS, '(k', 3, 0, 49, 81, 48)

/** @returns the failure's message. */
function failure(assertion: () => void): string {
  try {
    assertion()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  throw new Error('it did not fail')
}

describe('toHavePrinted', () => {
  it('finds words on receipts, on uncut paper, and over lines', () => {
    send('first', LF, feed, cut)
    send('second', LF, 'third', LF)
    expect(printer).toHavePrinted('first')
    expect(printer).toHavePrinted('second\nthird')
    expect(printer.receipts()).toHavePrinted('first')
    expect(printer.receipts()).not.toHavePrinted('second')
    expect(printer.unfinishedPaper()).toHavePrinted(/^third$/m)
    expect({ printer }).toHavePrinted('first')
  })

  it('does not remember where a global expression stopped', () => {
    send('total', LF)
    const total = /total/g
    for (let time = 0; time < 3; time++) expect(printer).toHavePrinted(total)
  })

  it('shows what was printed instead, and what is the matter', () => {
    send(ESC, 'a', 1, 'Coffee', LF, feed, cut)
    send(ESC, 'a', 0, 'rest', LF)
    printer.openCover()
    const message = failure(() => expect(printer).toHavePrinted('Tea'))
    expect(message).toContain('expected paper that says "Tea"')
    expect(message).toMatch(/receipt 1, partial:\n {2}│ +Coffee\n/)
    expect(message).toContain('on paper, not cut:')
    expect(message).toContain('│ rest')
    expect(message).toContain('The matter with it: cover-open.')
    expect(failure(() => expect(printer).not.toHavePrinted(/Coff/))).toContain('does not say /Coff/')
  })

  it('says so when nothing came', () => {
    const message = failure(() => expect(printer).toHavePrinted('x'))
    expect(message).toContain('Nothing was printed.\nThe printer received 0 bytes.')
  })

  it('refuses what is no paper', () => {
    expect(failure(() => expect('text').toHavePrinted('text'))).toContain('expected an emulated printer')
  })
})

describe('toHaveCut', () => {
  it('counts cuts, and not what was torn off', () => {
    expect(printer).not.toHaveCut()
    send('a', LF, feed, cut, 'b', LF, feed, cut, 'c', LF, feed)
    printer.tearOff()
    expect(printer.receipts()).toHaveLength(3)
    expect(printer).toHaveCut()
    expect(printer).toHaveCut(2)
    expect(printer.receipts()[2]).not.toHaveCut()
    expect(failure(() => expect(printer).toHaveCut(3))).toContain('expected 3 cuts, and there were 2')
  })
})

describe('toHavePulsedDrawer', () => {
  it('knows the pin', () => {
    expect(printer).not.toHavePulsedDrawer()
    send(ESC, 'p', 1, 25, 250)
    expect(printer).toHavePulsedDrawer()
    expect(printer).toHavePulsedDrawer(5)
    expect(failure(() => expect(printer).toHavePulsedDrawer(2))).toContain('at pin 2; there were: pin 5 for 50 ms')
  })

  it('asks for the printer when it is given paper', () => {
    expect(failure(() => expect(printer.unfinishedPaper()).toHavePulsedDrawer())).toContain('give the printer')
  })
})

describe('toHaveSymbol', () => {
  it('compares only what was asked for', () => {
    expect(printer).not.toHaveSymbol()
    send(qr('https://example.test/7'), feed, cut)
    expect(printer).toHaveSymbol()
    expect(printer).toHaveSymbol({ kind: 'qr' })
    expect(printer).toHaveSymbol({ kind: 'qr', data: 'https://example.test/7' })
    expect(printer).toHaveSymbol({ data: /\/7$/ })
    expect(printer).not.toHaveSymbol({ kind: 'barCode' })
    expect(printer).not.toHaveSymbol({ data: 'https://example.test/' })
    const message = failure(() => expect(printer).toHaveSymbol({ kind: 'qr', data: '8' }))
    expect(message).toContain('expected a code with kind "qr", data "8"')
    expect(message).toContain('codes printed: qr (QR Code) "https://example.test/7"')
  })
})

describe('toUnderstandEverything', () => {
  it('names the commands that were not carried out', () => {
    send('fine', LF)
    expect(printer).toUnderstandEverything()
    send(ESC, 0x7e, LF)
    expect(failure(() => expect(printer).toUnderstandEverything())).toMatch(/these were not:\n {2}1B 7E: /)
  })
})

describe('toMatchReceiptSnapshot', () => {
  it('writes down what stands where and how it looks', () => {
    send(
      ESC,
      '@',
      ESC,
      'a',
      1,
      GS,
      '!',
      0x11,
      korean('A'),
      'BC',
      LF,
      GS,
      '!',
      0,
      ESC,
      'E',
      1,
      'bold',
      ESC,
      'E',
      0,
      ' plain',
      LF,
    )
    send(
      ESC,
      'a',
      0,
      ESC,
      '-',
      1,
      'under',
      LF,
      ESC,
      '-',
      0,
      GS,
      'v0',
      0,
      1,
      0,
      2,
      0,
      0xf0,
      0x0f,
      qr('q'),
      ESC,
      0x7e,
      feed,
      cut,
    )
    expect(printer).toMatchReceiptSnapshot()
  })

  it('is the same from the library and from a stream', () => {
    send('same', LF, feed, cut)
    const [fromPrinter] = printer.receipts()
    const [fromStream] = renderStream(bytes(ESC, 'd', 0, 'same', LF, feed, cut)).receipts
    const words = (piece: typeof fromPrinter) => (piece ? receiptSheet(piece).split('\n').slice(2) : [])
    expect(words(fromPrinter).map((line) => line.slice(10))).toEqual(words(fromStream).map((line) => line.slice(10)))
  })

  it.each<[string, Part[]]>([
    ['a word', ['two', LF]],
    ['a place', [' one', LF]],
    ['a style', [ESC, 'E', 1, 'one', LF]],
    ['a dot of a picture', ['one', LF, GS, 'v0', 0, 1, 0, 1, 0, 0x80]],
    ['a code', ['one', LF, qr('1')]],
    ['a command that is not carried out', ['one', LF, ESC, 0x7e]],
    ['the drawer', ['one', LF, ESC, 'p', 0, 25, 250]],
    ['the cut', ['one', LF, feed, cut]],
  ])('is another when %s is', (_what, parts) => {
    const sheets = [['one', LF], parts].map((job) => {
      const { receipts, rest, drawerPulses } = renderStream(bytes(...job))
      return printerSheet(receipts, rest, drawerPulses)
    })
    expect(sheets[0]).not.toBe(sheets[1])
  })

  it('tells one picture from another by its dots', () => {
    const sheets = [0x80, 0x40].map((dots) => receiptSheet(renderStream(bytes(GS, 'v0', 0, 1, 0, 1, 0, dots)).rest))
    expect(sheets[0]).not.toBe(sheets[1])
  })

  it('cannot be turned round', () => {
    expect(failure(() => expect(printer).not.toMatchReceiptSnapshot())).toContain('cannot be used with not')
  })

  it.concurrent('belongs to its test among concurrent ones', async ({ expect: own }) => {
    await using started = await startPrinter()
    own(started).toMatchReceiptSnapshot('nothing yet')
  })
})
