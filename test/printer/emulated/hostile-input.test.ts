/**
 * Input that is out to hurt the whole printer: absurd sizes, commands with every byte wrong, streams of real software
 * spoilt. It must stay a printer – idle in the end, answering, the same paper for the same bytes – and stay small.
 */
import { createHash } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SCRIPT_CASES } from '../peers/peer-documents.js'
import { receiptlineBytes } from '../peers/peer-receiptline.js'
import { chunked, cuts, injured, injuries, joined } from './chunking.js'
import { commandSamples } from './command-samples.js'
import { corpora } from './corpora.js'
import { type Bench, bench, bytes, DLE, ESC, FS, GS, INSTANT, LF, PACED, type Part } from './printer-bench.js'

const SEED = 20_261_122

/** DLE DC4 fn 8: ends whatever command is open, and is answered 37 25 00. */
const CLEAR = bytes(DLE, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8)
const STATUS = bytes(DLE, 4, 1)

/** A printer that is offline for want of paper would prove nothing. */
const ENDLESS = { ...INSTANT, rollRows: Number.MAX_SAFE_INTEGER }

/** Everything that came of it, small enough to compare at every chunking. */
function outcome({ printer }: Bench) {
  const pieces = [...printer.receipts(), printer.unfinishedPaper()]
  return {
    pieces: pieces.map(({ image, secondImage, transcript }) => ({
      rows: image.heightDots,
      dots: fingerprint(image.bytes, secondImage?.bytes ?? new Uint8Array(0)),
      transcript: fingerprint(Buffer.from(JSON.stringify(transcript))),
    })),
    pulses: printer.drawerPulses(),
    buzzes: printer.buzzes(),
    powered: printer.powered,
  }
}

function fingerprint(...parts: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

function fed(...chunks: readonly Uint8Array[]) {
  const onBench = bench()
  const wire = onBench.plug()
  for (const chunk of chunks) wire.send(chunk)
  return { ...outcome(onBench), replies: wire.replies() }
}

/** The input may hold the command to switch off, or GS ( D that turns clearing off: then it need only have survived. */
function expectAlive(onBench: Bench): void {
  const { printer, plug } = onBench
  if (!printer.powered) return
  const wire = plug()
  wire.send(CLEAR, STATUS)
  expect(wire.replies()).toMatch(/^3725001[26]$/)
  expect(printer.idle).toBe(true)
}

function survived(...parts: Part[]): void {
  const onBench = bench(ENDLESS)
  onBench.plug().send(...parts)
  expectAlive(onBench)
}

/** Streams as other people's software makes them, and the ones it might make if it had gone mad. */
const peerStreams: ReadonlyMap<string, Uint8Array> = new Map([
  ...corpora,
  ...SCRIPT_CASES.map(
    ({ name, document, encodings: [encoding = 'cp437'] }) =>
      [`receiptline, ${name}`, receiptlineBytes(document, { encoding, cpl: 48 })] as const,
  ),
])

const garbage = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...commandSamples).map(({ bytes: sample }) => [...sample]) },
      { weight: 3, arbitrary: fc.uint8Array({ maxLength: 40 }).map((random) => [...random]) },
      { weight: 2, arbitrary: fc.constantFrom([ESC], [GS], [FS], [DLE], [DLE, 4], [GS, 0x28], [LF], [0x0c]) },
      { weight: 1, arbitrary: fc.constantFrom([...bytes('text')], [...bytes(GS, 'V', 0)], [...bytes(ESC, 'L')]) },
    ),
    { maxLength: 40 },
  )
  .map((parts) => Uint8Array.from(parts.flat()))

describe('the same bytes are the same paper in any chunks', () => {
  it('for garbage', () => {
    fc.assert(
      fc.property(garbage, cuts, (stream, at) => {
        expect(fed(...chunked(stream, at))).toEqual(fed(stream))
      }),
      { numRuns: 300, seed: SEED },
    )
  })

  it('for real streams, spoilt', () => {
    fc.assert(
      fc.property(fc.constantFrom(...peerStreams.keys()), injuries, cuts, (name, what, at) => {
        const spoilt = injured(peerStreams.get(name) ?? new Uint8Array(0), what)
        expect(fed(...chunked(spoilt, at))).toEqual(fed(spoilt))
      }),
      { numRuns: 60, seed: SEED },
    )
  })

  it('for garbage byte by byte between real receipts', () => {
    const [receipt = new Uint8Array(0)] = peerStreams.values()
    fc.assert(
      fc.property(garbage, (stream) => {
        const all = joined(receipt, stream, receipt)
        expect(fed(...Array.from(all, (byte) => Uint8Array.of(byte)))).toEqual(fed(all))
      }),
      { numRuns: 25, seed: SEED },
    )
  })
})

describe('commands with every byte wrong', () => {
  it.each([0x00, 0x01, 0x7f, 0x80, 0xff])('parameters of nothing but %i are survived', (byte) => {
    for (const { definition, bytes: sample } of commandSamples) {
      const parameters = new Uint8Array(Math.max(8, sample.length - definition.prefix.length)).fill(byte)
      survived('a', definition.prefix, parameters, 'b', LF)
      survived(ESC, 'L', definition.prefix, parameters, 'b', 0x0c)
    }
  })

  it('each parameter byte in turn taking every value that turns is survived', () => {
    const turning = [0x00, 0x01, 0x1f, 0x30, 0x31, 0x7f, 0x80, 0xfe, 0xff]
    for (const { definition, bytes: sample } of commandSamples) {
      const onBench = bench()
      const wire = onBench.plug()
      for (let at = definition.prefix.length; at < Math.min(sample.length, definition.prefix.length + 12); at++) {
        for (const value of turning) {
          if (!onBench.printer.powered) break
          const wrong = sample.slice()
          wrong[at] = value
          wire.send(wrong, CLEAR)
        }
      }
      expectAlive(onBench)
    }
  })
})

describe('absurd sizes', () => {
  const MOST = [0xff, 0xff]
  const payload = (count: number, byte = 0x55) => new Uint8Array(count).fill(byte)
  const times = (count: number, ...parts: Part[]): Buffer =>
    Buffer.concat(Array.from({ length: count }, () => bytes(...parts)))

  const rows: readonly (readonly [string, () => Part[]])[] = [
    ['a raster image of 524,280 × 65,535 dots', () => [GS, 'v0', 0, MOST, MOST, payload(2_000_000)]],
    ['a raster image four times as large as it is', () => [GS, 'v0', 3, 72, 0, 0xff, 0x0f, payload(72 * 0x0fff)]],
    ['a raster image a byte high and 524,280 dots wide', () => [GS, 'v0', 3, MOST, 1, 0, payload(0xffff)]],
    ['a raster image a byte wide and 65,535 dots high', () => [GS, 'v0', 3, 1, 0, MOST, payload(0xffff)]],
    ['raster images without width or height', () => [GS, 'v0', 0, 0, 0, MOST, GS, 'v0', 0, MOST, 0, 0, 'x', LF]],
    ['graphics that say they are larger than their data', () => [GS, '(L', 12, 0, '0p0', 1, 1, '1', MOST, MOST, 1, 2]],
    ['graphics of 4 GB', () => [GS, '8L', MOST, MOST, '0p0', 1, 1, '1', MOST, MOST, payload(1_000_000)]],
    ['graphics of no size', () => [GS, '(L', 10, 0, '0p0', 1, 1, '1', 0, 0, 0, 0, GS, '(L', 2, 0, '02']],
    ['a bit image of 65,535 columns', () => [ESC, '*', 33, MOST, payload(3 * 0xffff), LF]],
    [
      'bit images over and over on one line',
      () => [times(2000, ESC, '*', 33, 100, 0, payload(300), ESC, '$', 0, 0), LF],
    ],
    ['a bar code of 255 wide characters', () => [GS, 'w', 6, GS, 'h', 255, GS, 'k', 73, 255, '{B', payload(253, 0x41)]],
    ['a QR code of 7,089 digits', () => [GS, '(k', 0xb4, 0x1b, '1P0', payload(7089, 0x31), GS, '(k', 3, 0, '1Q0']],
    ['a QR code of 65,532 bytes', () => [GS, '(k', MOST, '1P0', payload(65_532, 0x41), GS, '(k', 3, 0, '1Q0']],
    ['a PDF417 of 65,532 bytes', () => [GS, '(k', MOST, '0P0', payload(65_532, 0x41), GS, '(k', 3, 0, '0Q0']],
    [
      'units of a two-hundred-and-fifty-fifth inch and of an inch',
      () => [GS, 'P', 255, 255, ESC, 'J', 255, GS, 'P', 1, 1, times(20, ESC, 'J', 255)],
    ],
    [
      'margins and areas beyond the paper',
      () => [GS, 'L', MOST, 'x', LF, GS, 'W', MOST, 'y', LF, GS, 'W', 0, 0, 'zzz', LF],
    ],
    ['positions beyond the line', () => [times(500, 'x', ESC, '$', MOST, ESC, '\\', MOST), LF]],
    ['tabs beyond the line', () => [ESC, 'D', payload(31, 0xff), 0, times(500, 9, 'x'), LF]],
    ['spacing of 255 at eight times the size', () => [ESC, ' ', 255, GS, '!', 0x77, payload(300, 0x57), LF]],
    ['lines 255 units high', () => [ESC, '3', 255, times(2000, LF)]],
    ['255 lines at a time', () => [times(200, ESC, 'd', 255)]],
    ['feeding back for ever', () => [times(500, ESC, 'K', 255, ESC, 'e', 255)]],
    [
      'user characters 255 dots wide',
      () => [ESC, '&', 3, 0x20, 0x7e, times(95, 255, payload(255 * 3)), ESC, '%', 1, payload(200, 0x41), LF],
    ],
    ['user characters in the wrong order', () => [ESC, '&', 3, 0x7e, 0x20, payload(5000)]],
    ['a double-byte user character of every code', () => [times(500, FS, '2', 0x77, 0x21, payload(72, 0xff))]],
    ['255 kept images of 65,535 × 65,535', () => [FS, 'q', 255, MOST, MOST, payload(1_000_000)]],
    [
      'kept images until memory is full',
      () => [times(300, GS, '(L', 0x4a, 0x04, '0C0', 'AA', 1, 96, 0, 90, 0, '1', payload(1080))],
    ],
    ['a downloaded image of 255 × 48', () => [GS, '*', 255, 48, payload(255 * 48 * 8), GS, '/', 3]],
    ['a page of every dot there is', () => [ESC, 'L', ESC, 'W', 0, 0, 0, 0, MOST, MOST, times(300, 'page', LF), 0x0c]],
    ['a page area of nothing', () => [ESC, 'L', ESC, 'W', MOST, MOST, 0, 0, 0, 0, 'page', LF, 0x0c]],
    ['the same page again and again', () => [ESC, 'L', 'page', times(50, ESC, 0x0c), 0x0c]],
    [
      'page directions and positions at random',
      () => [ESC, 'L', times(500, ESC, 'T', 3, GS, '$', MOST, GS, '\\', MOST, 'x', ESC, 'T', 1, 'y'), 0x0c],
    ],
    ['a macro that calls itself', () => [GS, ':', 'x', GS, '^', 255, 0, 0, GS, ':', GS, '^', 255, 0, 0]],
    ['a macro of much paper, 255 times', () => [GS, ':', times(50, 'line', LF), GS, ':', GS, '^', 255, 0, 0]],
    ['a macro that never ends', () => [GS, ':', payload(1_000_000, 0x41)]],
    [
      'counters counted to the end and beyond',
      () => [GS, 'C0', 255, 255, GS, 'C1', MOST, 0, 0, 255, 255, times(3000, GS, 'c'), LF],
    ],
    ['notes without end', () => [times(100_000, GS, 0xee)]],
    ['unfinished characters without end', () => [FS, '&', times(20_000, 0xb0, ESC, 'E', 1)]],
    ['cuts without paper', () => [times(20_000, GS, 'V', 1)]],
    ['status asked for without end', () => [times(20_000, DLE, 4, 1, GS, 'r', 1)]],
    ['initialising without end', () => [times(20_000, ESC, '@')]],
  ]

  it.each(rows)('%s is survived', (_name, parts) => {
    survived(...parts())
  })
})

describe('memory', () => {
  const PIECE = 64 * 1024
  const TOTAL = 16 * 1024 * 1024
  const ALLOWED = 4 * 1024 * 1024
  /** Glyphs and codes of every kind are cached on the way. */
  const ALLOWED_BY_GARBAGE = 12 * 1024 * 1024

  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')

  /** Buffers are let go of beside the collection, so the least of a few looks counts. */
  function usedBytes(): number {
    const looks = [1, 2, 3].map(() => {
      collect()
      const { heapUsed, arrayBuffers } = process.memoryUsage()
      return heapUsed + arrayBuffers
    })
    return Math.min(...looks)
  }

  const pieceOf = (...parts: Part[]): Buffer => {
    const unit = bytes(...parts)
    return Buffer.concat(Array.from({ length: Math.floor(PIECE / unit.length) }, () => unit))
  }

  // Nothing here prints: paper and receipts are kept for whoever asks, as long as the printer lives.
  const streams: readonly (readonly [string, Uint8Array, Uint8Array, number])[] = [
    ['an image that is never over', bytes(GS, 'v0', 0, 0xff, 0xff, 0xff, 0xff), pieceOf(0x55), TOTAL],
    ['graphics that are never over', bytes(GS, '8L', 0xff, 0xff, 0xff, 0xff), pieceOf(0x55), TOTAL],
    [
      'a file that is never over',
      bytes(GS, 'D', '0C0', 'AA', '01', 'BM', 0xff, 0xff, 0xff, 0xff),
      pieceOf(0x55),
      TOTAL,
    ],
    ['unknown commands', bytes(), pieceOf(GS, 0xee), TOTAL / 32],
    ['half characters', bytes(FS, '&'), pieceOf(0xb0, ESC, 'E', 1), TOTAL / 16],
    ['styles without text', bytes(), pieceOf(ESC, 'E', 1, GS, '!', 0x11, ESC, '-', 2), TOTAL / 16],
    ['words on one spot', bytes(), pieceOf('word', ESC, '$', 0, 0), TOTAL / 32],
    ['dots on one spot', bytes(), pieceOf(ESC, '*', 33, 8, 0, new Uint8Array(24), ESC, '$', 0, 0), TOTAL / 16],
    ['a page that is never printed', bytes(ESC, 'L'), pieceOf('words on a page', LF), TOTAL / 32],
    ['user characters', bytes(), pieceOf(FS, '2', 0x77, 0x21, new Uint8Array(72)), TOTAL / 8],
    ['macros', bytes(), pieceOf(GS, ':', 'x', ESC, '$', 0, 0, GS, ':'), TOTAL / 32],
    [
      'graphics stored and not printed',
      bytes(),
      pieceOf(GS, '(L', 82, 0, '0p0', 1, 1, '1', 72, 0, 8, 0, new Uint8Array(72)),
      TOTAL / 16,
    ],
    ['drawer kicks’ worth of status', bytes(), pieceOf(GS, 'r', 1), TOTAL / 32],
  ]

  it.each(streams)('%s take no more room the longer they last', (_name, head, piece, total) => {
    const onBench = bench(ENDLESS)
    const wire = onBench.plug()
    wire.send(head)
    const send = (count: number) => {
      for (let sent = 0; sent < count; sent += piece.length) {
        wire.send(piece)
        wire.replies()
      }
    }
    // Caches fill first.
    send(total / 16)
    const before = usedBytes()
    send(total)
    expect(usedBytes() - before).toBeLessThan(ALLOWED)
    expectAlive(onBench)
  })

  it('is given back with the printers that garbage was printed on', { timeout: 60_000 }, () => {
    // Without GS ^: a macro makes metres of paper out of a few bytes, which is a test of patience.
    const samples = fc.sample(garbage, { seed: SEED, numRuns: 4000 })
    const print = (from: number) => {
      for (let at = from; at < from + 1000; at += 50) {
        const onBench = bench(ENDLESS)
        const wire = onBench.plug()
        for (const sample of samples.slice(at, at + 50)) wire.send(withoutMacros(sample), CLEAR)
        expectAlive(onBench)
      }
    }
    print(0)
    const before = usedBytes()
    print(1000)
    print(2000)
    print(3000)
    expect(usedBytes() - before).toBeLessThan(ALLOWED_BY_GARBAGE)
  })
})

/** GS ^ becomes GS a: status instead of a replay. */
function withoutMacros(stream: Uint8Array): Uint8Array {
  return stream.map((byte, at) => (byte === 0x5e && stream[at - 1] === GS ? 0x61 : byte))
}

describe('a printer that takes its time', () => {
  const MOST_TAKEN = 256 * 1024
  const KB = 1024

  /** Sends pieces as long as the printer wants them; how many bytes that was. */
  function sentUntilHeld(wire: ReturnType<Bench['plug']>, piece: Uint8Array): number {
    let sent = 0
    while (!wire.held && sent < KB * KB) {
      wire.send(piece)
      sent += piece.length
    }
    return sent
  }

  const commands: readonly (readonly [string, Part[]])[] = [
    ['drawer kicks', [ESC, 'p', 0, 1, 1]],
    ['cuts', [GS, 'V', 1]],
    ['process IDs', [GS, '(H', 6, 0, '00ABCD']],
    ['unknown commands', [GS, 0xee]],
    ['feeds of nothing', [ESC, 'J', 0]],
    ['feeds back', [ESC, 'K', 1]],
    ['lines of nothing', [ESC, '3', 0, LF]],
  ]

  it.each(commands)('stops reading %s while it is busy, and does them all when it is not', async (_name, parts) => {
    const { clock, printer, plug } = bench({ ...PACED, rollRows: Number.MAX_SAFE_INTEGER })
    const wire = plug()
    const unit = bytes(...parts)
    // Busy with a line, but far from having printed as far ahead as it may.
    wire.send('busy', LF)
    const piece = Buffer.concat(Array.from({ length: 200 }, () => unit))
    expect(sentUntilHeld(wire, piece)).toBeLessThan(MOST_TAKEN)
    await clock.advance(3_600_000)
    expect(printer.idle).toBe(true)
    expect(wire.held).toBe(false)
  })

  it('answers in real time while it is held', () => {
    const { plug } = bench(PACED)
    const wire = plug()
    wire.send(Buffer.concat(Array.from({ length: 2000 }, () => bytes('a line of text', LF))))
    expect(wire.held).toBe(true)
    wire.replies()
    wire.send(STATUS)
    expect(wire.replies()).toBe('12')
  })
})
