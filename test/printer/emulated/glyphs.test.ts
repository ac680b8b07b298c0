/** The built-in fonts: present, distinct, of the right size, and the same every time. */
import { createHash } from 'node:crypto'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { codePage } from '../../../drivers/printers/emulated/characters/code-pages.js'
import type { DoubleByteCharset } from '../../../drivers/printers/emulated/characters/double-byte-charset.js'
import { FONT_CELLS, type FontName, glyph } from '../../../drivers/printers/emulated/fonts/glyphs.js'

describe('glyphs', () => {
  it('are there and all different', () => {
    const characters = [...'AaBg0O8@뷁한국원票单元額龘€★─']
    const drawn = characters.map((character) => glyph(character, 'wide', 'cp949'))
    for (const [index, bitmap] of drawn.entries()) expect(bitmap.countBlack(), characters[index]).toBeGreaterThan(8)
    expect(new Set(drawn.map((bitmap) => bitmap.toText())).size).toBe(characters.length)
  })

  it.each([
    ['A', 12, 24],
    ['B', 9, 17],
    ['tallB', 9, 24],
    ['C', 8, 16],
    ['D', 10, 24],
    ['wide', 24, 24],
    ['wideB', 20, 24],
    ['wideC', 16, 16],
  ] as const)('of font %s fill cells of %i × %i', (font, widthDots, heightDots) => {
    for (const character of 'Ag뷁─\ufffd \u0e34') {
      expect(glyph(character, font, 'none')).toMatchObject({ widthDots, heightDots })
    }
    expect(FONT_CELLS[font]).toMatchObject({ widthDots, heightDots })
  })

  it('are drawn for every character of every code page, in every single-byte font', () => {
    for (const font of ['A', 'B', 'tallB', 'C', 'D'] as const) {
      const box = glyph('\ufffd', font, 'none').toText()
      for (let page = 0; page < 254; page++) {
        for (const character of codePage(page) ?? []) {
          if (/[\s\p{Cf}\ufffd]/u.test(character)) continue
          const drawn = glyph(character, font, 'none')
          expect(drawn.countBlack(), `${font} ${page} ${character}`).toBeGreaterThan(0)
          expect(drawn.toText(), `${font} ${page} ${character}`).not.toBe(box)
        }
      }
    }
  })

  it('are there for Taiwan and Japan, large and small', () => {
    for (const charset of ['big5', 'shift-jis'] as const) {
      for (const font of ['wide', 'wideC'] as const) {
        const box = glyph('\ufffd', font, charset).toText()
        for (const character of '發票統一編號領収書税込お釣りカナ龜鬱') {
          expect(glyph(character, font, charset).toText(), character).not.toBe(box)
        }
      }
    }
  })

  it('are one bitmap however often they are asked for, and not kept without end', () => {
    const first = glyph('한', 'wide', 'cp949')
    expect(glyph('한', 'wide', 'cp949')).toBe(first)
    for (let codePoint = 0xe000; codePoint < 0xf900; codePoint++) {
      for (const font of ['A', 'B', 'C', 'wide', 'wideC', 'D'] as const) {
        glyph(String.fromCodePoint(codePoint), font, 'cp949')
      }
    }
    const anew = glyph('한', 'wide', 'cp949')
    expect(anew).not.toBe(first)
    expect(anew.toText()).toBe(first.toText())
  })

  it('put a mark where it belongs over the letter before it', () => {
    const rows = (character: string) => {
      const drawn = glyph(character, 'A', 'none')
      const inked = Array.from({ length: 24 }, (_, y) => y).filter((y) => drawn.rows(y, 1).countBlack() > 0)
      return { top: inked[0] ?? 24, bottom: inked.at(-1) ?? -1 }
    }
    expect(rows('\u0e34').bottom).toBeLessThan(rows('ก').top)
    expect(rows('\u0e48').bottom).toBeLessThan(rows('\u0e34').top)
    expect(rows('\u0e38').top).toBeGreaterThan(rows('ก').bottom)
  })

  it('draw every Hangul syllable that CP949 has', () => {
    const empty: string[] = []
    for (let code = 0xac00; code <= 0xd7a3; code += 97) {
      const character = String.fromCharCode(code)
      if (glyph(character, 'wide', 'cp949').countBlack() < 20) empty.push(character)
    }
    expect(empty).toEqual([])
  })

  it('draw the first level of GB2312', () => {
    const missing: string[] = []
    const box = glyph('\ufffd', 'wide', 'gb18030').toText()
    for (let row = 0xb0; row <= 0xd7; row++) {
      const character = iconv.decode(Buffer.of(row, 0xa1 + (row % 90)), 'gb18030')
      const drawn = glyph(character, 'wide', 'gb18030')
      if (drawn.countBlack() < 10 || drawn.toText() === box) missing.push(character)
    }
    expect(missing).toEqual([])
  })

  it.each(['A', 'B', 'tallB', 'C', 'D', 'wide', 'wideB', 'wideC'] as const)('join lines in font %s', (font) => {
    const { widthDots, heightDots } = FONT_CELLS[font]
    const rowsAt = (character: string, x: number) =>
      Array.from({ length: heightDots }, (_, y) => y).filter((y) => glyph(character, font, 'cp949').get(x, y))
    const columnsAt = (character: string, y: number) =>
      Array.from({ length: widthDots }, (_, x) => x).filter((x) => glyph(character, font, 'cp949').get(x, y))
    const right = widthDots - 1
    const bottom = heightDots - 1
    // Each side of each character meets the line that goes on there.
    for (const [line, leftwards, rightwards] of [
      ['─', '┐┘┤┬┴┼', '┌└├┬┴┼'],
      ['═', '╗╝╣╦╩╬', '╔╚╠╦╩╬'],
    ] as const) {
      expect(rowsAt(line, 0)).not.toEqual([])
      expect(rowsAt(line, right)).toEqual(rowsAt(line, 0))
      for (const character of leftwards) expect(rowsAt(character, 0), character).toEqual(rowsAt(line, right))
      for (const character of rightwards) expect(rowsAt(character, right), character).toEqual(rowsAt(line, 0))
    }
    for (const [line, upwards, downwards] of [
      ['│', '└┘├┤┴┼', '┌┐├┤┬┼'],
      ['║', '╚╝╠╣╩╬', '╔╗╠╣╦╬'],
    ] as const) {
      expect(columnsAt(line, 0)).not.toEqual([])
      for (let y = 0; y < heightDots; y++) expect(columnsAt(line, y)).toEqual(columnsAt(line, 0))
      for (const character of upwards) expect(columnsAt(character, 0), character).toEqual(columnsAt(line, bottom))
      for (const character of downwards) expect(columnsAt(character, bottom), character).toEqual(columnsAt(line, 0))
    }
    expect(glyph('█', font, 'cp949').countBlack()).toBe(widthDots * heightDots)
  })

  it('are empty for spaces, and a box for what is no character', () => {
    expect(glyph(' ', 'A', 'cp949').countBlack()).toBe(0)
    expect(glyph('\u3000', 'wide', 'cp949').countBlack()).toBe(0)
    expect(glyph('\ufffd', 'A', 'cp949').countBlack()).toBeGreaterThan(20)
    // A code left to the host is blank until the host draws it (FS 2).
    expect(glyph('\ue4c6', 'wide', 'gb18030').countBlack()).toBe(0)
  })

  it('have even two-dot strokes', () => {
    expect(glyph('한', 'wide', 'cp949').toText()).toMatchInlineSnapshot(`
      "........................
      .................###....
      .....#######.....###....
      ......######.....###....
      .................###....
      ..#############..###....
      ..#############..###....
      .................###....
      ......#####......###....
      .....########....######.
      ....###....##....######.
      ....##.....###...###....
      ....##.....###...###....
      ....###....##....###....
      .....########....###....
      ......#####......###....
      .................###....
      .................###....
      ......##................
      ......##................
      ......##................
      ......##############....
      ......##############....
      ........................"
    `)
    expect(glyph('票', 'wide', 'gb18030').toText()).toMatchInlineSnapshot(`
      "........................
      .#####################..
      ........##....##........
      ........##....##........
      ...##################...
      ...##################...
      ...##...##....##...##...
      ...##...##....##...##...
      ...##################...
      ...##################...
      ........................
      ....################....
      .....##############.....
      ........................
      ..####################..
      .######################.
      ...........##...........
      .....###...##...##......
      ....###....##....###....
      ...###.....##.....####..
      .###....#####.......##..
      ..#.....####............
      ........................
      ........................"
    `)
    expect(glyph('A', 'A', 'cp949').toText()).toMatchInlineSnapshot(`
      "............
      ............
      ............
      ............
      .....##.....
      ....####....
      ....####....
      ....####....
      ....#..#....
      ...##..##...
      ...##..##...
      ...##..##...
      ...##..##...
      ..########..
      ..########..
      ..########..
      ..##....##..
      .##......##.
      .##......##.
      .##......##.
      .##......##.
      ............
      ............
      ............"
    `)
  })

  it('look as they did when they were last looked at', () => {
    const sheet = (text: string, font: FontName, charset: DoubleByteCharset) => {
      const hash = createHash('sha256')
      for (const character of text) hash.update(glyph(character, font, charset).bytes)
      return hash.digest('hex').slice(0, 16)
    }
    const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(0x20 + index)).join('')
    const page = (number: number) => (codePage(number) ?? []).join('')
    expect({
      latinA: sheet(ascii + page(0) + page(18), 'A', 'none'),
      latinB: sheet(ascii + page(0) + page(18), 'B', 'none'),
      latinC: sheet(ascii + page(0) + page(18), 'C', 'none'),
      greekAndCyrillic: sheet(page(14) + page(17), 'A', 'none'),
      hebrewAndArabic: sheet(page(36) + page(37) + page(41), 'A', 'none'),
      thai: sheet(page(20) + page(21), 'A', 'none'),
      katakana: sheet(page(1), 'A', 'none'),
      korean: sheet('영수증 합계 공급가액 부가세 카드 승인번호 가맹점 뷁똠펲㈜①★', 'wide', 'cp949'),
      koreanSmall: sheet('영수증 합계 공급가액 부가세 카드 승인번호', 'wideC', 'cp949'),
      simplified: sheet('发票单元数量额税价合计应付现金找零谢谢惠顾１２３', 'wide', 'gb18030'),
      traditional: sheet('統一發票單元數量額稅價合計應付現金臺灣', 'wide', 'big5'),
      japanese: sheet('領収書税込合計現金お釣りありがとうございますカタカナ', 'wide', 'shift-jis'),
      japaneseNarrow: sheet('領収書税込合計現金お釣り', 'wideB', 'jis'),
    }).toMatchInlineSnapshot(`
      {
        "greekAndCyrillic": "ab29192b5a7de542",
        "hebrewAndArabic": "fb0bda4adf4363ad",
        "japanese": "bee055783014eb26",
        "japaneseNarrow": "56830fbb673148d5",
        "katakana": "16aab1d91ad2a6b2",
        "korean": "2a0cee151280a6e5",
        "koreanSmall": "5d977954dcfe4762",
        "latinA": "91c92a496664eedb",
        "latinB": "265904c4da539502",
        "latinC": "15430f1cf45708ba",
        "simplified": "26800529e924c623",
        "thai": "ca9cb831d7e9caef",
        "traditional": "4d80fafa2f94efc0",
      }
    `)
  })
})
