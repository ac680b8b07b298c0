/** Two-dimensional codes: what is stored, what is printed from it, how large, and what the printer answers about it. */
import { createCanvas, loadImage } from '@napi-rs/canvas'
import bwipjs from 'bwip-js/node'
import { describe, expect, it } from 'vitest'
import { Bitmap } from '../../../drivers/printers/emulated/paper/bitmap.js'
import { bench, bytes, ESC, GS, INSTANT, inkBox, LF, type Part, printed } from './printer-bench.js'
import { decodeQr } from './qr-decoder.js'

const PDF417 = 48
const QR = 49
const MAXI = 50
const DATABAR = 51
const COMPOSITE = 52
const AZTEC = 53
const DATAMATRIX = 54

/** GS ( k cn fn. */
function k(cn: number, fn: number, ...parameters: Part[]): Buffer {
  const data = bytes(cn, fn, ...parameters)
  return bytes(GS, '(k', data.length & 0xff, data.length >> 8, data)
}

const store = (cn: number, ...data: Part[]): Buffer => k(cn, 80, 48, ...data)
const print = (cn: number): Buffer => k(cn, 81, 48)
const size = (cn: number): Buffer => k(cn, 82, 48)

/** What was printed, without the white around it. */
function ink(...parts: Part[]): Bitmap {
  const receipt = printed(parts)
  const { left, right, top, bottom } = inkBox(receipt)
  const box = new Bitmap(right - left + 1, bottom - top + 1)
  box.draw(receipt.image, -left, -top)
  return box
}

const shape = ({ widthDots, heightDots }: Bitmap): [number, number] => [widthDots, heightDots]

/** What is on paper and on record after commands that may print nothing. */
function outcomeOf(...parts: Part[]) {
  const { printer, plug } = bench()
  plug().send(...parts)
  const { symbols, notUnderstood, lines } = printer.unfinishedPaper()
  return { symbols, lines, reasons: notUnderstood.map(({ reason }) => reason) }
}

function reply(...parts: Part[]): string {
  const wire = bench().plug()
  wire.send(...parts)
  return Buffer.from(wire.replies(), 'hex').toString('latin1')
}

/** The encoder's own picture of a symbol, as text: its other way from data to dots. */
async function picture(scale: number, options: { bcid: string; text: string; [option: string]: string | number }) {
  const image = await loadImage(await bwipjs.toBuffer({ ...options, scale }))
  const context = createCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, image.width, image.height)
  const bitmap = new Bitmap(image.width, image.height)
  for (let at = 0; at < image.width * image.height; at++) {
    const isBlack = (data[at * 4 + 3] ?? 0) > 127 && (data[at * 4] ?? 0) < 128
    if (isBlack) bitmap.set(at % image.width, Math.floor(at / image.width))
  }
  return bitmap.toText()
}

function readQr(symbol: Bitmap, moduleDots: number): string {
  return decodeQr(symbol.widthDots / moduleDots, (row, column) =>
    symbol.get(column * moduleDots + (moduleDots >> 1), row * moduleDots + (moduleDots >> 1)),
  ).toString('utf8')
}

describe('QR Code, read back from the paper', () => {
  it.each(['https://example.com/r/20260714-000123', '1234567890', 'HELLO WORLD 42', '영수증 확인', 'a\0b'])(
    '%j',
    (data) => {
      expect(readQr(ink(store(QR, Buffer.from(data)), print(QR)), 3)).toBe(data)
    },
  )

  it.each([1, 3, 8, 16])('at %i dots a module (fn 67)', (dots) => {
    const symbol = ink(k(QR, 67, dots), store(QR, 'modules'), print(QR))
    expect(shape(symbol)).toEqual([21 * dots, 21 * dots])
    expect(readQr(symbol, dots)).toBe('modules')
  })

  it('is larger with more error correction (fn 69)', () => {
    const widths = [48, 49, 50, 51].map(
      (level) => ink(k(QR, 69, level), store(QR, 'x'.repeat(60)), print(QR)).widthDots,
    )
    expect(widths).toEqual([33, 33, 37, 45].map((modules) => modules * 3))
  })

  it('is a Micro QR Code when that is chosen (fn 65)', () => {
    const { symbols } = printed([k(QR, 65, 51, 0), store(QR, '12345'), print(QR)])
    expect(symbols).toEqual([{ kind: 'qr', symbology: 'Micro QR Code', data: '12345' }])
    expect(shape(ink(k(QR, 65, 51, 0), store(QR, '12345'), print(QR)))).toEqual([33, 33])
  })

  it('has no model 1, says so, and goes on with model 2', () => {
    const { symbols, reasons } = outcomeOf(k(QR, 65, 49, 0), store(QR, 'x'), print(QR))
    expect(reasons).toEqual(['not supported'])
    expect(symbols).toEqual([{ kind: 'qr', symbology: 'QR Code', data: 'x' }])
  })

  it('tells bytes that are no UTF-8 character by character', () => {
    expect(printed([store(QR, [0xc7, 0xd1]), print(QR)]).symbols).toMatchObject([{ data: 'ÇÑ' }])
  })
})

describe('the other families, dot by dot as the encoder draws them its other way', () => {
  it('PDF417', async () => {
    const asked = [k(PDF417, 65, 3), k(PDF417, 69, 48, 50), k(PDF417, 68, 3)]
    const symbol = ink(...asked, store(PDF417, 'HELLO PDF417'), print(PDF417))
    const options = { bcid: 'pdf417', text: 'HELLO PDF417', columns: 3, eclevel: 2, rowmult: 3 }
    expect(symbol.toText()).toBe(await picture(3, options))
  })

  it('truncated PDF417', async () => {
    const asked = [k(PDF417, 65, 2), k(PDF417, 69, 48, 50), k(PDF417, 70, 1), k(PDF417, 67, 2)]
    const symbol = ink(...asked, store(PDF417, 'ABC'), print(PDF417))
    const options = { bcid: 'pdf417compact', text: 'ABC', columns: 2, eclevel: 2, rowmult: 3 }
    expect(symbol.toText()).toBe(await picture(2, options))
  })

  // Of these the encoder draws two pixels a module.
  it.each([
    ['Aztec Code', [], AZTEC, { bcid: 'azteccode', eclevel: 23, format: 'full' }],
    [
      'compact Aztec Code',
      [k(AZTEC, 66, 1, 2), k(AZTEC, 69, 40)],
      AZTEC,
      { bcid: 'azteccodecompact', eclevel: 40, layers: 2 },
    ],
    ['DataMatrix', [], DATAMATRIX, { bcid: 'datamatrix' }],
    [
      'rectangular DataMatrix',
      [k(DATAMATRIX, 66, 1, 8, 32)],
      DATAMATRIX,
      { bcid: 'datamatrixrectangular', version: '8x32' },
    ],
  ])('%s', async (_name, settings, cn, options) => {
    const symbol = ink(...settings, k(cn, 67, 4), store(cn, 'Data'), print(cn))
    expect(symbol.toText()).toBe(await picture(2, { text: 'Data', ...options }))
  })

  it.each([
    ['Stacked', 72, { bcid: 'databarstacked', text: '(01)03612345678904' }, '0361234567890'],
    ['Stacked Omnidirectional', 73, { bcid: 'databarstackedomni', text: '(01)03612345678904' }, '0361234567890'],
    [
      'Expanded Stacked',
      76,
      { bcid: 'databarexpandedstacked', text: '(01)98898765432106(15)991231', segments: 4 },
      undefined,
    ],
  ])('GS1 DataBar %s', async (_name, kind, options, data) => {
    const symbol = ink(k(DATABAR, 71, 250, 0), store(DATABAR, kind, data ?? options.text), print(DATABAR))
    expect(symbol.toText()).toBe(withoutEdges(await picture(2, options)))
  })

  it('a composite of EAN13 and CC-A', async () => {
    const parts = [store(COMPOSITE, 48, 66, '211234567890'), store(COMPOSITE, 49, 65, '(99)1234-abcd')]
    // The encoder's bars are 72 modules high.
    const symbol = ink(GS, 'h', 144, ...parts, print(COMPOSITE))
    const options = { bcid: 'ean13composite', text: '2112345678900|(99)1234-abcd', ccversion: 'a' }
    expect(symbol.toText()).toBe(await picture(2, options))
  })

  it('a composite of GS1 DataBar Expanded Stacked and CC-A', async () => {
    const element = '(01)98898765432106(3202)012345(15)991231'
    const parts = [store(COMPOSITE, 48, 76, element), store(COMPOSITE, 49, 65, '(91)1A2B')]
    const symbol = ink(k(COMPOSITE, 71, 250, 0), ...parts, print(COMPOSITE))
    const options = {
      bcid: 'databarexpandedstackedcomposite',
      text: `${element}|(91)1A2B`,
      segments: 4,
      ccversion: 'a',
    }
    expect(symbol.toText()).toBe(withoutEdges(await picture(2, options)))
  })
})

/** Without the columns that are white from top to bottom: the quiet zones some symbologies count as theirs. */
function withoutEdges(text: string): string {
  const rows = text.split('\n')
  const left = Math.min(...rows.map((row) => row.indexOf('#')).filter((column) => column >= 0))
  const right = Math.max(...rows.map((row) => row.lastIndexOf('#')))
  return rows.map((row) => row.slice(left, right + 1)).join('\n')
}

describe('sizes that hosts ask for', () => {
  it.each([
    [
      'PDF417, module width and row height',
      [k(PDF417, 65, 2), k(PDF417, 67, 4), k(PDF417, 68, 5)],
      PDF417,
      103 * 4,
      4 * 5,
    ],
    ['DataMatrix 16 × 16', [k(DATAMATRIX, 66, 0, 16, 16)], DATAMATRIX, 48, 48],
    ['DataMatrix 8 × 32', [k(DATAMATRIX, 66, 49, 8, 32)], DATAMATRIX, 96, 24],
    ['DataMatrix of 12 rows', [k(DATAMATRIX, 66, 1, 12, 0)], DATAMATRIX, 78, 36],
    ['DataMatrix, module of 8 dots', [k(DATAMATRIX, 67, 8)], DATAMATRIX, 80, 80],
    ['Aztec Code of five layers', [k(AZTEC, 66, 0, 5)], AZTEC, 37 * 3, 37 * 3],
  ])('%s', (_name, settings, cn, width, height) => {
    const symbol = ink(...settings, store(cn, 'AB'), print(cn))
    expect(symbol.widthDots).toBe(width)
    expect(symbol.heightDots % height).toBe(0)
  })

  it('PDF417 has as many rows as asked, and columns to match', () => {
    const symbol = ink(k(PDF417, 66, 30), store(PDF417, 'x'.repeat(80)), print(PDF417))
    expect(symbol.heightDots).toBe(30 * 9)
  })

  it('PDF417 keeps within the print area when the columns are left to it', () => {
    const data = store(PDF417, 'x'.repeat(600))
    expect(ink(k(PDF417, 67, 3), data, print(PDF417)).widthDots).toBeLessThanOrEqual(576)
    expect(ink(k(PDF417, 67, 4), data, print(PDF417)).widthDots).toBeLessThanOrEqual(576)
  })

  it('PDF417 has more rows with a higher ratio of error correction', () => {
    const rows = (ratio: number): number =>
      ink(k(PDF417, 65, 4), k(PDF417, 69, 49, ratio), store(PDF417, 'ratio of error correction'), print(PDF417))
        .heightDots
    expect(rows(1)).toBeLessThan(rows(10))
    expect(rows(10)).toBeLessThan(rows(40))
  })

  it('GS1 DataBar Stacked is 13 modules high, stacked omnidirectional 69', () => {
    const height = (kind: number): number => ink(store(DATABAR, kind, '0361234567890'), print(DATABAR)).heightDots
    expect([height(72), height(73)]).toEqual([26, 138])
  })

  it('GS1 DataBar Expanded Stacked grows down where it may not be wide (fn 71)', () => {
    const data = store(DATABAR, 76, '(01)98898765432106(3202)012345(15)991231')
    const wide = ink(data, print(DATABAR))
    const narrow = ink(k(DATABAR, 71, 106, 0), data, print(DATABAR))
    expect(narrow.widthDots).toBeLessThanOrEqual(106)
    expect(wide.heightDots).toBeLessThan(narrow.heightDots)
    expect((narrow.heightDots / 2 + 3) % 37).toBe(0)
  })

  it('MaxiCode is an inch wide, with a bull’s eye in the middle', () => {
    const symbol = ink(k(MAXI, 65, 52), store(MAXI, 'MaxiCode'), print(MAXI))
    expect(symbol.widthDots / 203).toBeCloseTo(1, 1)
    const row = symbol.rows(Math.round(symbol.heightDots / 2), 1).toText()
    const middle = row.slice(14 * 7 + 3 - 31, 14 * 7 + 3 + 31)
    expect(middle.match(/#+|\.+/g)?.map((run) => run[0])).toHaveLength(11)
  })

  it('a composite has its characters below when a font is chosen (fn 72), and bars of GS h', () => {
    const parts = [store(COMPOSITE, 48, 66, '211234567890'), store(COMPOSITE, 49, 65, '(99)1234-abcd')]
    const printedHeight = (...settings: Part[]): number =>
      printed([...settings, ...parts, print(COMPOSITE)]).image.heightDots
    expect(printedHeight(GS, 'h', 50)).toBe(50 + 12 * 2)
    expect(printedHeight(GS, 'h', 50, k(COMPOSITE, 72, 1))).toBe(50 + 12 * 2 + 24)
    expect(printedHeight(GS, 'h', 50, k(COMPOSITE, 72, 50))).toBe(50 + 12 * 2 + 17)
  })

  it.each([
    ['EAN8', 65, '0234567', 'EAN8 with CC-A'],
    ['UPC-A', 67, '01234567890', 'UPC-A with CC-A'],
    ['UPC-E, six digits', 68, '123456', 'UPC-E with CC-A'],
    ['UPC-E, eleven digits', 69, '01234500006', 'UPC-E with CC-A'],
    ['GS1 DataBar Omnidirectional', 70, '0361234567890', 'GS1 DataBar Omnidirectional with CC-A'],
    ['GS1 DataBar Truncated', 71, '0361234567890', 'GS1 DataBar Truncated with CC-A'],
    ['GS1 DataBar Stacked', 72, '0361234567890', 'GS1 DataBar Stacked with CC-A'],
    ['GS1 DataBar Stacked Omnidirectional', 73, '0361234567890', 'GS1 DataBar Stacked Omnidirectional with CC-A'],
    ['GS1 DataBar Limited', 74, '0351234567890', 'GS1 DataBar Limited with CC-A'],
    ['GS1 DataBar Expanded', 75, '(01)93712345678904(3103)001234', 'GS1 DataBar Expanded with CC-A'],
    ['GS1 DataBar Expanded Stacked', 76, '(01)98898765432106(15)991231', 'GS1 DataBar Expanded Stacked with CC-A'],
    ['GS1-128', 77, '(01)03212345678906', 'GS1-128 with CC-A'],
  ])('a composite of %s', (_name, kind, data, symbology) => {
    const { symbols } = printed([store(COMPOSITE, 48, kind, data), store(COMPOSITE, 49, 65, '(99)1'), print(COMPOSITE)])
    expect(symbols).toMatchObject([{ kind: 'composite', symbology }])
  })

  it('a composite takes CC-B or CC-C for more data', () => {
    const symbology = (b: number, data: string): string | undefined =>
      printed([store(COMPOSITE, 48, 77, '(01)03212345678906'), store(COMPOSITE, 49, b, data), print(COMPOSITE)])
        .symbols[0]?.symbology
    const much = Array.from({ length: 5 }, (_, index) => `{1(9${index})${'B'.repeat(80)}`)
      .join('')
      .slice(2)
    expect(symbology(65, `(99)${'A'.repeat(60)}`)).toBe('GS1-128 with CC-B')
    expect(symbology(65, much)).toBe('GS1-128 with CC-C')
    expect(symbology(66, '(99)1')).toBe('GS1-128 with CC-C')
  })
})

describe('the storage area', () => {
  it('keeps what is in it after printing', () => {
    expect(outcomeOf(store(QR, 'again'), print(QR), print(QR)).symbols).toHaveLength(2)
  })

  it('is one for all families: storing for one forgets what another had', () => {
    const { symbols, reasons } = outcomeOf(store(QR, 'gone'), store(AZTEC, 'here'), print(QR), print(AZTEC))
    expect(symbols).toEqual([{ kind: 'aztec', symbology: 'Aztec Code', data: 'here' }])
    expect(reasons).toEqual(['parameter out of range'])
  })

  it('is emptied by ESC @, which puts the settings back too', () => {
    const { symbols, reasons } = outcomeOf(
      k(QR, 67, 16),
      store(QR, 'x'),
      ESC,
      '@',
      print(QR),
      store(QR, 'x'),
      print(QR),
      LF,
    )
    expect(symbols).toHaveLength(1)
    expect(reasons).toEqual(['parameter out of range'])
    expect(ink(k(QR, 67, 16), ESC, '@', store(QR, 'x'), print(QR)).widthDots).toBe(21 * 3)
  })

  it('lets either part of a composite be replaced alone', () => {
    const linear = (digits: string): Buffer => store(COMPOSITE, 48, 66, digits)
    const component = (text: string): Buffer => store(COMPOSITE, 49, 65, text)
    const { symbols } = outcomeOf(
      component('(99)1'),
      linear('211234567890'),
      print(COMPOSITE),
      component('(99)2'),
      print(COMPOSITE),
      linear('400638133393'),
      print(COMPOSITE),
    )
    expect(symbols.map(({ data }) => data)).toEqual(['2112345678900|991', '2112345678900|992', '4006381333931|992'])
  })

  it.each([
    [QR, 7089],
    [PDF417, 2710],
    [MAXI, 138],
    [AZTEC, 3832],
    [DATAMATRIX, 3116],
  ])('takes no more for family %i than its largest symbol holds', (cn, longest) => {
    expect(outcomeOf(store(cn, '1'.repeat(longest))).reasons).toEqual([])
    expect(outcomeOf(store(cn, '1'.repeat(longest + 1))).reasons).toEqual(['too long'])
  })
})

describe('what makes no symbol', () => {
  it.each([
    ['nothing stored', print(QR)],
    ['a QR code of too many bytes', bytes(store(QR, 'x'.repeat(3000)), print(QR))],
    ['a Micro QR Code of too many bytes', bytes(k(QR, 65, 51, 0), store(QR, 'x'.repeat(40)), print(QR))],
    [
      'PDF417 that does not fit its rows and columns',
      bytes(k(PDF417, 65, 1), k(PDF417, 66, 3), store(PDF417, 'x'.repeat(99)), print(PDF417)),
    ],
    ['MaxiCode mode 2 without a postal code', bytes(store(MAXI, 'no post'), print(MAXI))],
    ['a GS1 DataBar of letters', bytes(store(DATABAR, 72, 'ABCDEFGHIJKLM'), print(DATABAR))],
    ['a composite without a component', bytes(store(COMPOSITE, 48, 66, '211234567890'), print(COMPOSITE))],
    [
      'CC-C above anything but GS1-128',
      bytes(store(COMPOSITE, 48, 66, '211234567890'), store(COMPOSITE, 49, 66, '(99)1'), print(COMPOSITE)),
    ],
    [
      'a DataMatrix too small for its data',
      bytes(k(DATAMATRIX, 66, 0, 10, 10), store(DATAMATRIX, 'x'.repeat(50)), print(DATAMATRIX)),
    ],
    ['an Aztec Code too small for its data', bytes(k(AZTEC, 66, 1, 1), store(AZTEC, 'x'.repeat(50)), print(AZTEC))],
  ])('%s', (_name, command) => {
    expect(outcomeOf(command, 'x', LF)).toEqual({ symbols: [], lines: ['x'], reasons: ['parameter out of range'] })
  })

  it('is a symbol wider than the print area: it only feeds its height', () => {
    const { printer, plug } = bench()
    plug().send(k(QR, 67, 16), k(QR, 69, 51), store(QR, 'x'.repeat(100)), print(QR), 'x', LF)
    const { image, symbols, notUnderstood } = printer.unfinishedPaper()
    expect(symbols).toEqual([])
    expect(notUnderstood.map(({ reason }) => reason)).toEqual(['too long'])
    expect(image.heightDots).toBeGreaterThan(576)
  })

  it('is anything in the middle of a line', () => {
    expect(outcomeOf('x', store(QR, 'x'), print(QR)).reasons).toEqual(['only at the beginning of a line'])
  })

  it.each([
    ['an unknown family', k(60, 80, 48, 'x'), 'not supported'],
    ['an unknown function', k(QR, 99, 1), 'not supported'],
    ['fn 67 without its parameter', k(QR, 67), 'parameter out of range'],
    ['fn 67 of 17 dots', k(QR, 67, 17), 'parameter out of range'],
    ['fn 69 below its range', k(QR, 69, 47), 'parameter out of range'],
    ['fn 65 of no model', k(QR, 65, 52, 0), 'parameter out of range'],
    ['fn 80 without data', k(QR, 80, 48), 'parameter out of range'],
    ['fn 80 with another m', k(QR, 80, 49, 'x'), 'parameter out of range'],
    ['fn 81 with another m', k(QR, 81, 49), 'parameter out of range'],
    ['PDF417 of 31 columns', k(PDF417, 65, 31), 'parameter out of range'],
    ['PDF417 of two rows', k(PDF417, 66, 2), 'parameter out of range'],
    ['PDF417 of an error level there is not', k(PDF417, 69, 48, 57), 'parameter out of range'],
    ['MaxiCode mode 1', k(MAXI, 65, 49), 'parameter out of range'],
    ['GS1 DataBar of another kind', k(DATABAR, 80, 48, 74, 'x'), 'parameter out of range'],
    ['GS1 DataBar of 105 dots', k(DATABAR, 71, 105, 0), 'parameter out of range'],
    ['a composite of another bar code', k(COMPOSITE, 80, 48, 48, 78, 'x'), 'parameter out of range'],
    ['font D under a composite', k(COMPOSITE, 72, 4), 'not supported'],
    ['no font under a composite', k(COMPOSITE, 72, 9), 'parameter out of range'],
    ['full-range Aztec of three layers', k(AZTEC, 66, 0, 3), 'parameter out of range'],
    ['Aztec with 96 % of correction', k(AZTEC, 69, 96), 'parameter out of range'],
    ['DataMatrix 10 × 12', k(DATAMATRIX, 66, 0, 10, 12), 'parameter out of range'],
  ])('%s', (_name, command, reason) => {
    expect(outcomeOf(command).reasons).toEqual([reason])
  })
})

describe('GS ( k fn 82: how large it would be', () => {
  it.each([
    ['PDF417', PDF417, [k(PDF417, 65, 2), store(PDF417, 'AB')], '\x2f', `${103 * 3}`],
    ['QR', QR, [store(QR, 'AB')], '\x36', '63'],
    ['MaxiCode', MAXI, [k(MAXI, 65, 52), store(MAXI, 'AB')], '\x37', '212'],
    ['GS1 DataBar', DATABAR, [store(DATABAR, 72, '0361234567890')], '\x4f', '100'],
    ['composite', COMPOSITE, [store(COMPOSITE, 48, 65, '0234567'), store(COMPOSITE, 49, 65, '(99)1')], '\x50', '144'],
  ])('%s', (_name, cn, parts, identifier, width) => {
    const { heightDots } = printed([...parts, print(cn)]).image
    expect(reply(...parts, size(cn))).toBe(`7${identifier}${width}\x1f${heightDots}\x1f1\x1f0\0`)
  })

  it('has a byte about errors for Aztec Code and DataMatrix', () => {
    expect(reply(store(AZTEC, 'AB'), size(AZTEC))).toBe('7\x5857\x1f57\x1f1\x1f00\0')
    expect(reply(store(DATAMATRIX, 'AB'), size(DATAMATRIX))).toBe('7\x5930\x1f30\x1f1\x1f00\0')
  })

  it('tells that printing is impossible', () => {
    expect(reply(size(QR))).toBe('7\x360\x1f0\x1f1\x1f1\0')
    expect(reply('x', store(QR, 'AB'), size(QR))).toBe('7\x3663\x1f63\x1f1\x1f1\0')
    const wide = [k(QR, 67, 16), store(QR, 'x'.repeat(100))]
    expect(reply(...wide, size(QR)).endsWith('\x1f1\x1f1\0')).toBe(true)
  })

  it('prints nothing', () => {
    expect(outcomeOf(store(QR, 'AB'), size(QR)).lines).toEqual([])
  })
})

describe('on a head of 180 dpi', () => {
  it('MaxiCode is still an inch wide', () => {
    const receipt = printed([k(MAXI, 65, 52), store(MAXI, 'MaxiCode'), print(MAXI)], { ...INSTANT, dpi: 180 })
    const { left, right } = inkBox(receipt)
    expect((right - left + 1) / 180).toBeCloseTo(1, 1)
  })
})
