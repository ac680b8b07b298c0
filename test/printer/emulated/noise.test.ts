/** Whatever a host sends, the printer stays a printer: it never throws, always ends idle, and still answers. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commandTable } from '../../../drivers/printers/emulated/command-table.js'
import { bench, DLE, ESC, FS, GS } from './printer-bench.js'

/** A known prefix with parameters that are anything but right. */
const mangledCommand = fc
  .tuple(fc.constantFrom(...commandTable), fc.uint8Array({ maxLength: 12 }))
  .map(([{ prefix }, parameters]) => [...prefix.map((byte) => byte ?? 0x6b), ...parameters])

const noise = fc
  .array(
    fc.oneof(
      mangledCommand,
      fc.uint8Array({ maxLength: 20 }).map((bytes) => [...bytes]),
      fc.constantFrom([ESC], [GS], [FS], [DLE]),
    ),
    {
      maxLength: 30,
    },
  )
  .map((parts) => Uint8Array.from(parts.flat()))

/** Ends whatever command the noise may have left open; the longest open one is far shorter. */
const CLEAR = [DLE, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8]

describe('noise', () => {
  it('neither throws nor stops the printer', () => {
    fc.assert(
      fc.property(noise, (stream) => {
        const { printer, plug } = bench()
        plug().send(stream)
        const wire = printer.powered ? plug() : undefined
        if (!wire) return
        wire.send(CLEAR, DLE, 4, 1)
        expect(wire.replies()).toMatch(/^3725001[26]$/)
        expect(printer.idle).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
