/** Text on paper: styles, sizes, code pages, double-byte sets and where on the line it all stands. */
import { describe, expect, it } from 'vitest'
import { EMU_58, EMU_80_CHINESE } from '../../../drivers/printers/emulated/models/profiles.js'
import { bench, bytes, chinese, ESC, FS, GS, INSTANT, inkBox, korean, LF, printed } from './printer-bench.js'

const CHINESE = { ...INSTANT, doubleByte: EMU_80_CHINESE.doubleByte }

describe('single-byte text', () => {
  it('comes out as lines, 30 dots apart', () => {
    const receipt = printed(['Hello', LF, LF, 'World', LF])
    expect(receipt.lines).toEqual(['Hello', '', 'World'])
    expect(receipt.image.heightDots).toBe(90)
  })

  it('wraps at 48 columns of font A, 64 of font B, 32 on 58 mm', () => {
    expect(printed(['A'.repeat(50), LF]).lines).toEqual(['A'.repeat(48), 'AA'])
    expect(printed([ESC, 'M', 1, 'A'.repeat(65), LF]).lines).toEqual(['A'.repeat(64), 'A'])
    expect(printed(['A'.repeat(33), LF], { ...EMU_58, speed: 'instant', headToCutterRows: 0 }).lines).toEqual([
      'A'.repeat(32),
      'A',
    ])
  })

  it('enlarges up to eight times with GS !', () => {
    const normal = inkBox(printed(['H', LF]))
    const large = inkBox(printed([GS, '!', 0x12, 'H', LF]))
    expect(large.right - large.left + 1).toBe((normal.right - normal.left + 1) * 2)
    expect(large.bottom - large.top + 1).toBe((normal.bottom - normal.top + 1) * 3)
    expect(printed([GS, '!', 0x12, 'H', LF]).image.heightDots).toBe(72)
  })

  it('stands on one baseline whatever its size', () => {
    const { image } = printed(['H', GS, '!', 0x11, 'H', LF])
    const lowest = (from: number, to: number) => {
      let row = -1
      image.eachBlack((x, y) => {
        if (x >= from && x < to) row = Math.max(row, y)
      })
      return row
    }
    expect(Math.abs(lowest(0, 12) - lowest(12, 36))).toBeLessThanOrEqual(1)
  })

  it('is bolder when emphasized, and the same whether by ESC E, ESC G or ESC !', () => {
    const normal = printed(['Bold', LF]).image
    const emphasized = printed([ESC, 'E', 1, 'Bold', LF]).image
    expect(emphasized.countBlack()).toBeGreaterThan(normal.countBlack())
    expect(printed([ESC, 'G', 1, 'Bold', LF]).image.bytes).toEqual(emphasized.bytes)
    expect(printed([ESC, '!', 0x08, 'Bold', LF]).image.bytes).toEqual(emphasized.bytes)
    expect(printed([ESC, 'E', 1, ESC, 'E', 0, 'Bold', LF]).image.bytes).toEqual(normal.bytes)
  })

  it('is underlined over its whole width, but not where a tab skipped', () => {
    const { image } = printed([ESC, '-', 2, 'A', 0x09, 'B', LF])
    const underlined = Array.from({ length: 120 }, (_, x) => image.get(x, 23) && image.get(x, 22))
    expect(underlined.slice(0, 12)).not.toContain(false)
    expect(underlined.slice(12, 96)).not.toContain(true)
    expect(underlined.slice(96, 108)).not.toContain(false)
  })

  it('is white on black with GS B', () => {
    const normal = printed([' A', LF]).image
    const inverse = printed([GS, 'B', 1, ' A', LF]).image
    for (let y = 0; y < 24; y++) for (let x = 0; x < 24; x++) expect(inverse.get(x, y)).toBe(!normal.get(x, y))
    expect(inverse.get(24, 0)).toBe(false)
  })

  it('turns upside down with ESC {', () => {
    const normal = printed(['Up', LF]).image
    const turned = printed([ESC, '{', 1, 'Up', LF]).image
    expect(turned.rows(0, 24).bytes).toEqual(normal.rows(0, 24).upsideDown().bytes)
  })

  it('takes its high characters from the code page of ESC t', () => {
    expect(printed([0x80, ESC, 't', 16, 0x80, ESC, 't', 17, 0x80, ESC, 't', 1, 0xb1, LF]).text).toBe('Ç€Аｱ')
  })

  it('keeps the page and says so when asked for one it does not have', () => {
    const receipt = printed([ESC, 't', 200, 0x80, LF])
    expect(receipt.text).toBe('Ç')
    expect(receipt.notUnderstood).toEqual([{ command: 'ESC t', reason: 'not supported' }])
  })

  it('has national characters: ESC R 13 makes 5Ch a won sign', () => {
    expect(printed(['\\#', ESC, 'R', 13, '\\#', ESC, 'R', 3, '\\#', LF]).text).toBe('\\#₩#\\£')
  })
})

describe('double-byte text', () => {
  it('is CP949 on a Korean printer between FS & and FS .', () => {
    const receipt = printed([FS, '&', korean('현금영수증 뷁 #1'), FS, '.', LF])
    expect(receipt.text).toBe('현금영수증 뷁 #1')
    expect(receipt.notUnderstood).toEqual([])
  })

  it('is GB18030 on a Chinese one, four-byte characters included', () => {
    expect(printed([FS, '&', chinese('签购单 龘 €1 한'), LF], CHINESE).text).toBe('签购单 龘 €1 한')
  })

  it('is read as single bytes when the mode is off', () => {
    expect(printed([korean('한'), LF]).text).toBe('╟╤')
  })

  it('takes two columns a character', () => {
    expect(printed([FS, '&', korean('가'.repeat(25)), LF]).lines).toEqual(['가'.repeat(24), '가'])
  })

  it('may arrive with a chunk ending between its bytes, or a real-time command in between', () => {
    const { printer, plug } = bench()
    const wire = plug()
    const [first = 0, second = 0] = korean('한')
    wire.send(FS, '&', first)
    wire.send(0x10, 0x04, 0x01)
    wire.send(second, LF, GS, 'V', 1)
    expect(printer.receipts()[0]?.text).toBe('한')
    expect(wire.replies()).toBe('12')
  })

  it('shows a box, and puts on record, what is no character', () => {
    const receipt = printed([FS, '&', [0xb0], '#', LF, [0xb0], LF])
    expect(receipt.lines[0]).toBe('\ufffd#')
    expect(receipt.notUnderstood).toEqual([
      { command: 'B0', reason: 'bytes are no character' },
      { command: 'B0', reason: 'bytes are no character' },
    ])
  })

  it('has a size of its own (FS W, FS !), which GS ! sets for both kinds', () => {
    const height = (...style: number[]) => printed([style, FS, '&', korean('한'), LF]).image.heightDots
    const latinHeight = (...style: number[]) => printed([style, 'H', LF]).image.heightDots
    expect(height(FS, 0x57, 1)).toBe(48)
    expect(latinHeight(FS, 0x57, 1)).toBe(30)
    expect(height(FS, 0x21, 0x08)).toBe(48)
    expect(height(ESC, 0x21, 0x10)).toBe(30)
    expect(height(GS, 0x21, 0x01)).toBe(48)
    expect(latinHeight(GS, 0x21, 0x01)).toBe(48)
  })

  it('has an underline of its own (FS -)', () => {
    const black = (...style: number[]) => printed([style, FS, '&', korean('한'), LF]).image.countBlack()
    expect(black(ESC, 0x2d, 1)).toBe(black())
    expect(black(FS, 0x2d, 1)).toBeGreaterThan(black())
  })
})

describe('position', () => {
  const word = (value: number) => [value & 0xff, (value >> 8) & 0xff]

  it('aligns left, centre and right (ESC a) within the print area', () => {
    const left = inkBox(printed(['H', LF])).left
    expect(inkBox(printed([ESC, 'a', 1, 'H', LF])).left).toBe(left + (576 - 12) / 2)
    expect(inkBox(printed([ESC, 'a', '2', 'H', LF])).left).toBe(left + 576 - 12)
    expect(inkBox(printed([GS, 'L', word(100), GS, 'W', word(200), ESC, 'a', 2, 'H', LF])).left).toBe(
      left + 100 + 200 - 12,
    )
  })

  it('ignores ESC a in the middle of a line, and says so', () => {
    const receipt = printed(['x', ESC, 'a', 2, LF])
    expect(inkBox(receipt).right).toBeLessThan(12)
    expect(receipt.notUnderstood).toEqual([{ command: 'ESC a', reason: 'only at the beginning of a line' }])
  })

  it('tabs every eight columns, or where ESC D says', () => {
    expect(printed(['a', 0x09, 'b', 0x09, 'c', LF]).text).toBe('a       b       c')
    expect(printed([ESC, 'D', 10, 20, 0, 'a', 0x09, 'b', 0x09, 'c', LF]).text).toBe('a         b         c')
  })

  it('moves to absolute and relative positions', () => {
    const left = inkBox(printed(['H', LF])).left
    expect(inkBox(printed([ESC, '$', word(120), 'H', LF])).left).toBe(left + 120)
    expect(printed(['a', ESC, '$', word(120), 'b', ESC, '\\', word(24), 'c', LF]).text).toBe('a         b  c')
    expect(inkBox(printed([ESC, '$', word(120), ESC, '\\', word(-60), 'H', LF])).left).toBe(left + 60)
  })

  it('feeds lines (ESC d), dots (ESC J) and as ESC 3 and ESC 2 set', () => {
    const rows = (...parts: (string | number)[]) => printed(parts).image.heightDots
    expect(rows('x', ESC, 'd', 3)).toBe(90)
    expect(rows('x', ESC, 'J', 50)).toBe(50)
    expect(rows('x', ESC, 'J', 0)).toBe(24)
    expect(rows(ESC, '3', 60, 'x', LF)).toBe(60)
    expect(rows(ESC, '3', 60, ESC, '2', 'x', LF)).toBe(30)
  })

  it('spaces characters with ESC SP', () => {
    expect(printed([ESC, ' ', 12, 'A'.repeat(25), LF]).lines).toEqual(['A'.repeat(24), 'A'])
  })

  it('goes back to all defaults with ESC @, and drops the line in the making', () => {
    const plain = printed(['Plain', LF])
    const reset = printed([ESC, 'E', 1, GS, '!', 0x11, FS, '&', ESC, '3', 99, 'lost', ESC, '@', 'Plain', LF])
    expect(reset.image.bytes).toEqual(plain.image.bytes)
    expect(reset.text).toBe('Plain')
  })
})

describe('what it does not understand', () => {
  it('never shows up as text', () => {
    const receipt = printed([
      'a',
      GS,
      'k',
      80,
      4,
      '{BAB',
      GS,
      '(~',
      3,
      0,
      'xyz',
      ESC,
      '&',
      9,
      65,
      65,
      1,
      'Qqqqqqqqq',
      'b',
      LF,
    ])
    expect(receipt.text).toBe('ab')
    expect(receipt.notUnderstood.map(({ command }) => command)).toEqual(['GS k', 'GS ( ~', 'ESC &'])
  })

  it('is reported with the receipt it came with', () => {
    const { printer, plug } = bench()
    plug().send('one', LF, bytes(GS, '(~', 1, 0, 0), GS, 'V', 1, 'two', LF, GS, 'V', 1)
    expect(printer.receipts().map(({ text, notUnderstood }) => [text, notUnderstood.length])).toEqual([
      ['one', 1],
      ['two', 0],
    ])
  })
})
