/** Real-time commands are found as bytes go by, in whatever they are embedded. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RealTimeScanner } from '../../../drivers/printers/emulated/grammar/real-time-scanner.js'
import { chunked, cuts } from './chunking.js'

function scan(...input: number[]): string[] {
  const scanner = new RealTimeScanner()
  return input.flatMap((byte, at) => {
    const command = scanner.push(byte)
    return command ? [`${at}: ${JSON.stringify(command)}`] : []
  })
}

describe('RealTimeScanner', () => {
  it.each([
    ['DLE EOT 1', [0x10, 4, 1], '2: {"kind":"status","n":1}'],
    ['DLE EOT 4', [0x10, 4, 4], '2: {"kind":"status","n":4}'],
    ['DLE ENQ 1', [0x10, 5, 1], '2: {"kind":"recover","n":1}'],
    ['DLE DC4 fn 1', [0x10, 0x14, 1, 1, 8], '4: {"kind":"pulse","m":1,"t":8}'],
    ['DLE DC4 fn 2', [0x10, 0x14, 2, 1, 8], '4: {"kind":"powerOff"}'],
    ['DLE DC4 fn 8', [0x10, 0x14, 8, 1, 3, 0x14, 1, 6, 2, 8], '9: {"kind":"clear"}'],
  ])('finds %s at its last byte', (_name, input, expected) => {
    expect(scan(...input)).toEqual([expected])
  })

  it('finds one whose first byte follows another DLE', () => {
    expect(scan(0x10, 0x10, 4, 1)).toEqual(['3: {"kind":"status","n":1}'])
  })

  it('finds one inside a longer one that came to nothing', () => {
    expect(scan(0x10, 0x14, 8, 1, 3, 0x10, 4, 2)).toEqual(['7: {"kind":"status","n":2}'])
  })

  it('sees nothing in a status number that does not exist', () => {
    expect(scan(0x10, 4, 9, 0x10, 5, 7)).toEqual([])
  })
})

describe('scan', () => {
  /** What is found in chunks, and where in the whole stream it ends. */
  function found(...chunks: Uint8Array[]): string[] {
    const scanner = new RealTimeScanner()
    const commands: string[] = []
    let offset = 0
    for (const chunk of chunks) {
      for (let at = scanner.scan(chunk, 0); at; at = scanner.scan(chunk, at.next))
        commands.push(`${offset + at.next - 1}: ${JSON.stringify(at.command)}`)
      offset += chunk.length
    }
    return commands
  }

  it('finds several in one chunk, in an image', () => {
    const image = new Uint8Array(100_000).fill(0x5a)
    image.set([0x10, 4, 1], 10)
    image.set([0x10, 0x10, 0x10, 5, 2], 99_995)
    expect(found(image)).toEqual(['12: {"kind":"status","n":1}', '99999: {"kind":"recover","n":2}'])
  })

  it('finds what byte by byte finds, in any chunks', () => {
    const byte = fc.oneof(fc.constantFrom(0x10, 0x10, 4, 5, 0x14, 1, 2, 3, 6, 7, 8), fc.integer({ min: 0, max: 255 }))
    const stream = fc.array(byte, { maxLength: 200 }).map((bytes) => Uint8Array.from(bytes))
    fc.assert(
      fc.property(stream, cuts, (bytes, at) => {
        expect(found(...chunked(bytes, at))).toEqual(scan(...bytes))
      }),
      { numRuns: 1000, seed: 7 },
    )
  })
})
