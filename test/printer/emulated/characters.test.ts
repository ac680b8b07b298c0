/** Bytes to characters: every double-byte code against Node's own decoders, UTF-8 too, and no byte ever lost or doubled. */
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import {
  CharacterDecoder,
  type CharacterSetting,
  type DecodedCharacter,
} from '../../../drivers/printers/emulated/characters/character-decoder.js'
import { isCombining } from '../../../drivers/printers/emulated/characters/combining.js'
import type { DoubleByteCharset } from '../../../drivers/printers/emulated/characters/double-byte-charset.js'
import { bytes } from './printer-bench.js'

const NONE = '\ufffd'

const single: CharacterSetting = { mode: 'single', codePage: 0, country: 0, charset: 'cp949' }
const double = (charset: DoubleByteCharset): CharacterSetting => ({ ...single, mode: 'double', charset })
const utf8: CharacterSetting = { ...single, mode: 'utf8' }

function decoded(data: Uint8Array, setting: CharacterSetting, decoder = new CharacterDecoder()): DecodedCharacter[] {
  return [...data].flatMap((byte) => [...decoder.take(byte, setting)])
}

const text = (data: Uint8Array, setting: CharacterSetting): string =>
  decoded(data, setting)
    .map(({ character }) => character)
    .join('')

/** What a pair is, if it is one character of its own. */
function pair(lead: number, trail: number, charset: DoubleByteCharset): string {
  const found = decoded(Buffer.of(lead, trail), double(charset))
  return found.length === 1 && found[0]?.bytes.length === 2 ? found[0].character : NONE
}

/** All pairs of a set on which we and another decoder disagree, and how many we agree on. */
function compared(charset: DoubleByteCharset, other: (lead: number, trail: number) => string) {
  const differing: string[] = []
  let agreed = 0
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const [ours, theirs] = [pair(lead, trail, charset), other(lead, trail)]
      if (ours === theirs) agreed += ours === NONE ? 0 : 1
      else differing.push(`${lead.toString(16)}${trail.toString(16)} ${ours} ${theirs}`)
    }
  }
  return { differing, agreed }
}

/** Whether a difference is only about whom a code left to the host belongs to. */
const isPrivate = (line: string): boolean => /\p{Co}/u.test(line)

const nodeDecodes =
  (encoding: string) =>
  (lead: number, trail: number): string => {
    const found = new TextDecoder(encoding).decode(Buffer.of(lead, trail))
    return [...found].length === 1 ? found : NONE
  }

describe('double-byte sets', () => {
  it('GB 18030 in two bytes is what Node decodes, all of it', () => {
    const { differing, agreed } = compared('gb18030', nodeDecodes('gb18030'))
    expect(differing).toEqual([])
    expect(agreed).toBe(23_940)
  })

  it('GBK, all that clones know, is the same but for what stands in four bytes there', () => {
    const { differing } = compared('gb2312', nodeDecodes('gb18030'))
    expect(differing.length).toBeLessThan(100)
    expect(differing.every((line) => !/[\u4e00-\u9fa5]/u.test(line))).toBe(true)
  })

  it('Shift JIS is what Node decodes', () => {
    const { differing, agreed } = compared('shift-jis', nodeDecodes('shift_jis'))
    expect(differing.filter((line) => !isPrivate(line))).toEqual([])
    expect(agreed).toBeGreaterThan(9_000)
  })

  it('Big5 is what Node decodes in the rows of the standard, signs apart', () => {
    const standard = (lead: number) => (lead >= 0xa4 && lead <= 0xc5) || (lead >= 0xc9 && lead <= 0xf8)
    const { differing } = compared('big5', nodeDecodes('big5'))
    expect(differing.filter((line) => standard(Number.parseInt(line.slice(0, 2), 16)))).toEqual([])
  })

  it('CP949 has all 11,172 syllables, and KS X 1001 as Node decodes it', () => {
    const syllables = Array.from({ length: 11_172 }, (_, index) => String.fromCharCode(0xac00 + index)).join('')
    expect(text(iconv.encode(syllables, 'cp949'), double('cp949'))).toBe(syllables)
    expect(text(Buffer.of(0x94, 0xee), double('cp949'))).toBe('뷁')
    const standard = (line: string) => line >= 'a1a1' && line.slice(2, 4) >= 'a1'
    const { differing } = compared('cp949', nodeDecodes('euc-kr'))
    // Added to the standard in 1998, and to few decoders since.
    expect(differing.filter((line) => standard(line) && !isPrivate(line))).toEqual(['a2e6 € \ufffd', 'a2e7 ® \ufffd'])
  })

  it('JIS codes (FS C 0) are the rows and cells of JIS X 0208', () => {
    for (let lead = 0x21; lead <= 0x74; lead++) {
      for (let trail = 0x21; trail <= 0x7e; trail++) {
        const [found] = decoded(Buffer.of(lead, trail), double('jis'))
        const theirs = new TextDecoder('euc-jp').decode(Buffer.of(lead | 0x80, trail | 0x80))
        // Rows 9–15 are vendors' own.
        if (lead < 0x29 || lead > 0x2f) expect(found?.character, `${lead} ${trail}`).toBe([...theirs][0])
        expect(found?.code).toBe(lead * 0x100 + trail)
      }
    }
  })

  it('JIS takes every pair, Shift JIS leaves ASCII alone', () => {
    expect(text(bytes(0x34, 0x41, ' ', 0x3b, 0x7a), double('jis'))).toBe('漢 字')
    expect(text(bytes('kanji ', 0x8a, 0xbf, 0x8e, 0x9a, '!'), double('shift-jis'))).toBe('kanji 漢字!')
  })

  it('half-width katakana is one byte and one column, between kanji too', () => {
    const found = decoded(bytes(0x8a, 0xbf, 0xb1, 0xdd, 'A'), double('shift-jis'))
    expect(found.map(({ character, wide }) => [character, wide])).toEqual([
      ['漢', true],
      ['ｱ', false],
      ['ﾝ', false],
      ['A', false],
    ])
  })

  it('GB 18030 in four bytes', () => {
    const sample = 'é㐀𠮷😀한'
    const data = iconv.encode(sample, 'gb18030')
    expect(text(data, double('gb18030'))).toBe(sample)
    expect(decoded(data, double('gb18030')).map((found) => found.bytes.length)).toEqual([2, 4, 4, 4, 4])
    // A clone takes the digits for what they are.
    expect(text(iconv.encode('㐀', 'gb18030'), double('gb2312'))).toBe(`${NONE}9${NONE}9`)
  })

  it('a stray lead byte swallows nothing', () => {
    expect(text(bytes(0xb9, '12,500'), double('cp949'))).toBe(`${NONE}12,500`)
    expect(text(bytes(0xb9, '12,500'), double('gb18030'))).toBe(`${NONE}12,500`)
    expect(text(bytes(0xb9, '1', 0x81, '!'), double('gb18030'))).toBe(`${NONE}1${NONE}!`)
    expect(text(bytes(0xa4, ' A'), double('big5'))).toBe(`${NONE} A`)
  })

  it('codes a host may define are told by name, though they are empty', () => {
    expect(decoded(Buffer.of(0xec, 0x40), double('shift-jis'))).toMatchObject([{ code: 0xec40, wide: true }])
    expect(decoded(Buffer.of(0x77, 0x21), double('jis'))).toMatchObject([{ code: 0x7721, wide: true }])
    expect(decoded(Buffer.of(0xfe, 0xa1), double('cp949'))).toMatchObject([
      { code: 0xfea1, wide: true, character: '\ue000' },
    ])
    expect(decoded(Buffer.of(0xfe, 0xa1), double('big5'))).toMatchObject([
      { code: 0xfea1, wide: true, character: '\ue000' },
    ])
  })

  it('a printer without a double-byte font reads single bytes', () => {
    expect(text(Buffer.of(0xb0, 0xa1), double('none'))).toBe('░í')
  })
})

describe('UTF-8', () => {
  it('is read as Node reads it, malformed or not', () => {
    const data = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.array(
        fc.constantFrom(0x41, 0x80, 0xbf, 0xc1, 0xc3, 0xe0, 0xa0, 0xed, 0x9f, 0xef, 0xf0, 0x90, 0xf4, 0x8f, 0xf5),
      ),
      fc.string({ unit: 'binary' }).map((string) => Buffer.from(string)),
    )
    fc.assert(
      fc.property(data, (sent) => {
        const decoder = new CharacterDecoder()
        const found = decoded(Uint8Array.from(sent), utf8, decoder).map(({ character }) => character)
        const unfinished = decoder.interrupt().length > 0 ? NONE : ''
        const theirs = new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(sent))
        expect(found.join('') + unfinished).toBe(theirs.replaceAll('\x7f', ' '))
      }),
      { numRuns: 500 },
    )
  })

  it('tells how wide a character is: what is ambiguous is narrow', () => {
    const wide = [...'한漢あＡ㎏🙂'].map((character) => decoded(Buffer.from(character), utf8)[0]?.wide)
    const narrow = [...'Aé│★①ｱ₩ก'].map((character) => decoded(Buffer.from(character), utf8)[0]?.wide)
    expect([new Set(wide), new Set(narrow)]).toEqual([new Set([true]), new Set([false])])
  })
})

describe('any bytes in any setting', () => {
  const charset = fc.constantFrom<DoubleByteCharset>('cp949', 'gb18030', 'gb2312', 'big5', 'shift-jis', 'jis', 'none')
  const setting = fc.record({
    mode: fc.constantFrom('single' as const, 'double' as const, 'utf8' as const),
    codePage: fc.constantFrom(0, 1, 20, 46, 6, 99),
    country: fc.constantFrom(0, 13, 99),
    charset,
  })

  it('are all accounted for, in order', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), setting, (sent, chosen) => {
        const decoder = new CharacterDecoder()
        const found = decoded(sent, chosen, decoder)
        expect([...found.flatMap((character) => [...character.bytes]), ...decoder.interrupt()]).toEqual([...sent])
        for (const { character } of found) expect([...character]).toHaveLength(1)
      }),
      { numRuns: 1_000 },
    )
  })

  it('a decoder that was interrupted is as good as new', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 16 }),
        fc.uint8Array({ maxLength: 16 }),
        setting,
        (first, then, chosen) => {
          const decoder = new CharacterDecoder()
          decoded(first, chosen, decoder)
          decoder.interrupt()
          expect(decoded(then, chosen, decoder)).toEqual(decoded(then, chosen))
        },
      ),
    )
  })
})

describe('a character cut short', () => {
  it('gives its bytes to the command that cut it, or to nobody', () => {
    const decoder = new CharacterDecoder()
    decoder.take(0xb0, double('cp949'))
    expect(decoder.interrupt()).toEqual([0xb0])
    expect(decoder.interrupt()).toEqual([])
    decoder.take(0xb0, double('cp949'))
    decoder.forget()
    expect(decoder.take(0x41, double('cp949'))).toMatchObject([{ character: 'A' }])
  })
})

describe('marks', () => {
  it('have no column of their own, letters and signs do', () => {
    expect([...'\u0e31\u0e34\u0e38\u0e47\u0e48\u0301\u05b0'].every(isCombining)).toBe(true)
    expect([...'กำเAé한漢´`'].some(isCombining)).toBe(false)
  })
})
