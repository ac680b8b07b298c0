/** What a printer is told to keep: graphics, a host's own characters, a macro, a counter – and what of it survives what. */
import { describe, expect, it } from 'vitest'
import { EMU_80 } from '../../../drivers/printers/emulated/models/profiles.js'
import { bench, bytes, ESC, FS, GS, INSTANT, inkBox, korean, LF, PACED, type Part, printed } from './printer-bench.js'

const word = (value: number) => [value & 0xff, value >> 8]
const graphics = (...data: Part[]) => {
  const block = bytes(0x30, ...data)
  return bytes(GS, '(L', word(block.length), block)
}
/** An 8 × 2 raster, all black. */
const plane = (colour: number) => bytes(colour, 0xff, 0xff)
const define = (fn: number, key: string) => graphics(fn, 48, key, 1, word(8), word(2), plane(49))
const print = (fn: number, key: string, x = 1, y = 1) => graphics(fn, key, x, y)

describe.each([
  {
    name: 'NV graphics',
    defineFn: 67,
    printFn: 69,
    keysFn: 64,
    deleteFn: 66,
    clearFn: 65,
    survives: true,
    header: '3772',
  },
  {
    name: 'downloaded graphics',
    defineFn: 83,
    printFn: 85,
    keysFn: 80,
    deleteFn: 82,
    clearFn: 81,
    survives: false,
    header: '3773',
  },
])('$name', ({ defineFn, printFn, keysFn, deleteFn, clearFn, survives, header }) => {
  it('are printed under their key, enlarged as asked', () => {
    const receipt = printed([define(defineFn, 'G1'), print(printFn, 'G1'), print(printFn, 'G1', 2, 2)])
    expect(receipt.lines).toEqual(['[image 8×2]', '[image 16×4]'])
    expect(receipt.image.countBlack()).toBe(16 + 64)
  })

  it('are listed, deleted one by one, and all', () => {
    const { plug } = bench()
    const wire = plug()
    wire.send(define(defineFn, 'G1'), define(defineFn, 'G2'), graphics(keysFn, 'KC'))
    expect(wire.replies()).toBe(`${header}40${Buffer.from('G1G2').toString('hex')}00`)
    wire.send(graphics(deleteFn, 'G1'), graphics(keysFn, 'KC'))
    expect(wire.replies()).toBe(`${header}40${Buffer.from('G2').toString('hex')}00`)
    wire.send(graphics(clearFn, 'CLR'), graphics(keysFn, 'KC'))
    expect(wire.replies()).toBe(`${header}4000`)
  })

  it(`${survives ? 'survive' : 'are lost with'} the power`, () => {
    const { printer, plug } = bench()
    plug().send(define(defineFn, 'G1'))
    printer.powerOff()
    printer.powerOn()
    plug().send(print(printFn, 'G1'), LF)
    expect(printer.unfinishedPaper().lines).toEqual(survives ? ['[image 8×2]', ''] : [''])
  })

  it('may be columns as well as rows', () => {
    const columns = graphics(defineFn + 1, 48, 'C1', 1, word(2), word(8), bytes(49, 0xff, 0x00))
    expect(inkBox(printed([columns, print(printFn, 'C1')]))).toEqual({ left: 0, right: 0, top: 0, bottom: 7 })
  })
})

describe('memory for graphics', () => {
  it('is counted, and refuses what does not fit', () => {
    const small = { ...INSTANT, nvGraphicsBytes: 3 }
    const receipt = printed([define(67, 'G1'), define(67, 'G2'), print(69, 'G1'), print(69, 'G2')], small)
    expect(receipt.lines).toEqual(['[image 8×2]'])
    expect(receipt.notUnderstood).toMatchObject([{ reason: 'no room in memory' }])
  })

  it('tells its size and what is free of it', () => {
    const { plug } = bench({ ...INSTANT, nvGraphicsBytes: 1000 })
    const wire = plug()
    wire.send(define(67, 'G1'), graphics(48), graphics(51), graphics(52))
    expect(Buffer.from(wire.replies(), 'hex').toString('latin1')).toBe('701000\0' + '71998\0' + '721000\0')
  })

  it('refuses a block that is not as long as it says', () => {
    expect(printed([graphics(67, 48, 'G1', 1, word(8), word(9), plane(49)), LF]).notUnderstood).toMatchObject([
      { command: 'GS ( L fn 67', reason: 'parameter out of range' },
    ])
  })
})

describe('old stored images', () => {
  const numbered = bytes(FS, 'q', 1, word(1), word(1), Array(8).fill(0xf0))
  const downloaded = bytes(GS, '*', 1, 1, Array(8).fill(0xf0))

  it('FS q and FS p: numbered, kept without power', () => {
    const { printer, plug } = bench()
    plug().send(numbered)
    printer.powerOff()
    printer.powerOn()
    plug().send(FS, 'p', 1, 0, FS, 'p', 1, 3, FS, 'p', 2, 0)
    expect(printer.unfinishedPaper().lines).toEqual(['[image 8×8]', '[image 16×16]'])
    expect(printer.unfinishedPaper().image.countBlack()).toBe(32 + 128)
  })

  it('GS * and GS /: one, lost with ESC @', () => {
    expect(printed([downloaded, GS, '/', 1]).lines).toEqual(['[image 16×8]'])
    expect(printed([downloaded, ESC, '@', GS, '/', 1, LF]).lines).toEqual([''])
  })
})

describe("a host's own characters", () => {
  /** A is a bar of 2 × 24 dots. */
  const own = bytes(ESC, '&', 3, 'A', 'A', 2, Array(6).fill(0xff))

  it('take the place of built-in ones while ESC % says so', () => {
    expect(printed([own, ESC, '%', 1, 'A', LF]).image.countBlack()).toBe(48)
    expect(printed([own, 'A', LF]).image.countBlack()).toBe(printed(['A', LF]).image.countBlack())
    expect(printed([own, ESC, '%', 1, 'A', LF]).lines).toEqual(['A'])
  })

  it('are enlarged and emphasised like any other', () => {
    expect(printed([own, ESC, '%', 1, GS, '!', 0x11, 'A', LF]).image.countBlack()).toBe(48 * 4)
  })

  it('belong to the font they were made in, and go with ESC ? and ESC @', () => {
    const builtIn = (font: number) => printed([ESC, 'M', font, 'A', LF]).image.countBlack()
    expect(printed([own, ESC, '%', 1, ESC, 'M', 1, 'A', LF]).image.countBlack()).toBe(builtIn(1))
    expect(printed([own, ESC, '%', 1, ESC, '?', 'A', 'A', LF]).image.countBlack()).toBe(builtIn(0))
    expect(printed([own, ESC, '@', ESC, '%', 1, 'A', LF]).image.countBlack()).toBe(builtIn(0))
  })

  it('may be double-byte (FS 2)', () => {
    const ga = korean('가')
    const shape = bytes(FS, '2', ga, Array(72).fill(0xff))
    expect(printed([shape, FS, '&', ga, LF]).image.countBlack()).toBe(24 * 24)
    const withdrawn = printed([shape, FS, '?', ga, FS, '&', ga, LF])
    expect(withdrawn.image.countBlack()).toBe(printed([FS, '&', ga, LF]).image.countBlack())
  })
})

describe('the macro', () => {
  const macro = bytes(GS, ':', 'ab', LF, GS, ':')

  it('is carried out while it is defined, and as often as asked after', () => {
    expect(printed([macro, GS, '^', 2, 0, 0]).lines).toEqual(['ab', 'ab', 'ab'])
  })

  it('comes before what the host sends next', () => {
    expect(printed([macro, GS, '^', 1, 0, 0, 'next', LF]).lines).toEqual(['ab', 'ab', 'next'])
  })

  it('is forgotten when GS ^ comes within its definition', () => {
    expect(printed([GS, ':', 'x', LF, GS, '^', 1, 0, 0, GS, '^', 1, 0, 0, 'y', LF]).lines).toEqual(['x', 'y'])
  })

  it('may hold an ESC @ and still goes on', () => {
    expect(printed([GS, ':', ESC, '@', 'z', LF, GS, ':', GS, '^', 2, 0, 0]).lines).toEqual(['z', 'z', 'z'])
  })

  it('waits between its repetitions', async () => {
    const { clock, printer, plug } = bench({ ...EMU_80, speed: PACED.speed, headToCutterRows: 0 })
    plug().send(macro, GS, '^', 2, 10, 0)
    await clock.advance(900)
    expect(printer.unfinishedPaper().lines).toEqual(['ab'])
    await clock.advance(2500)
    expect(printer.unfinishedPaper().lines).toEqual(['ab', 'ab', 'ab'])
  })

  it('waits for FEED before each repetition when asked to, and lets DLE ENQ 0 press it', () => {
    const { printer, plug } = bench()
    const wire = plug()
    wire.send(macro, GS, '^', 2, 0, 1, 'after', LF)
    expect(printer.unfinishedPaper().lines).toEqual(['ab'])
    printer.pressFeed()
    expect(printer.unfinishedPaper().lines).toEqual(['ab', 'ab'])
    wire.send(0x10, 0x05, 0)
    expect(printer.unfinishedPaper().lines).toEqual(['ab', 'ab', 'ab', 'after'])
    expect(printer.unfinishedPaper().image.heightDots).toBe(4 * 30)
  })

  it('lets others be answered while it goes on and on', async () => {
    const { clock, printer, plug } = bench()
    const wire = plug()
    const long = bytes(GS, ':', Array(2000).fill(LF), GS, ':')
    wire.send(ESC, '3', 0, long, GS, '^', 255, 0, 0)
    wire.send('after', LF)
    expect(printer.idle).toBe(false)
    await clock.advance(1000)
    expect(printer.idle).toBe(true)
    expect(printer.unfinishedPaper().lines.at(-1)).toBe('after')
  })

  it('keeps no more than it has room for', () => {
    const { printer, plug } = bench()
    plug().send(GS, ':', 'x'.repeat(5000), LF, GS, ':', GS, '^', 1, 0, 0, LF)
    const said = printer.unfinishedPaper().lines.join('').length
    expect(said).toBeLessThanOrEqual(5000 + 2048)
    expect(said).toBeGreaterThan(6000)
  })
})

describe('the counter', () => {
  it('counts up by its step, in its form, and begins again', () => {
    const setUp = bytes(GS, 'C0', 3, 1, GS, 'C1', word(1), word(3), 1, 1)
    const count = bytes(GS, 'c', LF)
    expect(printed([setUp, count, count, count, count]).lines).toEqual(['001', '002', '003', '001'])
  })

  it('counts down, repeats, and can be told in text', () => {
    const setUp = bytes(GS, 'C;', '10;8;2;2;10;')
    const count = bytes(GS, 'c ')
    expect(printed([setUp, count, count, count, count, count, LF]).lines).toEqual(['10 10 8 8 10'])
  })

  it('can be set, and stands still with nowhere to count', () => {
    expect(printed([GS, 'C1', word(5), word(5), 1, 1, GS, 'C2', word(7), GS, 'c', GS, 'c', LF]).lines).toEqual(['77'])
  })
})
