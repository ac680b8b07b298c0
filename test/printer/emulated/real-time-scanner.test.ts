/** Real-time commands are found as bytes go by, in whatever they are embedded. */
import { describe, expect, it } from 'vitest'
import { RealTimeScanner } from '../../../drivers/printers/emulated/real-time-scanner.js'

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
