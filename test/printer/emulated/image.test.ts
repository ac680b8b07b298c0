/** Images and codes, dot by dot. */
import { describe, expect, it } from 'vitest'
import type { Bitmap } from '../../../drivers/printers/emulated/paper/bitmap.js'
import { bench, bytes, ESC, GS, LF, type Part, printed } from './printer-bench.js'

/** The top left corner of an image as text. */
function corner(image: Bitmap, width: number, height: number): string[] {
  return image
    .toText()
    .split('\n')
    .slice(0, height)
    .map((row) => row.slice(0, width))
}

const word = (value: number): number[] => [value & 0xff, value >> 8]

describe('GS v 0', () => {
  const raster = (mode: number): Part[] => [GS, 'v0', mode, word(1), word(2), 0b10100000, 0b01000000]

  it('prints a byte as eight dots in a row', () => {
    const { image, lines } = printed(raster(0))
    expect(corner(image, 8, 2)).toEqual(['#.#.....', '.#......'])
    expect(image.heightDots).toBe(2)
    expect(lines).toEqual(['[image 8×2]'])
  })

  it('doubles width (1), height (2) or both (3)', () => {
    expect(corner(printed(raster(1)).image, 8, 2)).toEqual(['##..##..', '..##....'])
    expect(corner(printed(raster(2)).image, 4, 4)).toEqual(['#.#.', '#.#.', '.#..', '.#..'])
    expect(corner(printed(raster(51)).image, 6, 4)).toEqual(['##..##', '##..##', '..##..', '..##..'])
  })

  it('follows the justification', () => {
    const { image } = printed([ESC, 'a', 2, ...raster(0)])
    expect([image.get(568, 0), image.get(0, 0)]).toEqual([true, false])
  })

  it('is cut off where the paper ends', () => {
    const { image } = printed([GS, 'v0', 0, word(80), word(1), new Uint8Array(80).fill(0xff)])
    expect(image.countBlack()).toBe(576)
  })

  it('is ignored in the middle of a line, and says so', () => {
    const receipt = printed(['x', ...raster(0), LF])
    expect(receipt.lines).toEqual(['x'])
    expect(receipt.notUnderstood).toEqual([{ command: 'GS v 0', reason: 'only at the beginning of a line' }])
  })
})

describe('ESC *', () => {
  it('prints 24-dot columns, top dot first, next to text', () => {
    const { image } = printed([ESC, '*', 33, word(2), 0x80, 0, 0x01, 0x40, 0, 0, LF])
    expect([image.get(0, 0), image.get(0, 23), image.get(1, 1), image.countBlack()]).toEqual([true, true, true, 3])
  })

  it('prints 8-dot columns three dots high each, and single density two wide', () => {
    expect(corner(printed([ESC, '*', 1, word(1), 0x40, LF]).image, 2, 7)).toEqual([
      '..',
      '..',
      '..',
      '#.',
      '#.',
      '#.',
      '..',
    ])
    expect(corner(printed([ESC, '*', 0, word(1), 0x80, LF]).image, 3, 4)).toEqual(['##.', '##.', '##.', '...'])
    expect(corner(printed([ESC, '*', 32, word(1), 0x80, 0, 0, LF]).image, 3, 2)).toEqual(['##.', '...'])
  })
})

describe('GS ( L and GS 8 L', () => {
  const store = [48, 112, 48, 1, 1, 49, ...word(3), ...word(2), 0xff, 0x80]

  it.each([
    ['GS ( L', bytes(GS, '(L', word(store.length), store)],
    ['GS 8 L', bytes(GS, '8L', word(store.length), 0, 0, store)],
  ])('%s stores with fn 112 and prints with fn 50, once', (_name, stored) => {
    const { image, lines } = printed([stored, GS, '(L', word(2), 48, 50, GS, '(L', word(2), 48, 50])
    expect(corner(image, 4, 2)).toEqual(['###.', '#...'])
    expect(lines).toEqual(['[image 3×2]'])
  })

  it('puts other functions on record', () => {
    expect(printed([GS, '(L', word(2), 48, 99, 'x', LF]).notUnderstood).toEqual([
      { command: 'GS ( L fn 99', reason: 'not supported' },
    ])
  })
})

describe('GS ( k, QR', () => {
  const fn = (...data: Part[]): Buffer => {
    const body = bytes(49, ...data)
    return bytes(GS, '(k', word(body.length), body)
  }
  const qr = (data: string, moduleDots: number): Part[] => [
    fn(65, 50, 0),
    fn(67, moduleDots),
    fn(69, 49),
    fn(80, 48, Buffer.from(data, 'utf8')),
    fn(81, 48),
  ]

  it('draws a code with its three finders, in modules of the size asked for', () => {
    const receipt = printed(qr('https://example.com', 4))
    const finder = ['#######', '#.....#', '#.###.#', '#.###.#', '#.###.#', '#.....#', '#######']
    const modules = corner(receipt.image, 100, 100)
      .filter((_, y) => y % 4 === 0)
      .map((row) => [...row].filter((_, x) => x % 4 === 0).join(''))
    expect(receipt.image.heightDots).toBe(25 * 4)
    expect(modules.slice(0, 7).map((row) => row.slice(0, 7))).toEqual(finder)
    expect(modules.slice(0, 7).map((row) => row.slice(18, 25))).toEqual(finder)
    expect(modules.slice(18, 25).map((row) => row.slice(0, 7))).toEqual(finder)
    expect(corner(receipt.image, 4, 4)).toEqual(['####', '####', '####', '####'])
  })

  it('says in the transcript what it holds, in UTF-8', () => {
    const receipt = printed(qr('영수증 #1', 3))
    expect(receipt.lines).toEqual(['[QR 영수증 #1]'])
    expect(receipt.symbols).toMatchObject([{ kind: 'qr', data: '영수증 #1' }])
    expect(printed(qr('영수증 #2', 3)).image.bytes).not.toEqual(receipt.image.bytes)
  })

  it('prints nothing, and says so, when nothing or too much is stored', () => {
    expect(printed([fn(81, 48), 'x', LF]).notUnderstood).toHaveLength(1)
    expect(printed([...qr('x'.repeat(3000), 1), 'x', LF]).notUnderstood).toHaveLength(1)
  })
})

describe('a large image', () => {
  it('is the same whatever chunks it comes in', () => {
    const image = bytes(
      GS,
      'v0',
      0,
      word(72),
      word(300),
      Uint8Array.from({ length: 72 * 300 }, (_, i) => (i * 7) & 0xff),
    )
    const whole = printed([image])
    const { printer, plug } = bench()
    const wire = plug()
    for (const byte of image) wire.send(byte)
    wire.send(GS, 'V', 1)
    expect(printer.receipts()[0]?.image.bytes).toEqual(whole.image.bytes)
  })
})
