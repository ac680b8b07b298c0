/** Page mode: what is written in any order and direction comes out as one sheet, and nothing before it is asked for. */
import { describe, expect, it } from 'vitest'
import { bench, bytes, cut, ESC, GS, inkBox, LF, printed } from './printer-bench.js'

const enter = bytes(ESC, 'L')
const FF = 0x0c
const word = (value: number) => [value & 0xff, value >> 8]
const area = (left: number, top: number, width: number, height: number) =>
  bytes(ESC, 'W', word(left), word(top), word(width), word(height))
const direction = (n: number) => bytes(ESC, 'T', n)
const baseline = (dots: number) => bytes(GS, '$', word(dots))
const position = (dots: number) => bytes(ESC, '$', word(dots))

describe('page mode', () => {
  it('prints nothing before FF, and then everything at once', () => {
    const { printer, plug } = bench()
    const wire = plug()
    wire.send(enter, area(0, 0, 400, 100), 'HELLO', LF)
    expect(printer.unfinishedPaper().image.heightDots).toBe(0)
    wire.send(FF)
    expect(printer.unfinishedPaper()).toMatchObject({ lines: ['HELLO'] })
    expect(printer.unfinishedPaper().image.heightDots).toBe(100)
  })

  it('is left by FF: what follows is printed line by line', () => {
    expect(printed([enter, area(0, 0, 400, 60), 'IN', FF, 'OUT', LF]).lines).toEqual(['IN', 'OUT'])
  })

  it('is left by ESC S, which forgets the sheet', () => {
    expect(printed([enter, 'IN', ESC, 'S', 'OUT', LF]).lines).toEqual(['OUT'])
  })

  it('stays after ESC FF, which prints the same sheet again', () => {
    const receipt = printed([enter, area(0, 0, 400, 50), 'TWICE', ESC, FF, ESC, FF, ESC, 'S'])
    expect(receipt.lines).toEqual(['TWICE', 'TWICE'])
    expect(receipt.image.heightDots).toBe(100)
    expect(receipt.image.rows(0, 50).bytes).toEqual(receipt.image.rows(50, 50).bytes)
  })

  it('begins only at the beginning of a line, and knows no cut', () => {
    const receipt = printed(['half a line', enter, LF, enter, 'page', GS, 'V', 1, ESC, 'S'])
    expect(receipt.lines).toEqual(['half a line'])
    expect(receipt.notUnderstood.map(({ command, reason }) => `${command}: ${reason}`)).toEqual([
      'ESC L: only at the beginning of a line',
      'GS V: only in standard mode',
    ])
  })

  it('sorts what was written out of order into lines, with gaps as spaces', () => {
    const receipt = printed([
      enter,
      area(0, 0, 576, 120),
      [...baseline(80)],
      'second',
      [...baseline(40)],
      position(240),
      'right',
      position(0),
      'left',
      FF,
    ])
    expect(receipt.lines).toEqual(['left                right', 'second'])
  })

  it('joins words of two print areas that stand on one line', () => {
    const receipt = printed([enter, area(0, 0, 200, 40), 'A1', area(240, 0, 200, 40), 'B1', FF])
    expect(receipt.lines).toEqual(['A1                  B1'])
  })

  it('empties only the print area in force on CAN', () => {
    const receipt = printed([enter, area(0, 0, 200, 40), 'keep', area(240, 0, 200, 40), 'drop', 0x18, FF])
    expect(receipt.lines).toEqual(['keep'])
    expect(inkBox(receipt).right).toBeLessThan(200)
  })

  it('clips at the print area', () => {
    const receipt = printed([enter, area(100, 0, 60, 10), 'XX', FF])
    expect(inkBox(receipt)).toMatchObject({ bottom: 9 })
    expect(inkBox(receipt).left).toBeGreaterThanOrEqual(100)
    expect(receipt.image.heightDots).toBe(10)
  })

  it('wraps at the end of a line of the area', () => {
    expect(printed([enter, area(0, 0, 48, 100), 'ABCDEF', FF]).lines).toEqual(['ABCD', 'EF'])
  })

  it('refuses a print area that is not on the sheet', () => {
    const receipt = printed([enter, area(600, 0, 10, 10), 'here', FF])
    expect(receipt.notUnderstood).toMatchObject([{ command: 'ESC W', reason: 'parameter out of range' }])
    expect(receipt.lines).toEqual(['here'])
  })
})

describe('directions of page mode', () => {
  /** The letter F in a square area: its dots tell every turn from every other. */
  const dots = (n: number) => printed([enter, area(0, 0, 96, 96), direction(n), 'F', FF]).image
  const upright = dots(0).rows(0, 96)

  it.each([
    [1, 'bottomToTop', upright.turnedCounterclockwise()],
    [2, 'rightToLeft', upright.upsideDown()],
    [3, 'topToBottom', upright.turnedClockwise()],
  ] as const)('ESC T %i writes %s', (n, _name, expected) => {
    // The whole paper was turned; of it only the square area counts.
    const square = (image: typeof upright) => {
      const rows: string[] = []
      for (let y = 0; y < 96; y++)
        rows.push(Array.from({ length: 96 }, (_, x) => (image.get(x, y) ? '#' : '.')).join(''))
      return rows.join('\n')
    }
    const offset = expected.widthDots === 576 ? 576 - 96 : 0
    const turned = {
      get: (x: number, y: number) => expected.get(x + (n === 2 ? offset : 0), y + (n === 1 ? 576 - 96 : 0)),
    }
    expect(square(dots(n))).toBe(square(turned as typeof upright))
  })

  it('begins again where the direction begins, and says so in the transcript', () => {
    const receipt = printed([enter, area(0, 0, 200, 200), 'up', direction(3), 'down', FF])
    expect(receipt.transcript).toMatchObject([
      { kind: 'text', says: 'up', direction: 'leftToRight' },
      { kind: 'text', says: 'down', direction: 'topToBottom', box: { leftDots: 176, topDots: 0, heightDots: 48 } },
    ])
  })
})

describe('figures and codes on a page', () => {
  it('stand on the baseline', () => {
    const raster = bytes(GS, 'v0', 0, word(1), word(8), [255, 255, 255, 255, 255, 255, 255, 255])
    expect(inkBox(printed([enter, area(0, 0, 200, 100), [...baseline(50)], position(16), raster, FF]))).toEqual({
      left: 16,
      right: 23,
      top: 42,
      bottom: 49,
    })
  })

  it('draws lines and rectangles (GS ( Q)', () => {
    const figure = (fn: number, x1: number, y1: number, x2: number, y2: number) =>
      bytes(GS, '(Q', word(12), fn, word(x1), word(y1), word(x2), word(y2), 1, 1, 1)
    const receipt = printed([enter, area(0, 0, 200, 100), figure(49, 10, 10, 60, 40), figure(48, 0, 90, 100, 90), FF])
    expect(inkBox(receipt)).toEqual({ left: 0, right: 100, top: 10, bottom: 90 })
    expect(receipt.image.get(10, 25) && receipt.image.get(60, 25)).toBe(true)
    expect(receipt.image.get(30, 25)).toBe(false)
  })

  it('knows a smaller sheet (GS ( P)', () => {
    const sheet = bytes(GS, '(P', word(8), 48, word(100), word(60), word(0), 0)
    expect(printed([enter, sheet, 'x', FF]).image.heightDots).toBe(60)
  })
})

it('ESC @ leaves page mode and forgets the sheet', () => {
  expect(printed([enter, 'gone', ESC, '@', 'kept', LF, cut]).lines).toEqual(['kept'])
})
