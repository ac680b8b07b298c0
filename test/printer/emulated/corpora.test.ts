/** Streams that other people's software sends to real printers: all of it must be read, and nothing may leak as text. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { PaperPiece } from '../../../drivers/printers/emulated/paper/receipt.js'
import { chunked } from './chunking.js'
import { corpora } from './corpora.js'
import { bench } from './printer-bench.js'

/** Prints a stream; the paper is cut or not as the stream says. */
function print(...chunks: readonly Uint8Array[]) {
  const { printer, plug } = bench()
  const wire = plug()
  for (const chunk of chunks) wire.send(chunk)
  const pieces: readonly PaperPiece[] = [...printer.receipts(), printer.unfinishedPaper()]
  return {
    pieces,
    lines: pieces.flatMap(({ lines }) => lines),
    notes: pieces.flatMap(({ notUnderstood }) => notUnderstood),
    pulses: printer.drawerPulses().length,
    replies: wire.replies(),
    idle: printer.idle,
  }
}

const digest = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex').slice(0, 16)
}

/** Everything there is to see, in a form that compares quickly. */
const facts = ({ pieces, notes, lines, idle, replies, pulses }: ReturnType<typeof print>) => ({
  ...{ notes, lines, idle, replies, pulses },
  dots: pieces.map(({ image }) => `${image.heightDots} ${digest(image.bytes)}`),
})

const stream = (name: string): Uint8Array => corpora.get(name) ?? new Uint8Array(0)

/** A page's empty places, printed as such by whoever lists the page. */
const EMPTY_PLACES = 'bytes are no character'

/**
 * What every stream amounts to. The digest is of the words on the paper, columns and all: they were read against the
 * pictures, so that a change of a single character has to be read again. The notes are what a printer may not do:
 *
 * - barcode: widths 1, 7 and 8 are beyond GS w; and UPC-E from numbers that cannot be made that short is not printed.
 * - character-tables: lists pages of ESC t that are in no table of the reference, or whose characters are unknown.
 * - demo, qr-code: QR model 1 is drawn as model 2.
 * - pdf417-code: modules of 8 dots, and 30 columns, are wider than the paper.
 */
const EXPECTED: Readonly<Record<string, object>> = {
  barcode: {
    pieces: 1,
    images: 0,
    symbols: 38,
    pulses: 0,
    words: 'a81fca37a946e852',
    notes: { 'GS k: parameter out of range': 2, 'GS w: parameter out of range': 3 },
  },
  'bit-image': { pieces: 1, images: 4, symbols: 0, pulses: 0, words: '9b508edff416e327', notes: {} },
  'character-encodings': { pieces: 1, images: 0, symbols: 0, pulses: 0, words: '21721be03bbd10d5', notes: {} },
  'character-tables': {
    pieces: 1,
    images: 0,
    symbols: 0,
    pulses: 0,
    words: 'de769b2117065d5f',
    notes: { 'ESC t: not supported': 15, 'bytes are no character': 304 },
  },
  demo: {
    pieces: 14,
    images: 8,
    symbols: 4,
    pulses: 1,
    words: '8181d333bb86e8b4',
    notes: { 'GS ( k cn 49 fn 65: not supported': 1 },
  },
  graphics: { pieces: 1, images: 4, symbols: 0, pulses: 0, words: '4b1f97f0c1b74da6', notes: {} },
  'margins-and-spacing': { pieces: 1, images: 0, symbols: 0, pulses: 0, words: '66f141af9d460c32', notes: {} },
  'pdf417-code': {
    pieces: 1,
    images: 0,
    symbols: 22,
    pulses: 0,
    words: 'fc4a32eca5cd2a1f',
    notes: { 'GS ( k cn 48 fn 81: too long': 2 },
  },
  'qr-code': {
    pieces: 1,
    images: 0,
    symbols: 19,
    pulses: 0,
    words: '1e0835c4927bf3c9',
    notes: { 'GS ( k cn 49 fn 65: not supported': 1 },
  },
  'receipt-with-logo': { pieces: 1, images: 1, symbols: 0, pulses: 1, words: '2eab3c14c5c1657b', notes: {} },
  'text-size': { pieces: 1, images: 0, symbols: 0, pulses: 0, words: '8ca46b374bda3607', notes: {} },
  'unifont-print-buffer': { pieces: 1, images: 0, symbols: 0, pulses: 0, words: '56ad65767cbc10fa', notes: {} },
}

describe.skipIf(corpora.size === 0)('corpora of escpos-php (skipped where the folder is absent)', () => {
  const names = [...corpora.keys()]

  it.each(names)('%s is read to its end, the same in any chunks', (name) => {
    const bytes = stream(name)
    const whole = facts(print(bytes))
    expect(whole.idle).toBe(true)
    expect(facts(print(...Array.from(bytes, (byte) => Uint8Array.of(byte))))).toEqual(whole)
    expect(facts(print(...chunked(bytes, [7, 100, 101, 999, 5000, 70_000])))).toEqual(whole)
  })

  it.each(names)('%s leaves on paper what it means, and no byte of a command as text', (name) => {
    const { pieces, lines, notes, pulses } = print(stream(name))
    const kinds = (kind: string) =>
      pieces.flatMap(({ transcript }) => transcript).filter((entry) => entry.kind === kind)
    const told = new Map<string, number>()
    for (const { command, reason } of notes) {
      const key = reason === EMPTY_PLACES ? EMPTY_PLACES : `${command}: ${reason}`
      told.set(key, (told.get(key) ?? 0) + 1)
    }
    expect({
      pieces: pieces.filter(({ lines: said }) => said.length > 0).length,
      images: kinds('image').length,
      symbols: kinds('symbol').length,
      pulses,
      words: digest(lines.join('\n')),
      notes: Object.fromEntries(told),
    }).toEqual(EXPECTED[name])
  })

  it.each(names)('%s uses nothing the grammar does not have', (name) => {
    expect(print(stream(name)).notes.filter(({ reason }) => reason === 'not in the grammar')).toEqual([])
  })

  it.each(names)('%s prints no character no font has, but where a page has none', (name) => {
    const { lines, notes } = print(stream(name))
    // U+FFFD stands for a byte that is no character, and every one of them was told of.
    const unknown = [...lines.join('')].filter((character) => character === '\ufffd').length
    expect(unknown).toBe(notes.filter(({ reason }) => reason === EMPTY_PLACES).length)
    expect(lines.filter((line) => /[\p{Cc}\p{Co}\p{Cn}]/u.test(line))).toEqual([])
  })

  it('receipt-with-logo says what its receipt says', () => {
    expect(print(stream('receipt-with-logo')).lines.filter((line) => line !== '')).toMatchInlineSnapshot(`
      [
        "[image 300×236]",
        "ExampleMart Ltd.",
        "Shop No. 42.",
        "SALES INVOICE",
        "                                               $",
        "Example item #1                             4.00",
        "Another thing                               3.50",
        "Something else                              1.00",
        "A final item                                4.45",
        "Subtotal                                   12.95",
        "A local tax                                 1.30",
        "Total            $ 14.25",
        "Thank you for shopping at ExampleMart",
        "For trading hours, please visit example.com",
        "Monday 6th of April 2015 02:56:25 PM",
      ]
    `)
  })

  it('text-size keeps every word', () => {
    expect(print(stream('text-size')).lines.join(' ')).toMatchInlineSnapshot(
      `" Change height & width 12345678  Change width only (height=4): 12345678  Change height only (width=4): 12345678  Very narrow text: The quick brown fox jumps over the lazy dog.  Very wide text: Hello world!  Largest possible text: Hello world!"`,
    )
  })

  it('qr-code draws its codes', () => {
    const lines = print(stream('qr-code')).lines
    expect(lines.filter((line) => line.startsWith('[QR ')).length).toBeGreaterThan(10)
  })
})
