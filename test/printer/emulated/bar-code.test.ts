/** Bar codes: the bars are those of the symbology, as wide and high as asked, with their characters where asked. */
import { describe, expect, it } from 'vitest'
import { readCode128 } from '../../../drivers/printers/emulated/handlers/code-128.js'
import { bench, bytes, ESC, GS, inkBox, LF, type Part, printed } from './printer-bench.js'

/** The first row of what was printed, as runs: positive for black, in dots. */
function bars(...parts: Part[]): number[] {
  const { image } = printed(parts)
  const row = image.toText().split('\n')[0] ?? ''
  return (row.replace(/^\.+|\.+$/g, '').match(/#+|\.+/g) ?? []).map((run) => run.length)
}

const modules = (runs: number[]): number => runs.reduce((sum, run) => sum + run, 0)

describe('GS k', () => {
  it.each([
    ['UPC-A', bytes(GS, 'k', 65, 11, '01234567890'), 95],
    ['UPC-E', bytes(GS, 'k', 66, 12, '012345000058'), 51],
    ['UPC-E', bytes(GS, 'k', 1, '123456', 0), 51],
    ['EAN13', bytes(GS, 'k', 67, 13, '4006381333931'), 95],
    ['EAN8', bytes(GS, 'k', 3, '9638507', 0), 67],
    ['CODE39', bytes(GS, 'k', 4, '*AB12*', 0), 95],
    ['ITF', bytes(GS, 'k', 5, '1234', 0), 36],
    ['CODABAR', bytes(GS, 'k', 71, 6, 'A1234A'), 75],
    ['CODE93', bytes(GS, 'k', 72, 3, 'AB1'), 9 * 7 + 1],
    ['CODE128', bytes(GS, 'k', 73, 6, '{BAB12'), 11 * 6 + 13],
  ])('%s is as many modules wide as the symbology says', (name, command, width) => {
    const runs = bars(GS, 'w', 2, command)
    expect(modules(runs)).toBe(width * 2)
    expect(Math.min(...runs)).toBe(2)
    expect(printed([command]).lines[0]).toMatch(new RegExp(`^\\[${name} `))
  })

  it('draws CODE128 from the code words the host chose', () => {
    // Start B, A, B, checksum (104 + 33 + 2 × 34) mod 103 = 102, stop.
    expect(bars(GS, 'w', 2, GS, 'k', 73, 4, '{BAB').map((run) => run / 2)).toEqual(
      [...'211214', ...'111323', ...'131123', ...'411131', ...'2331112'].map(Number),
    )
  })

  it('is as high as GS h says, 162 dots otherwise', () => {
    const ean = bytes(GS, 'k', 67, 12, '400638133393')
    expect(printed([ean]).image.heightDots).toBe(162)
    expect(printed([GS, 'h', 50, ean]).image.heightDots).toBe(50)
  })

  it('has its characters above, below or both (GS H)', () => {
    const code39 = bytes(GS, 'h', 50, GS, 'k', 4, 'AB', 0)
    expect(printed([GS, 'H', 1, code39]).image.heightDots).toBe(74)
    expect(printed([GS, 'H', 2, GS, 'f', 1, code39]).image.heightDots).toBe(67)
    expect(printed([GS, 'H', 3, code39]).image.heightDots).toBe(98)
  })

  it('follows the justification', () => {
    const code39 = bytes(GS, 'k', 4, 'AB', 0)
    const left = inkBox(printed([code39]))
    const centred = inkBox(printed([ESC, 'a', 1, code39]))
    expect(left.left).toBe(0)
    expect(Math.abs(centred.left - (575 - centred.right))).toBeLessThanOrEqual(4)
  })

  it.each([
    ['a wrong check digit', bytes(GS, 'k', 67, 13, '4006381333930')],
    ['letters where only digits go', bytes(GS, 'k', 3, 'ABCDEFG', 0)],
    ['CODE128 without a code set', bytes(GS, 'k', 73, 3, 'ABC')],
  ])('prints nothing for %s, and says so', (_name, command) => {
    const { printer, plug } = bench()
    plug().send(command, 'x', LF)
    expect(printer.unfinishedPaper().lines).toEqual(['x'])
    expect(printer.unfinishedPaper().notUnderstood).toEqual([{ command: 'GS k', reason: 'parameter out of range' }])
  })
})

describe('CODE128 data', () => {
  it.each([
    ['set B', '{BAb', '^104^033^066', 'Ab'],
    ['set C, two digits a byte', '{C\x0c\x22', '^105^012^034', '1234'],
    ['a change of set', '{BA{C\x0c{AB', '^104^033^099^012^101^034', 'A12B'],
    ['a shift', '{AA{SbB', '^103^033^098^066^034', 'AbB'],
    ['a brace', '{B{{', '^104^091', '{'],
    ['FNC1', '{C{1\x0c', '^105^102^012', '12'],
  ])('%s', (_name, data, text, says) => {
    expect(readCode128(bytes(data))).toEqual({ text, says })
  })
})
