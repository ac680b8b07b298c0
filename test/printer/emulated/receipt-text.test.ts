/** The receipt as plain text: words as printed, columns as they stand on paper. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { receiptText } from '../../../drivers/printers/emulated/render/text.js'
import { bench, bytes, ESC, FS, GS, INSTANT, korean, LF, type Part, printed } from './printer-bench.js'

const FF = 0x0c
const text = (...parts: Part[]) => receiptText(printed(parts))
const lines = (...parts: Part[]) => text(...parts).split('\n')
const at = (dots: number) => bytes(ESC, '$', dots & 0xff, dots >> 8)
const gap = (columns: number) => ' '.repeat(columns)
const small = (...parts: Part[]) => bytes(ESC, 'M', 1, ...parts, ESC, 'M', 0)
const large = (...parts: Part[]) => bytes(GS, '!', 0x11, ...parts, GS, '!', 0)
const justified = (how: number, ...parts: Part[]) => bytes(ESC, 'a', how, ...parts, LF, ESC, 'a', 0)

describe('columns', () => {
  it('are kept for positions, tabs, margins and justification', () => {
    expect(
      lines(
        ...['Item', at(480), 'Price', LF, 'Tea\t\t1.00', LF],
        justified(2, 'Total'),
        justified(1, 'mid'),
        ...[GS, 'L', 48, 0, 'margin', LF],
      ),
    ).toEqual([`Item${gap(36)}Price`, `Tea${gap(13)}1.00`, `${gap(43)}Total`, `${gap(23)}mid`, `${gap(4)}margin`])
  })

  it('are two for a wide character', () => {
    const line = (name: string) => bytes(FS, '&', korean(name), at(240), FS, '.', '9,000', LF)
    expect(lines(line('아메리카노'), line('차'))).toEqual([`아메리카노${gap(10)}9,000`, `차${gap(18)}9,000`])
  })

  it('are none for a mark above a letter', () => {
    // Windows-1258 (ESC t 52): D2 is a hook above.
    expect(lines(ESC, 't', 52, 'pha', 0xd2, at(120), 'x', LF)).toEqual([`pha\u0309${gap(7)}x`])
  })

  it('are those of the small font where the whole line is small', () => {
    expect(lines(small('a', at(90), 'b', LF))).toEqual([`a${gap(9)}b`])
  })

  it('are the usual ones where only a part is small', () => {
    expect(lines('Tea', small(' with milk'), at(480), '1.00', LF)).toEqual([`Tea with milk${gap(27)}1.00`])
  })

  it('can be chosen', () => {
    expect(receiptText(printed(['a', at(96), 'b', LF]), { columnDots: 24 })).toBe(`a${gap(3)}b`)
  })

  it('stay where they are after text that takes more room here than on paper', () => {
    const narrow = bytes(GS, '(L', 0, 0)
    expect(lines(narrow, small('0123456789012345', at(160), 'b'), at(480), 'end', LF)).toEqual([
      `0123456789012345 b${gap(22)}end`,
    ])
  })
})

describe('enlarged words', () => {
  it('are not spaced out, and what follows stays in its column', () => {
    expect(lines(large('BIG WORDS'), at(360), 'x', LF)).toEqual([`BIG WORDS${gap(21)}x`])
    expect(lines(large('BIG '), 'usual', LF)).toEqual([`BIG${gap(5)}usual`])
  })

  it('stay one phrase when they look two ways', () => {
    expect(lines(large('GRAND '), ESC, 'E', 1, large('TOTAL'), LF)).toEqual(['GRAND TOTAL'])
  })

  it('end where they end on paper when they are at its right edge', () => {
    expect(lines(justified(2, large('12.00')), 'Total', at(504), '12.00x', LF)).toEqual([
      `${gap(43)}12.00`,
      `Total${gap(37)}12.00x`,
    ])
    expect(lines(large('Total', gap(14), '12.00'), LF)).toEqual([`Total${gap(38)}12.00`])
  })

  it('begin where they begin on paper when they fill all of it', () => {
    expect(lines(large('A whole line of words!!!'), LF)).toEqual(['A whole line of words!!!'])
  })

  it('are in the middle when they are in the middle of the paper', () => {
    expect(lines(justified(1, large('SHOP')), justified(1, 'shop'))).toEqual([`${gap(22)}SHOP`, `${gap(22)}shop`])
  })
})

describe('lines', () => {
  it('are blank where paper was fed, by a line feed or by many', () => {
    expect(lines('a', LF, LF, 'b', LF, ESC, 'd', 3, 'c', LF, 'd', ESC, 'd', 4, 'e', LF)).toEqual([
      ...['a', '', 'b', '', '', '', 'c', 'd', '', '', '', 'e'],
    ])
  })

  it('are blank for feeds of dots as well, and for lines set close', () => {
    expect(lines('a', LF, ESC, 'J', 90, 'b', LF)).toEqual(['a', '', '', '', 'b'])
    expect(lines(ESC, '3', 24, 'a', LF, LF, LF, 'b', LF, 'c', LF)).toEqual(['a', '', '', 'b', 'c'])
  })

  it('are not blank for a feed of less than a line', () => {
    expect(lines('a', LF, ESC, 'J', 10, 'b', LF)).toEqual(['a', 'b'])
  })

  it('are kept before the first words and not after the last', () => {
    expect(lines(LF, LF, 'a', LF, LF, LF)).toEqual(['', '', 'a'])
  })

  it('are no more than somebody might read', () => {
    expect(lines('a', LF, ...Array.from({ length: 20 }, () => bytes(ESC, 'd', 200)), 'b', LF)).toHaveLength(102)
  })

  it('of a page are in the order of reading, its other directions after it', () => {
    const put = (baseline: number, ...parts: Part[]) => bytes(at(0), GS, '$', baseline, 0, ...parts)
    const page = bytes(ESC, 'W', 0, 0, 0, 0, 64, 2, 200, 0, put(100, 'below'), put(40, 'above', at(480), 'right'))
    expect(lines(ESC, 'L', page, ESC, 'T', 3, 'aside', FF)).toEqual([`above${gap(35)}right`, '', 'below', 'aside'])
  })
})

describe('what is no text', () => {
  const strip = bytes(ESC, '*', 33, 8, 0, Array(24).fill(0xff), ESC, 'J', 24)
  const raster = bytes(GS, 'v0', 0, 2, 0, 4, 0, Array(8).fill(0xff))
  it('is named where it stands, strips of a picture as one', () => {
    expect(lines(raster, strip, strip, 'end', LF, ESC, 'a', 1, strip)).toEqual([
      '[image 16×4]',
      '[image 8×48]',
      'end',
      `${gap(24)}[image 8×24]`,
    ])
  })

  it('does not hide that two pictures are two', () => {
    expect(lines(strip, LF, LF, strip)).toEqual(['[image 8×24]', '', '', '[image 8×24]'])
  })

  it('cannot give orders to a terminal', () => {
    const receipt = printed(['x', LF])
    const says = 'a\u001b[31m\u007f\r\n\u009b2J\u0000'
    const transcript = receipt.transcript.map((entry) =>
      entry.kind === 'text' ? { ...entry, runs: entry.runs.map((run) => ({ ...run, text: says })) } : entry,
    )
    expect(receiptText({ ...receipt, transcript })).toBe('a\u241b[31m\u2421\u240d\u240a\ufffd2J\u2400')
  })
})

describe('what is printed twice on one spot', () => {
  it('is said once: on a line, a dot beside it, and after a feed back', () => {
    expect(lines('bold', at(0), 'bold', LF)).toEqual(['bold'])
    expect(lines('bold', at(120), 'too', at(1), 'bold', at(121), 'too', LF)).toEqual([`bold${gap(6)}too`])
    expect(lines('bold', LF, ESC, 'K', 30, 'bold', LF)).toEqual(['bold'])
  })

  it('is said twice where it is not the same', () => {
    expect(lines('one', at(0), 'two', LF)).toEqual(['one two'])
  })
})

describe('nothing printed is lost', () => {
  const word = fc.string({ unit: fc.constantFrom(...'abcdefgh0123'), minLength: 1, maxLength: 6 })
  const look = fc.constantFrom<Part>(
    bytes(GS, '!', 0),
    bytes(GS, '!', 0x10),
    bytes(GS, '!', 0x21),
    bytes(ESC, 'M', 1),
    bytes(ESC, 'M', 0),
    bytes(ESC, 'E', 1),
    bytes(ESC, ' ', 3),
    bytes(ESC, 'V', 1),
  )
  const lineOf = fc.array(fc.tuple(look, word, fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 3 })), {
    minLength: 1,
    maxLength: 5,
  })

  it('on lines in any looks, with gaps of any kind', () => {
    fc.assert(
      fc.property(fc.array(lineOf, { minLength: 1, maxLength: 5 }), fc.integer({ min: 0, max: 2 }), (all, how) => {
        const parts = all.flatMap((line) => [
          ...line.flatMap(([looks, each, dots, spaces]) => [looks, each, gap(spaces), bytes(ESC, '\\', dots, 0)]),
          LF as Part,
        ])
        const said = text(ESC, 'a', how, ...parts).replaceAll(/\s/g, '')
        expect(said).toBe(all.flatMap((line) => line.map(([, each]) => each)).join(''))
      }),
      { seed: 7, numRuns: 300 },
    )
  })

  it('wherever on the line or page words are put, over each other too', () => {
    const placed = fc.array(fc.tuple(word, fc.integer({ min: 0, max: 500 }), fc.integer({ min: 30, max: 600 })), {
      ...{ minLength: 1, maxLength: 8 },
    })
    const letters = (said: string) => [...said.replaceAll(/\s/g, '')].sort().join('')
    fc.assert(
      fc.property(placed, fc.boolean(), (all, onPage) => {
        // The same word on the same spot may be said once.
        const words = all.map(([each], index) => each + String.fromCharCode(0x4a + index))
        const moved = ([, x, y]: (typeof all)[number], index: number) =>
          bytes(at(x), onPage ? [GS, 0x24, y & 0xff, y >> 8] : [], words[index] ?? '')
        const parts = all.map(moved)
        const said = onPage ? text(ESC, 'L', ...parts, FF) : text(...parts, LF)
        expect(letters(said)).toBe(letters(words.join('')))
      }),
      { seed: 8, numRuns: 300 },
    )
  })
})

describe('paper that is not cut', () => {
  it('reads the same', () => {
    const { printer, plug } = bench(INSTANT)
    plug().send('a', LF, LF, 'b', LF)
    expect(receiptText(printer.unfinishedPaper())).toBe('a\n\nb')
    expect(receiptText(bench().printer.unfinishedPaper())).toBe('')
  })
})
