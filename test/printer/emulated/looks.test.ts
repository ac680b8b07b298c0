/** What characters look like beyond their font: turned, smoothed, coloured, measured in other units, in other encodings. */
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { bench, bytes, ESC, FS, GS, INSTANT, inkBox, LF, printed } from './printer-bench.js'

const twoColours = { ...INSTANT, secondColour: true }
const japanese = { ...INSTANT, doubleByte: { charset: 'jis', onAtStart: false } } as const

describe('turned characters (ESC V)', () => {
  it('lie on their side, each by itself', () => {
    const upright = printed(['F', LF]).image
    const turned = printed([ESC, 'V', 1, 'F', LF]).image
    expect(turned.countBlack()).toBe(upright.countBlack())
    for (let y = 0; y < 12; y++) {
      for (let x = 0; x < 24; x++) expect(turned.get(x, y)).toBe(upright.get(y, 23 - x))
    }
  })

  it('are as wide as they were high', () => {
    const receipt = printed([ESC, 'V', 1, 'AB', LF])
    expect(receipt.transcript).toMatchObject([{ runs: [{ text: 'AB', widthDots: 48, style: { rotated: true } }] }])
  })

  it('are not underlined', () => {
    const plain = printed([ESC, 'V', 1, 'A', LF]).image.countBlack()
    expect(printed([ESC, 'V', 1, ESC, '-', 2, 'A', LF]).image.countBlack()).toBe(plain)
  })
})

describe('smoothing (GS b)', () => {
  const large = (...style: number[]) => printed([GS, 'b', style, GS, '!', 0x33, 'A', LF]).image
  const own = bytes(ESC, '&', 3, 'A', 'A', 2, [0x80, 0, 0, 0x40, 0, 0], ESC, '%', 1)

  it('adds dots to slants only, and takes none away', () => {
    const [rough, smooth] = [large(0), large(1)]
    expect(smooth.countBlack()).toBeGreaterThan(rough.countBlack())
    rough.eachBlack((x, y) => expect(smooth.get(x, y)).toBe(true))
    expect(printed([GS, 'b', 1, GS, '!', 0x33, 'L', LF]).image.bytes).toEqual(
      printed([GS, '!', 0x33, 'L', LF]).image.bytes,
    )
  })

  it('fills the corners of a step and nothing else', () => {
    const step = printed([own, GS, 'b', 1, GS, '!', 0x33, 'A', LF]).image
    const corner: string[] = []
    for (let y = 0; y < 8; y++) corner.push(Array.from({ length: 8 }, (_, x) => (step.get(x, y) ? '#' : '.')).join(''))
    expect(corner).toMatchInlineSnapshot(`
      [
        "####....",
        "#####...",
        "######..",
        "#######.",
        ".#######",
        "..######",
        "...#####",
        "....####",
      ]
    `)
  })

  it('leaves normal size alone', () => {
    expect(printed([GS, 'b', 1, 'A', LF]).image.bytes).toEqual(printed(['A', LF]).image.bytes)
  })
})

describe('the second colour', () => {
  it('prints beside the first on a model that has it', () => {
    const receipt = printed(['black', ESC, 'r', 1, 'red', LF], twoColours)
    expect(receipt.lines).toEqual(['blackred'])
    expect(receipt.transcript).toMatchObject([{ runs: [{ style: { ink: 'first' } }, { style: { ink: 'second' } }] }])
    const red = receipt.secondImage
    expect(red?.countBlack()).toBe(printed(['red', LF]).image.countBlack())
    expect(receipt.image.countBlack()).toBe(printed(['black', LF]).image.countBlack())
  })

  it('is black on a model that has not', () => {
    const receipt = printed([ESC, 'r', 1, 'red', LF])
    expect(receipt.secondImage).toBeUndefined()
    expect(receipt.image.countBlack()).toBeGreaterThan(0)
  })

  it('is chosen by GS ( N too, and of whole images', () => {
    const colour = bytes(GS, '(N', 2, 0, 48, 50)
    const raster = bytes(GS, 'v0', 0, 1, 0, 1, 0, 0xff)
    const receipt = printed([colour, raster], twoColours)
    expect([receipt.image.countBlack(), receipt.secondImage?.countBlack()]).toEqual([0, 8])
  })

  it('is a plane of its own in graphics', () => {
    const store = (colour: number, dots: number) => bytes(GS, '(L', 11, 0, 48, 112, 48, 1, 1, colour, 8, 0, 1, 0, dots)
    const receipt = printed([store(49, 0xf0), store(50, 0x0f), GS, '(L', 2, 0, 48, 50], twoColours)
    expect([receipt.image.bytes[0], receipt.secondImage?.bytes[0]]).toEqual([0xf0, 0x0f])
    expect(receipt.lines).toEqual(['[image 8×1]'])
  })
})

describe('units (GS P)', () => {
  it('make positions and feeds count in parts of an inch', () => {
    const left = (units: number, ...set: number[]) => inkBox(printed([GS, 'P', set, ESC, '$', units, 0, 'H', LF])).left
    // 203 dots an inch: 100 units of 1/100 inch are 203 dots, of 1/203 inch 100.
    expect(left(100, 100, 0) - left(0, 100, 0)).toBe(203)
    expect(left(100, 0, 0) - left(0, 0, 0)).toBe(100)
    expect(printed([GS, 'P', 0, 50, ESC, 'J', 50]).image.heightDots).toBe(203)
  })

  it('of the model are used until then', () => {
    const half = { ...INSTANT, unitsPerInch: { horizontal: 203, vertical: 406 } }
    expect(printed([ESC, 'J', 200], half).image.heightDots).toBe(100)
  })
})

describe('feeding backwards', () => {
  it('prints over what is there', () => {
    const receipt = printed(['OO', ESC, 'K', 30, '//', LF])
    expect(receipt.lines).toEqual(['OO', '//'])
    expect(receipt.image.heightDots).toBe(30)
    expect(receipt.image.countBlack()).toBeGreaterThan(printed(['OO', LF]).image.countBlack())
  })

  it('goes no further than the last cut', () => {
    expect(printed(['x', LF, ESC, 'K', 255, 'y', LF]).image.heightDots).toBe(30)
  })
})

describe('other encodings', () => {
  it('UTF-8 (FS ( C) needs no code page', () => {
    const utf8 = bytes(FS, '(C', 2, 0, 48, 50)
    const receipt = printed([utf8, Buffer.from('합계 €5 Ω 汉', 'utf8'), LF])
    expect(receipt.lines).toEqual(['합계 €5 Ω 汉'])
    expect(receipt.image.heightDots).toBe(30)
    expect(printed([utf8, bytes(FS, '(C', 2, 0, 48, 49), Buffer.from('é', 'utf8'), LF]).lines).toEqual(['├⌐'])
  })

  it('Japanese models read Shift JIS (FS C 1) without FS &, and JIS (FS C 0) with it', () => {
    const text = 'レシート領収書'
    const jis = iconv.encode(text, 'EUC-JP').map((byte) => byte & 0x7f)
    expect(printed([FS, 'C', 1, iconv.encode(text, 'Shift_JIS'), 'A', LF], japanese).lines).toEqual([`${text}A`])
    expect(printed([FS, '&', jis, FS, '.', 'A', LF], japanese).lines).toEqual([`${text}A`])
  })

  it('FS C means nothing to other models, and is put on record', () => {
    expect(printed([FS, 'C', 1, 'A', LF]).notUnderstood).toMatchObject([{ command: 'FS C', reason: 'not supported' }])
  })

  it('double-byte characters can be 16 dots high (FS ( A)', () => {
    const { printer, plug } = bench()
    plug().send(FS, '(A', 2, 0, 48, 2, FS, '&', iconv.encode('한', 'cp949'), LF)
    expect(printer.unfinishedPaper().transcript).toMatchObject([{ runs: [{ widthDots: 16 }] }])
  })
})
