/** Whatever a host sends, the printer stays a printer: it never throws, always ends idle, and still answers. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandTable } from '../../../drivers/printers/emulated/grammar/command-table.js'
import { listCommands } from '../../../drivers/printers/emulated/grammar/list-commands.js'
import { chunked, cuts, type Injury, injured, injuries, joined } from './chunking.js'
import { commandSamples } from './command-samples.js'
import { corpora } from './corpora.js'
import { bench, DLE, ESC, FS, GS } from './printer-bench.js'
import { tokensOf } from './tokens.js'

const SEED = 20_260_101

/** A known prefix with parameters that are anything but right. */
const mangledCommand = fc
  .tuple(fc.constantFrom(...commandTable), fc.uint8Array({ maxLength: 12 }))
  .map(([{ prefix }, parameters]) => [...prefix, ...parameters])

const noise = fc
  .array(
    fc.oneof(
      mangledCommand,
      fc.uint8Array({ maxLength: 20 }).map((bytes) => [...bytes]),
      fc.constantFrom(...commandSamples).map(({ bytes }) => [...bytes]),
      fc.constantFrom([ESC], [GS], [FS], [DLE]),
    ),
    { maxLength: 30 },
  )
  .map((parts) => Uint8Array.from(parts.flat()))

/** Ends whatever command the noise may have left open; the longest open one is far shorter. */
const CLEAR = [DLE, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8]

/** Sends it all, empties the buffers, and asks how the printer is. */
function expectAlive(...chunks: readonly Uint8Array[]): void {
  const { printer, plug } = bench()
  const first = plug()
  for (const chunk of chunks) first.send(chunk)
  // The noise may hold the command to switch off.
  const wire = printer.powered ? plug() : undefined
  if (!wire) return
  wire.send(CLEAR, DLE, 4, 1)
  expect(wire.replies()).toMatch(/^3725001[26]$/)
  expect(printer.idle).toBe(true)
}

describe('noise', () => {
  it('neither throws nor stops the printer', () => {
    fc.assert(
      fc.property(noise, (stream) => expectAlive(stream)),
      { numRuns: 300, seed: SEED },
    )
  })

  it('reads the same in any chunks', () => {
    fc.assert(
      fc.property(noise, cuts, (stream, at) => {
        expect(tokensOf(...chunked(stream, at))).toEqual(tokensOf(stream))
      }),
      { numRuns: 500, seed: SEED },
    )
  })

  it('is listed to its last byte', () => {
    fc.assert(
      fc.property(noise, cuts, (stream, at) => {
        const listed = [...listCommands(chunked(stream, at))]
        expect(listed.reduce((total, { length }) => total + length, 0)).toBe(stream.length)
        expect(listed).toEqual([...listCommands(stream)])
      }),
      { numRuns: 300, seed: SEED },
    )
  })
})

describe('every command cut short', () => {
  const samples = commandSamples.map(
    (sample) => [`${sample.definition.id} ${sample.functionKey ?? ''}`.trim(), sample.bytes] as const,
  )

  it.each(samples)('%s waits for its end at any byte, and is whole when it comes', (_name, bytes) => {
    const whole = tokensOf(bytes)
    for (let length = 1; length < bytes.length; length++) {
      expect(tokensOf(bytes.subarray(0, length))).toEqual(['half a command'])
      expect(tokensOf(bytes.subarray(0, length), bytes.subarray(length))).toEqual(whole)
    }
  })

  it('leaves the printer able to answer', () => {
    for (const [, bytes] of samples) {
      for (let length = 1; length <= bytes.length; length++) expectAlive(bytes.subarray(0, length))
    }
  })

  it('is followed by another command, and nothing is worse for it', () => {
    const streams = fc.tuple(fc.constantFrom(...samples), fc.nat({ max: 60 }), fc.constantFrom(...samples))
    fc.assert(
      fc.property(streams, ([[, first], length, [, second]]) => {
        expectAlive(joined(first.subarray(0, length), second))
      }),
      { numRuns: 300, seed: SEED },
    )
  })
})

describe('absurd sizes', () => {
  const MOST = [0xff, 0xff]
  const rows: readonly (readonly [string, readonly number[]])[] = [
    ['GS v 0 of 524,280 × 65,535 dots', [GS, 0x76, 0x30, 0, ...MOST, ...MOST]],
    ['GS Q 0 likewise', [GS, 0x51, 0x30, 0, ...MOST, ...MOST]],
    ['GS 8 L of 4 GB', [GS, 0x38, 0x4c, ...MOST, ...MOST]],
    ['FS q of 255 images of 34 GB', [FS, 0x71, 255, ...MOST, ...MOST]],
    ['ESC * of 65,535 columns', [ESC, 0x2a, 33, ...MOST]],
    ['ESC & of 255 × 255 bytes a character', [ESC, 0x26, 255, 0, 255, 255]],
    ['GS D of 4 GB', [GS, 0x44, 48, 67, 48, 65, 65, 48, 49, 0x42, 0x4d, ...MOST, ...MOST]],
  ]
  const PAYLOAD = new Uint8Array(300_000).fill(0x5a)

  it.each(rows)('%s is waited for, and given up when told to', (_name, head) => {
    expectAlive(Uint8Array.from(head), PAYLOAD)
  })
})

describe.skipIf(corpora.size === 0)('corpora, spoilt (skipped where the folder is absent)', () => {
  // Names, so that a counterexample is short enough to read.
  const names = fc.constantFrom(...(corpora.size > 0 ? corpora.keys() : ['none']))
  const spoil = (name: string, what: readonly Injury[]) => injured(corpora.get(name) ?? new Uint8Array(0), what)

  it('read the same in any chunks', () => {
    fc.assert(
      fc.property(names, injuries, cuts, (name, what, at) => {
        const spoilt = spoil(name, what)
        expect(tokensOf(...chunked(spoilt, at))).toEqual(tokensOf(spoilt))
      }),
      { numRuns: 60, seed: SEED },
    )
  })

  it('are listed to the last byte', () => {
    fc.assert(
      fc.property(names, injuries, (name, what) => {
        const spoilt = spoil(name, what)
        let end = 0
        for (const { offset, length } of listCommands(spoilt)) {
          expect(offset).toBe(end)
          end += length
        }
        expect(end).toBe(spoilt.length)
      }),
      { numRuns: 60, seed: SEED },
    )
  })

  it('neither throw nor stop the printer', () => {
    fc.assert(
      fc.property(names, injuries, cuts, (name, what, at) => {
        expectAlive(...chunked(spoil(name, what), at))
      }),
      { numRuns: 40, seed: SEED },
    )
  })
})
