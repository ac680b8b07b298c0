/** Bar codes: what the bars on the paper say when they are read back, how wide and high they are, and what is refused. */
import { describe, expect, it } from 'vitest'
import { FONT_CELLS } from '../../../drivers/printers/emulated/fonts/glyphs.js'
import { readCode128 } from '../../../drivers/printers/emulated/handlers/symbols/code-128.js'
import { EMU_58, type PrinterProfile } from '../../../drivers/printers/emulated/models/profiles.js'
import {
  code128Words,
  decodeCodabar,
  decodeCode39,
  decodeCode93,
  decodeCode128,
  decodeEan8,
  decodeEan13,
  decodeItf,
  decodeUpcE,
  type Runs,
} from './bar-decoders.js'
import { bench, bytes, ESC, GS, INSTANT, inkBox, LF, type Part, printed } from './printer-bench.js'

/** The middle row of what was printed without its white edges, as runs of dots. */
function bars(...parts: Part[]): Runs {
  const { image } = printed([GS, 'w', 2, ...parts])
  const row = image.rows(image.heightDots >> 1, 1).toText()
  return (row.replace(/^\.+|\.+$/g, '').match(/#+|\.+/g) ?? []).map((run) => run.length)
}

/** GS k, function A and function B. */
const codeA = (m: number, data: string): Buffer => bytes(GS, 'k', m, data, 0)
const codeB = (m: number, data: string): Buffer => bytes(GS, 'k', m, data.length, data)

/** What went on record for commands that print nothing. */
function notes(...parts: Part[]): readonly { command: string; reason: string }[] {
  const { printer, plug } = bench()
  plug().send(...parts)
  return printer.unfinishedPaper().notUnderstood
}

const hri = (command: Part): string => {
  const [line = ''] = printed([command]).lines
  return line.replace(/^\[.*? (?=\S+\]$)/, '').slice(0, -1)
}

const dots = (runs: Runs): number => runs.reduce((sum, run) => sum + run, 0)

describe('GS k, read back from the paper', () => {
  it.each([
    ['UPC-A', codeB(65, '01234567890'), decodeEan13, '0012345678905'],
    ['UPC-A with its check digit', codeA(0, '012345678905'), decodeEan13, '0012345678905'],
    ['UPC-E, six digits', codeA(1, '123456'), decodeUpcE, '01234565'],
    ['UPC-E, seven digits', codeB(66, '0123456'), decodeUpcE, '01234565'],
    ['UPC-E, eight digits', codeB(66, '01234565'), decodeUpcE, '01234565'],
    ['UPC-E, eleven digits', codeB(66, '01234500006'), decodeUpcE, '01234565'],
    ['UPC-E, zeros after the maker (0–2)', codeB(66, '04210000526'), decodeUpcE, '04252614'],
    ['UPC-E, zeros after the maker (3)', codeB(66, '01230000045'), decodeUpcE, '01234531'],
    ['UPC-E, zeros after the maker (4)', codeB(66, '01234000005'), decodeUpcE, '01234543'],
    ['EAN13', codeB(67, '400638133393'), decodeEan13, '4006381333931'],
    ['EAN13 with its check digit', codeA(2, '4006381333931'), decodeEan13, '4006381333931'],
    ['EAN8', codeA(3, '9638507'), decodeEan8, '96385074'],
    ['CODE39', codeA(4, 'AB-1 $/+%.Z'), decodeCode39, '*AB-1 $/+%.Z*'],
    ['CODE39 with its start and stop', codeB(69, '*AB12*'), decodeCode39, '*AB12*'],
    ['ITF', codeA(5, '123456'), decodeItf, '123456'],
    ['ITF, an odd digit left out', codeB(70, '12345'), decodeItf, '1234'],
    ['CODABAR', codeB(71, 'A12-$:/.+34D'), decodeCodabar, 'A12-$:/.+34D'],
    ['CODABAR in small letters', codeA(6, 'b40c'), decodeCodabar, 'B40C'],
    ['CODE93', codeB(72, 'AB-1 $/+%.Z'), decodeCode93, 'AB-1 $/+%.Z'],
    ['CODE93 with shifts', codeB(72, 'a\rb!'), decodeCode93, 'dAaMdBcA'],
    ['CODE128', codeB(73, '{BAb~{C\x0c\x22{A\x01'), decodeCode128, 'Ab~1234\x01'],
    ['CODE128 with a shift', codeB(73, '{AA{SbB'), decodeCode128, 'AbB'],
    ['GS1-128', codeB(74, '(01)09521234543213(10)AB{1(21)7'), decodeCode128, '\x1d010952123454321310AB\x1d217'],
    ['GS1-128 without parentheses', codeB(74, '0109521234543213'), decodeCode128, '\x1d0109521234543213'],
    ['GS1-128, its check digit asked for', codeB(74, '(01) 0952123454321*'), decodeCode128, '\x1d0109521234543213'],
    ['CODE128, sets chosen by the printer', codeB(79, 'Auto123456\t'), decodeCode128, 'Auto123456\t'],
  ])('%s', (_name, command, decode, says) => {
    expect(decode(bars(command))).toBe(says)
  })

  it.each([
    ['GS1 DataBar Omnidirectional', codeB(75, '0361234567890'), 96 - 2, '(01)03612345678904'],
    ['GS1 DataBar Truncated', codeB(76, '0361234567890'), 96 - 2, '(01)03612345678904'],
    ['GS1 DataBar Limited', codeB(77, '0351234567890'), 79 - 6, '(01)03512345678907'],
    ['GS1 DataBar Expanded', codeB(78, '(01)93712345678904(3103)001234'), 151 - 2, '(01)93712345678904(3103)001234'],
  ])('%s is as wide between its outer bars as the symbology says', (name, command, modules, says) => {
    expect(Math.abs(dots(bars(command)) / 2 - modules)).toBeLessThanOrEqual(1)
    expect(printed([command]).lines).toEqual([`[${name} ${says}]`])
  })

  it('prints the check digit it is given, right or wrong', () => {
    expect(decodeEan13(bars(codeB(67, '4006381333930')))).toBe('4006381333930')
    expect(decodeUpcE(bars(codeB(66, '012345000060')))).toBe('01234560')
  })

  it('draws CODE128 from the code words the host chose', () => {
    expect(code128Words(bars(codeB(73, '{C{1\x0c{AB')))).toEqual([105, 102, 12, 101, 34])
  })

  it('says what it printed', () => {
    expect(printed([codeB(74, '(01)09521234543213(10)A')]).symbols).toEqual([
      { kind: 'barCode', symbology: 'GS1-128', data: '010952123454321310A' },
    ])
    expect(printed([codeA(1, '123456')]).symbols).toEqual([{ kind: 'barCode', symbology: 'UPC-E', data: '01234565' }])
  })
})

describe('the size of a bar code', () => {
  it.each([2, 3, 4, 5, 6])('GS w %i is dots a module', (width) => {
    const runs = bars(GS, 'w', width, codeB(68, '9638507'))
    expect(dots(runs)).toBe(67 * width)
  })

  it.each([
    [2, 5],
    [3, 8],
    [4, 10],
    [5, 13],
    [6, 15],
  ])('GS w %i has wide bars of %i dots in codes of two widths', (width, wide) => {
    expect([...new Set(bars(GS, 'w', width, codeB(70, '12')))].sort((a, b) => a - b)).toEqual([width, wide])
  })

  it('has wide bars of 16 dots at GS w 6 on a head of 180 dpi', () => {
    const { image } = printed([GS, 'w', 6, codeB(70, '12')], { ...INSTANT, dpi: 180 })
    expect(image.rows(0, 1).toText()).toMatch(/(?<!#)#{16}(?!#)/)
  })

  it.each([0, 1, 7, 67, 77])('GS w %i is out of range and changes nothing', (width) => {
    expect(dots(bars(GS, 'w', width, codeB(68, '9638507')))).toBe(67 * 2)
    expect(notes(GS, 'w', width)).toEqual([{ command: 'GS w', reason: 'parameter out of range' }])
  })

  it('has no half dots (GS w 68–76)', () => {
    expect(notes(GS, 'w', 69)).toEqual([{ command: 'GS w', reason: 'not supported' }])
  })

  it('is as high as GS h says, 162 dots otherwise', () => {
    expect(printed([codeB(67, '400638133393')]).image.heightDots).toBe(162)
    expect(printed([GS, 'h', 50, codeB(67, '400638133393')]).image.heightDots).toBe(50)
  })

  it('feeds its height and prints nothing when it is wider than the print area', () => {
    const { printer, plug } = bench({ ...INSTANT, widthDots: EMU_58.widthDots })
    plug().send(GS, 'w', 6, GS, 'h', 40, codeB(67, '400638133393'), 'x', LF)
    const { symbols, notUnderstood, image } = printer.unfinishedPaper()
    expect(symbols).toEqual([])
    expect(notUnderstood).toEqual([{ command: 'GS k', reason: 'too long' }])
    expect(image.rows(0, 40).countBlack()).toBe(0)
    expect(image.rows(40, 24).countBlack()).toBeGreaterThan(0)
  })

  it('fits where it is exactly as wide as the print area', () => {
    const ean = codeB(67, '400638133393')
    const within = (areaDots: number): Part => bytes(GS, 'W', areaDots & 0xff, areaDots >> 8, GS, 'w', 6, ean, 'x', LF)
    expect(printed([within(95 * 6)]).symbols).toHaveLength(1)
    expect(printed([within(95 * 6 - 1)]).symbols).toHaveLength(0)
  })

  it('follows the justification', () => {
    const left = inkBox(printed([codeA(4, 'AB')]))
    const centred = inkBox(printed([ESC, 'a', 1, codeA(4, 'AB')]))
    const right = inkBox(printed([ESC, 'a', 2, codeA(4, 'AB')]))
    expect(left.left).toBe(0)
    expect(Math.abs(centred.left - (575 - centred.right))).toBeLessThanOrEqual(1)
    expect(right.right).toBe(575)
  })
})

describe('the characters printed with a bar code', () => {
  it.each([
    [0, 0],
    [1, 24],
    [2, 24],
    [3, 48],
    [0x32, 24],
  ])('GS H %i takes %i more dots', (position, more) => {
    expect(printed([GS, 'h', 50, GS, 'H', position, codeA(4, 'AB')]).image.heightDots).toBe(50 + more)
  })

  it('are above, below or both', () => {
    const inkIn = (position: number): boolean[] => {
      const { image } = printed([GS, 'h', 50, GS, 'H', position, codeA(4, 'ABCDEF')])
      // A row of bars has ink on both edges; one of characters, which are narrower, has not.
      const isBars = (row: number): boolean => image.get(0, row)
      return [isBars(0), isBars(image.heightDots - 1)]
    }
    expect([inkIn(1), inkIn(2), inkIn(3)]).toEqual([
      [false, true],
      [true, false],
      [false, false],
    ])
  })

  it('are in font C where the model has one (GS f)', () => {
    const height = (profile: PrinterProfile): number =>
      printed([GS, 'h', 50, GS, 'H', 2, GS, 'f', 2, codeA(4, 'AB')], profile).image.heightDots
    const { A, B } = INSTANT.fonts
    expect(height(INSTANT)).toBe(50 + FONT_CELLS.C.heightDots)
    expect(height({ ...INSTANT, fonts: { ...(A && { A }), ...(B && { B }) } })).toBe(50 + FONT_CELLS.A.heightDots)
  })

  it('are in font A or B (GS f)', () => {
    expect(printed([GS, 'h', 50, GS, 'H', 2, GS, 'f', 1, codeA(4, 'AB')]).image.heightDots).toBe(67)
    expect(printed([GS, 'h', 50, GS, 'H', 2, GS, 'f', 49, GS, 'f', 48, codeA(4, 'AB')]).image.heightDots).toBe(74)
  })

  it.each([3, 52])('has no font %i (GS f)', (font) => {
    expect(notes(GS, 'f', font)).toEqual([{ command: 'GS f', reason: 'not supported' }])
  })

  it('may stick out on both sides of a narrow code', () => {
    const { left, right } = inkBox(printed([GS, 'w', 2, GS, 'H', 2, codeB(77, '0351234567890')]))
    const barsAlone = inkBox(printed([GS, 'w', 2, codeB(77, '0351234567890')]))
    expect(right - left).toBeGreaterThan(barsAlone.right - barsAlone.left)
  })

  it.each([
    ['CODE39 has its start and stop', codeA(4, 'AB12'), '*AB12*'],
    ['CODE93 has signs for start, stop and control characters', codeB(72, 'A\0\x1b\x7fB'), '□A■U■A■TB□'],
    ['CODE128 shows no switches', codeB(73, '{BA{C\x0c'), 'A12'],
    ['GS1-128 shows its parentheses', codeB(74, '(10)AB{({)(21)7'), '(10)AB()(21)7'],
    ['GS1 DataBar shows identifier and check digit', codeB(75, '0361234567890'), '(01)03612345678904'],
    ['EAN8 shows its check digit', codeB(68, '9638507'), '96385074'],
  ])('%s', (_name, command, shown) => {
    expect(hri(command)).toBe(shown)
  })
})

describe('data no bar code can hold', () => {
  it.each([
    ['letters where only digits go', codeA(3, 'ABCDEFG')],
    ['UPC-A of ten digits', codeB(65, '0123456789')],
    ['UPC-E in another number system', codeB(66, '12345600006')],
    ['UPC-E with too few zeros', codeB(66, '01234567890')],
    ['EAN13 of eleven digits', codeB(67, '40063813339')],
    ['small letters in CODE39', codeB(69, 'ab')],
    ['a * in the middle of CODE39', codeB(69, 'A*B')],
    ['ITF of one digit', codeB(70, '1')],
    ['CODABAR without a start', codeB(71, '1234')],
    ['CODE93 beyond 7Fh', codeB(72, '\x80')],
    ['CODE128 without a code set', codeB(73, 'ABC')],
    ['CODE128 with nothing but a code set', codeB(73, '{B')],
    ['CODE128 with a small letter in set A', codeB(73, '{Aa')],
    ['CODE128 with 100 in set C', codeB(73, '{C\x64')],
    ['CODE128 choosing the set it has', codeB(73, '{BA{BB')],
    ['GS1-128 that begins with no identifier', codeB(74, 'ABC')],
    ['GS1-128 with an escape that means nothing', codeB(74, '(10)A{x')],
    ['GS1-128 with a check digit of letters', codeB(74, '(10)AB*')],
    ['a GS1 DataBar of twelve digits', codeB(75, '036123456789')],
    ['GS1 DataBar Limited beginning with 2', codeB(77, '2351234567890')],
    ['GS1 DataBar Expanded with a wrong check digit', codeB(78, '(01)93712345678905')],
    ['GS1 DataBar Expanded without an identifier', codeB(78, 'ABC')],
  ])('%s is not printed but put on record', (_name, command) => {
    const { printer, plug } = bench()
    plug().send(command, 'x', LF)
    expect(printer.unfinishedPaper().lines).toEqual(['x'])
    expect(printer.unfinishedPaper().notUnderstood).toEqual([{ command: 'GS k', reason: 'parameter out of range' }])
  })

  it('is not printed in the middle of a line', () => {
    const { lines, notUnderstood } = printed(['x', codeA(4, 'AB'), LF])
    expect(lines).toEqual(['x'])
    expect(notUnderstood).toEqual([{ command: 'GS k', reason: 'only at the beginning of a line' }])
  })
})

describe('CODE128 data', () => {
  it.each([
    ['set B', '{BAb', [104, 33, 66], 'Ab'],
    ['set C, two digits a byte', '{C\x0c\x22', [105, 12, 34], '1234'],
    ['a change of set', '{BA{C\x0c{AB', [104, 33, 99, 12, 101, 34], 'A12B'],
    ['a shift', '{AA{SbB', [103, 33, 98, 66, 34], 'AbB'],
    ['a brace', '{B{{', [104, 91], '{'],
    ['FNC1', '{C{1\x0c', [105, 102, 12], ' 12'],
    ['FNC4 in either set', '{BA{4{A{4', [104, 33, 100, 101, 101], 'A  '],
  ])('%s', (_name, data, words, shown) => {
    expect(readCode128(bytes(data))).toMatchObject({ words, hri: shown })
  })
})
