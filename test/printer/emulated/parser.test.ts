/** The grammar alone: where commands begin and end, whatever chunks they come in, and that nothing in them leaks. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LONGEST_COMMAND_BYTES } from '../../../drivers/printers/emulated/grammar/parser.js'
import { bytes, DLE, ESC, FS, GS, type Part } from './printer-bench.js'
import { tokensOf } from './tokens.js'

const parse = (...parts: Part[]): string[] => tokensOf(bytes(...parts))

describe('command shapes', () => {
  const rows: readonly (readonly [name: string, input: readonly Part[], expected: string])[] = [
    ['fixed', [ESC, '!', 0x38], 'ESC ! 38'],
    ['no parameters', [ESC, '@'], 'ESC @'],
    ['control code', [0x0a], 'LF'],
    ['space as a letter', [ESC, ' ', 3], 'ESC SP 03'],
    ['three-byte prefix', [ESC, 'c', '5', 1], 'ESC c 5 01'],
    ['length-prefixed family', [GS, '(k', 3, 0, 49, 67, 5], 'GS ( k 0300314305'],
    ['a family member not in any list', [GS, '(~', 2, 0, 0x41, 0x42], 'GS ( * 7e02004142'],
    ['four-byte length', [GS, '8L', 3, 0, 0, 0, 48, 112, 1], 'GS 8 L 03000000307001'],
    ['raster image', [GS, 'v0', 0, 2, 0, 2, 0, 1, 2, 3, 4], 'GS v 0 000200020001020304'],
    ['bit image of 8 dots', [ESC, '*', 0, 3, 0, 7, 8, 9], 'ESC * 000300070809'],
    ['bit image of 24 dots', [ESC, '*', 33, 1, 0, 7, 8, 9], 'ESC * 210100070809'],
    ['NUL-terminated', [ESC, 'D', 8, 16, 0], 'ESC D 081000'],
    ['bar code, function A', [GS, 'k', 4, 'AB', 0], 'GS k 04414200'],
    ['bar code, function B', [GS, 'k', 73, 2, 'AB'], 'GS k 49024142'],
    ['cut without a feed', [GS, 'V', 1], 'GS V 01'],
    ['cut with a feed', [GS, 'V', 66, 3], 'GS V 4203'],
    ['NV images', [FS, 'q', 1, 1, 0, 1, 0, 1, 2, 3, 4, 5, 6, 7, 8], 'FS q 01010001000102030405060708'],
    ['user-defined characters', [ESC, '&', 1, 65, 66, 2, 7, 8, 1, 9], 'ESC & 0141420207080109'],
    ['downloaded image', [GS, '*', 1, 1, 1, 2, 3, 4, 5, 6, 7, 8], 'GS * 01010102030405060708'],
    ['counter written out', [GS, 'C;', '1;2;3;4;5;'], 'GS C ; 313b323b333b343b353b'],
    ['real-time status', [DLE, 4, 1], 'DLE EOT 01'],
    ['real-time pulse', [DLE, 0x14, 1, 0, 2], 'DLE DC4 010002'],
    ['clear buffers', [DLE, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8], 'DLE DC4 0801031401060208'],
  ]

  it.each(rows)('%s', (_name, input, expected) => {
    expect(parse(...input, 'x')).toEqual([expected, 'text x'])
  })
})

describe('what the grammar does not have', () => {
  it('goes to the fallback with the bytes that were read, and text goes on after it', () => {
    expect(parse('a', ESC, 0x7f, 'b', GS, 'C9', 'c')).toEqual([
      'text a',
      'unknown 1b7f',
      'text b',
      'unknown 1d4339',
      'text c',
    ])
  })

  it('takes a control code without meaning by itself', () => {
    expect(parse('a', 0x01, 'b')).toEqual(['text a', 'unknown 01', 'text b'])
  })
})

describe('limits', () => {
  it('reads a payload beyond the limit to its end without keeping it', () => {
    const rows = Math.ceil(LONGEST_COMMAND_BYTES / 0x800) + 1
    const image = new Uint8Array(0x800 * rows).fill(0x41)
    const shown = parse(GS, 'v0', 0, 0, 8, rows & 0xff, rows >> 8, image, 'after')
    expect(shown).toEqual([
      `GS v 0 000008${Buffer.from([rows & 0xff, rows >> 8]).toString('hex')} -${image.length}`,
      'text after',
    ])
  })

  it('gives up on a bar code that never ends', () => {
    const shown = parse(GS, 'k', 4, 'A'.repeat(300))
    expect(shown).toEqual([`GS k 04${'41'.repeat(256)}`, `text ${'A'.repeat(300 - 256)}`])
  })
})

describe('chunks', () => {
  const command = fc.oneof(
    fc.constantFrom(
      bytes(ESC, '@'),
      bytes(ESC, '!', 8),
      bytes(GS, 'V', 66, 0),
      bytes(ESC, 'D', 4, 8, 0),
      bytes(GS, 'k', 73, 3, '{BA'),
      bytes(DLE, 4, 1),
      bytes(GS, 'v0', 0, 1, 0, 3, 0, 0x10, 0x04, 0x01),
      bytes(GS, '(k', 5, 0, 49, 80, 48, 0x1b, 0x40),
      bytes(FS, 'q', 1, 1, 0, 1, 0, [1, 2, 3, 4, 5, 6, 7, 8]),
    ),
    fc.string({ unit: 'grapheme-ascii', maxLength: 90 }).map((text) => bytes(text)),
    fc.uint8Array({ maxLength: 12 }).map((noise) => Buffer.from(noise)),
  )
  const stream = fc.array(command, { maxLength: 20 }).map((parts) => Buffer.concat(parts))

  it('make no difference: byte by byte is the same as all at once', () => {
    fc.assert(
      fc.property(stream, (all) => {
        expect(tokensOf(...Array.from(all, (byte) => Buffer.of(byte)))).toEqual(tokensOf(all))
      }),
    )
  })

  it('make no difference: any cuts are the same as none', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.nat({ max: 400 })), (all, cuts) => {
        const points = [0, ...cuts.filter((at) => at < all.length).sort((a, b) => a - b), all.length]
        const chunks = points.slice(1).map((end, index) => all.subarray(points[index], end))
        expect(tokensOf(...chunks)).toEqual(tokensOf(all))
      }),
    )
  })

  it('never make it throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => void tokensOf(noise)))
  })
})
