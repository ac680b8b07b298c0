/** Patterns of codes: worked out once, kept for a while, and never a reason to fall over. */
import bwipjs from 'bwip-js/node'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { barPattern, matrixPattern } from '../../../drivers/printers/emulated/handlers/symbols/symbol-patterns.js'
import { bench, bytes, GS, LF } from './printer-bench.js'

afterEach(() => {
  vi.restoreAllMocks()
})

describe('what was worked out', () => {
  it('is kept, and refusals too', () => {
    const encode = vi.spyOn(bwipjs, 'raw')
    for (let round = 0; round < 3; round++) {
      expect(barPattern({ bcid: 'code39', text: 'KEPT' })).toBeDefined()
      expect(barPattern({ bcid: 'code39', text: 'refused' })).toBeUndefined()
    }
    expect(encode).toHaveBeenCalledTimes(2)
  })

  it('is forgotten when much else was asked for since, least recently used first', () => {
    const encode = vi.spyOn(bwipjs, 'raw')
    const ask = (text: string): unknown => barPattern({ bcid: 'code39', text })
    ask('OLD')
    for (let number = 0; number < 1000; number++) {
      ask(`N${number}`)
      ask('USED')
    }
    encode.mockClear()
    ask('USED')
    ask('N999')
    expect(encode).not.toHaveBeenCalled()
    ask('OLD')
    expect(encode).toHaveBeenCalledTimes(1)
  })

  it('is not mixed up where only an option differs', () => {
    const width = (eclevel: string) =>
      matrixPattern({ bcid: 'qrcode', text: 'x'.repeat(60), eclevel })?.modules.widthDots
    expect(width('L')).not.toBe(width('H'))
  })
})

describe('any data for any code', () => {
  const anyBytes = fc.uint8Array({ maxLength: 60 })

  it('is printed or put on record, and the printer goes on', () => {
    const anyFunction = fc.record({
      cn: fc.integer({ min: 47, max: 55 }),
      settings: fc.array(fc.tuple(fc.integer({ min: 64, max: 73 }), fc.uint8Array({ maxLength: 3 })), { maxLength: 4 }),
      data: anyBytes,
      kinds: fc.tuple(fc.constantFrom(48, 49), fc.integer({ min: 64, max: 78 })),
    })
    const call = (cn: number, fn: number, parameters: Uint8Array): Buffer =>
      bytes(GS, '(k', parameters.length + 2, 0, cn, fn, parameters)
    fc.assert(
      fc.property(anyFunction, ({ cn, settings, data, kinds }) => {
        const { printer, plug } = bench()
        const wire = plug()
        for (const [fn, parameters] of settings) wire.send(call(cn, fn, parameters))
        const kind = cn === 52 ? kinds : cn === 51 ? kinds.slice(1) : []
        wire.send(call(cn, 80, bytes(48, kind, data)), call(cn, 81, bytes(48)), call(cn, 82, bytes(48)), 'x', LF)
        expect(printer.unfinishedPaper().lines.at(-1)).toBe('x')
      }),
      { numRuns: 150 },
    )
  }, 30_000)

  it('is printed or put on record as a bar code too', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 65, max: 79 }),
        anyBytes,
        fc.constantFrom('', '{A', '{B', '{C', '(01)'),
        (m, data, start) => {
          const { printer, plug } = bench()
          const code = bytes(start, data)
          plug().send(GS, 'H', 3, GS, 'k', m, code.length, code, 'x', LF)
          const { symbols, notUnderstood, lines } = printer.unfinishedPaper()
          expect(symbols.length + notUnderstood.length).toBe(1)
          expect(lines.at(-1)).toBe('x')
        },
      ),
      { numRuns: 300 },
    )
  }, 30_000)
})
