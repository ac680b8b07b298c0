/** The listing: what a person sees of a stream, so names, offsets and lengths have to be exact. */
import { describe, expect, it } from 'vitest'
import { type ListedCommand, listCommands } from '../../../drivers/printers/emulated/grammar/list-commands.js'
import { LONGEST_COMMAND_BYTES } from '../../../drivers/printers/emulated/grammar/parser.js'
import { corpora } from './corpora.js'
import { bytes, DLE, ESC, FS, GS, LF, type Part } from './printer-bench.js'

const list = (...parts: Part[]): ListedCommand[] => [...listCommands(bytes(...parts))]

describe('an entry', () => {
  it('is a run of text, whole whatever its length', () => {
    const text = 'A long line of a receipt. '.repeat(10)
    expect(list(text, LF)).toEqual([
      {
        offset: 0,
        length: 260,
        hex: Buffer.from(text.slice(0, 64)).toString('hex'),
        hexTruncated: true,
        name: 'text',
        parameters: { text },
        unknown: false,
      },
      { offset: 260, length: 1, hex: '0a', name: 'LF', title: 'Print and feed a line', parameters: {}, unknown: false },
    ])
  })

  it('is a command under the names of the reference', () => {
    expect(list(ESC, '$', 0x10, 1)).toEqual([
      {
        offset: 0,
        length: 4,
        hex: '1b241001',
        name: 'ESC $',
        title: 'Set absolute print position',
        parameters: { nL: 16, nH: 1 },
        unknown: false,
      },
    ])
  })

  const rows: readonly (readonly [input: readonly Part[], name: string, parameters: ListedCommand['parameters']])[] = [
    [
      [GS, 'v0', 0, 10, 0, 8, 0, new Uint8Array(80)],
      'GS v 0',
      { m: 0, xL: 10, xH: 0, yL: 8, yH: 0, d: { length: 80 } },
    ],
    [[GS, 'V', 66, 3], 'GS V', { m: 66, n: 3 }],
    [[GS, 'k', 4, 'AB', 0], 'GS k', { m: 4, d: '414200' }],
    [[GS, 'k', 73, 2, 'AB'], 'GS k', { m: 73, n: 2, d: '4142' }],
    [[ESC, 'D', 4, 8, 0], 'ESC D', { n: '040800' }],
    [[GS, 'C;', '1;2;3;4;5;'], 'GS C ;', { sa: '313b', sb: '323b', sn: '333b', sr: '343b', sc: '353b' }],
    [[ESC, '&', 1, 65, 66, 1, 7, 0], 'ESC &', { y: 1, c1: 65, c2: 66, x1: 1, d1: '07', x2: 0, d2: '' }],
    [[DLE, 0x14, 1, 0, 2], 'DLE DC4 fn 1', { fn: 1, m: 0, t: 2 }],
    [[GS, '(k', 3, 0, 49, 67, 5], 'GS ( k cn 49 fn 67', { pL: 3, pH: 0, cn: 49, fn: 67, n: 5 }],
    [[GS, '(k', 5, 0, 49, 80, 48, 'ab'], 'GS ( k cn 49 fn 80', { pL: 5, pH: 0, cn: 49, fn: 80, m: 48, d: '6162' }],
    [
      [GS, '(L', 11, 0, 48, 112, 48, 1, 1, 49, 8, 0, 1, 0, 0xff],
      'GS ( L fn 112',
      { pL: 11, pH: 0, m: 48, fn: 112, a: 48, bx: 1, by: 1, c: 49, xL: 8, xH: 0, yL: 1, yH: 0, d: 'ff' },
    ],
    [[GS, '8L', 2, 0, 0, 0, 48, 50], 'GS 8 L fn 50', { p1: 2, p2: 0, p3: 0, p4: 0, m: 48, fn: 50 }],
    [
      [GS, '(H', 6, 0, 48, 48, 'abcd'],
      'GS ( H fn 48',
      { pL: 6, pH: 0, fn: 48, m: 48, d1: 97, d2: 98, d3: 99, d4: 100 },
    ],
    [[GS, '(A', 2, 0, 0, 2], 'GS ( A', { pL: 2, pH: 0, n: 0, m: 2 }],
    [[GS, '(L', 0, 0], 'GS ( L', { pL: 0, pH: 0 }],
    [[FS, '2', 0xfe, 0xa1, new Uint8Array(72)], 'FS 2', { c1: 254, c2: 161, d: { length: 72 } }],
  ]

  it.each(rows)('%j is %s', (input, name, parameters) => {
    const [entry, ...more] = list(...input)
    expect(more).toEqual([])
    expect(entry).toMatchObject({ name, unknown: false })
    expect(entry?.parameters).toEqual(parameters)
    expect(entry).not.toHaveProperty('incomplete')
  })

  it('has text that is not Latin as bytes', () => {
    expect(list(0x82, 0xa0)[0]?.parameters).toEqual({ bytes: '82a0' })
  })

  it('says when it shows only the beginning of a text', () => {
    const [entry] = list('a'.repeat(5000))
    expect(entry).toMatchObject({ length: 5000, hexTruncated: true, textTruncated: true })
    expect(String(entry?.parameters['text'])).toHaveLength(4096)
  })
})

describe('what the grammar does not have', () => {
  it('is named by its bytes', () => {
    expect(list('a', ESC, 0x7f, 0x01)).toMatchObject([
      { name: 'text' },
      { offset: 1, length: 2, hex: '1b7f', name: '1B 7F', parameters: {}, unknown: true },
      { offset: 3, length: 1, name: '01', unknown: true },
    ])
  })

  it('is a letter of a family, read to its end', () => {
    expect(list(GS, '(~', 2, 0, 'AB', 'x')).toMatchObject([
      { length: 7, name: 'GS ( ~', parameters: { letter: 126, pL: 2, pH: 0, d: '4142' }, unknown: true },
      { offset: 7, name: 'text' },
    ])
  })

  it('is a function of a known letter', () => {
    expect(list(GS, '(L', 3, 0, 48, 200, 1)).toMatchObject([
      { name: 'GS ( L fn 200', parameters: { m: 48, fn: 200, d: '01' }, unknown: true },
    ])
  })
})

describe('a stream that ends in a command', () => {
  it.each<readonly [Part[], Partial<ListedCommand>]>([
    [[ESC], { hex: '1b', name: '1B', parameters: {} }],
    [[GS, '('], { hex: '1d28', name: '1D 28', parameters: {} }],
    [[ESC, '$', 16], { name: 'ESC $', parameters: { nL: 16 } }],
    [
      [GS, 'v0', 0, 1, 0, 9, 0, 1, 2],
      { length: 10, name: 'GS v 0', parameters: { m: 0, xL: 1, xH: 0, yL: 9, yH: 0, d: '0102' } },
    ],
    [[GS, '(k', 9, 0, 49], { name: 'GS ( k', parameters: { pL: 9, pH: 0, cn: 49 } }],
    [
      [GS, '(k', 9, 0, 49, 80, 48, 'a'],
      { name: 'GS ( k cn 49 fn 80', parameters: { pL: 9, pH: 0, cn: 49, fn: 80, m: 48, d: '61' } },
    ],
    [[GS, 'k', 4, 'AB'], { name: 'GS k', parameters: { m: 4, d: '4142' } }],
  ])('%j is listed as far as it came', (input, expected) => {
    expect(list('text', ...input)).toMatchObject([
      { name: 'text' },
      { ...expected, offset: 4, incomplete: true, unknown: false },
    ])
  })
})

describe('size', () => {
  it('of a payload that is too long is told without keeping it', () => {
    const rows = LONGEST_COMMAND_BYTES / 0x800 + 1
    const [entry, ...more] = list(GS, 'v0', 0, 0, 8, rows & 0xff, rows >> 8, new Uint8Array(0x800 * rows))
    expect(more).toEqual([])
    expect(entry).toMatchObject({ length: 8 + 0x800 * rows, name: 'GS v 0', hexTruncated: true })
    expect(entry?.parameters['d']).toEqual({ length: 0x800 * rows })
    expect(entry?.hex).toHaveLength(128)
  })
})

describe('chunks', () => {
  it('make no difference', () => {
    const stream = bytes('one', LF, ESC, '!', 8, 'two', GS, '(k', 3, 0, 49, 67, 5, 'x'.repeat(200), GS, 'v0', 0, 1)
    const single = Array.from(stream, (byte) => Uint8Array.of(byte))
    expect([...listCommands(single)]).toEqual([...listCommands(stream)])
  })

  it('may be empty', () => {
    expect([...listCommands([])]).toEqual([])
    expect([...listCommands([new Uint8Array(0), Uint8Array.of(LF), new Uint8Array(0)])]).toHaveLength(1)
  })
})

describe.skipIf(corpora.size === 0)('corpora (skipped where the folder is absent)', () => {
  it.each([...corpora.keys()])('%s is listed without gaps, with nothing unknown, as JSON', (name) => {
    const stream = corpora.get(name) ?? new Uint8Array(0)
    let end = 0
    for (const entry of listCommands(stream)) {
      expect(entry.offset).toBe(end)
      end += entry.length
      expect(entry.unknown, JSON.stringify(entry)).toBe(false)
      expect(JSON.parse(JSON.stringify(entry))).toEqual(entry)
    }
    expect(end).toBe(stream.length)
  })
})
