/** The paper as people and tools see it: the same dots in every picture, and the same words in every text. */
import { createCanvas, loadImage } from '@napi-rs/canvas'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PaperPiece } from '../../../drivers/printers/emulated/receipt.js'
import { receiptPng } from '../../../drivers/printers/emulated/render/png.js'
import { receiptSvg } from '../../../drivers/printers/emulated/render/svg.js'
import { receiptText } from '../../../drivers/printers/emulated/render/text.js'
import { receiptTranscript } from '../../../drivers/printers/emulated/render/transcript.js'
import { bench, bytes, chinese, ESC, FS, GS, INSTANT, korean, LF, type Part, printed } from './printer-bench.js'

const twoColours = { ...INSTANT, secondColour: true }
const text = (...parts: Part[]) => receiptText(printed(parts))

/** Colours of a picture by dot of the paper, read by another program's decoder. */
async function coloursOf(picture: Buffer) {
  const image = await loadImage(picture)
  const canvas = createCanvas(image.width, image.height)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  const { data } = context.getImageData(0, 0, image.width, image.height)
  return (x: number, y: number) => [...data.subarray((y * image.width + x) * 4, (y * image.width + x) * 4 + 3)]
}

const RED = [0xc8, 0x28, 0x28]
const BLACK = [0x18, 0x18, 0x1c]

function differences(piece: PaperPiece, colourAt: (x: number, y: number) => number[]): number {
  let count = 0
  for (let y = 0; y < piece.image.heightDots; y++) {
    for (let x = 0; x < piece.image.widthDots; x++) {
      const wanted = piece.secondImage?.get(x, y) ? RED : piece.image.get(x, y) ? BLACK : [0xff, 0xff, 0xff]
      if (colourAt(x + 32, y + 6).join() !== wanted.join()) count++
    }
  }
  return count
}

describe('PNG and SVG', () => {
  const piece = printed(['black ', ESC, 'r', 1, 'red', LF, FS, '&', korean('한글'), LF], twoColours)

  it('show every dot in its colour', async () => {
    expect(differences(piece, await coloursOf(receiptPng(piece)))).toBe(0)
  })

  it('show the same dots', async () => {
    // As large in pixels as in dots, so that the decoder does not have to invent any.
    const svg = receiptSvg(piece, 1).replaceAll('mm"', 'px"')
    const colourAt = await coloursOf(Buffer.from(svg))
    expect(differences(piece, colourAt)).toBe(0)
  })

  it('show where the roll was changed', async () => {
    const { printer, plug } = bench()
    printer.runOutAfter(10)
    plug().send('over two rolls', LF, LF)
    printer.loadPaper()
    const colourAt = await coloursOf(receiptPng(printer.unfinishedPaper()))
    expect(colourAt(1, 6 + 10)).toEqual(RED)
  })

  it('are in the size of the paper', () => {
    expect(receiptSvg(piece)).toContain('width="80mm"')
    const at = receiptPng(piece).indexOf('pHYs')
    expect(receiptPng(piece).readUInt32BE(at + 4)).toBe(8000)
  })

  it('keep SVG well formed whatever is printed, and searchable', () => {
    const svg = receiptSvg(printed(['<b>&"', LF, FS, '&', korean('합계'), LF]))
    expect(svg).toContain('&#60;b&#62;&#38;&#34;')
    expect(svg).toMatch(/<text [^>]*>합계<\/text>/)
    expect(svg).toContain('<title>&#60;b')
  })
})

describe('plain text', () => {
  it('keeps the columns of positions, tabs and justification', () => {
    const right = (word: string) => bytes(ESC, 'a', 2, word, LF, ESC, 'a', 0)
    expect(
      text('Item', ESC, '$', 0xe0, 0x01, 'Price', LF, 'Tea\t\t1.00', LF, right('Total'), ESC, 'a', 1, 'mid', LF),
    ).toBe(
      [`Item${' '.repeat(36)}Price`, `Tea${' '.repeat(13)}1.00`, `${' '.repeat(43)}Total`, `${' '.repeat(23)}mid`].join(
        '\n',
      ),
    )
  })

  it('counts wide characters as two columns', () => {
    const line = (name: Buffer) => bytes(FS, '&', name, ESC, '$', 240, 0, FS, '.', '9,000', LF)
    expect(text(line(korean('아메리카노')), line(korean('차')))).toBe(
      `아메리카노${' '.repeat(10)}9,000\n차${' '.repeat(18)}9,000`,
    )
  })

  it('puts what follows enlarged words where it stands on paper', () => {
    expect(text(GS, '!', 0x10, 'BIG', GS, '!', 0, ESC, '$', 240, 0, 'x', LF)).toBe(`BIG${' '.repeat(17)}x`)
  })

  it('counts lines in a small font in its own columns', () => {
    expect(text(ESC, 'M', 1, 'a', ESC, '$', 90, 0, 'b', LF)).toBe(`a${' '.repeat(9)}b`)
  })

  it('keeps blank lines, but no page of them', () => {
    expect(text('a', LF, LF, 'b', LF, ESC, 'd', 3, 'c', LF, ESC, 'd', 200, 'd', LF)).toBe(
      'a\n\nb\n\n\n\nc\n\n\n\n\n\nd',
    )
  })

  it('names images and codes where they stand, strips as one', () => {
    const strip = bytes(ESC, '*', 33, 8, 0, Array(24).fill(0xff), ESC, 'J', 24)
    const raster = bytes(GS, 'v0', 0, 2, 0, 4, 0, Array(8).fill(0xff))
    expect(text(raster, strip, strip, 'end', LF)).toBe('[image 16×4]\n[image in strips 8×48]\nend')
  })

  it('says a line printed twice on one spot once', () => {
    expect(text('bold', ESC, '$', 0, 0, 'bold', LF)).toBe('bold')
  })

  it('loses no word and no order, wherever the words are put', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcdefgh0123'), minLength: 1, maxLength: 6 })
    const lines = fc.array(fc.array(fc.tuple(word, fc.integer({ min: 0, max: 40 })), { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 5,
    })
    fc.assert(
      fc.property(lines, (all) => {
        const parts = all.flatMap((line) => [
          ...line.flatMap(([each, gap]) => [each, bytes(ESC, '\\', gap, 0)]),
          LF as Part,
        ])
        const said = text(...parts).replaceAll(/\s/g, '')
        expect(said).toBe(all.flatMap((line) => line.map(([each]) => each)).join(''))
      }),
      { seed: 7, numRuns: 200 },
    )
  })
})

describe('the transcript', () => {
  it('is data that JSON keeps whole, in a stable order', () => {
    const receipt = printed(['Total', LF, GS, 'v0', 0, 1, 0, 1, 0, 0xff, FS, '&', chinese('小票'), LF])
    const transcript = receiptTranscript(receipt)
    expect(JSON.parse(JSON.stringify(transcript))).toEqual(transcript)
    expect(transcript).toMatchObject({
      widthDots: 576,
      cut: 'partial',
      entries: [
        { kind: 'text', says: 'Total', box: { leftDots: 0, topDots: 0, widthDots: 60, heightDots: 24 } },
        { kind: 'image', box: { topDots: 30, widthDots: 8, heightDots: 1 } },
        { kind: 'text' },
      ],
    })
  })

  it('calls what hangs out of the printer uncut', () => {
    const { printer, plug } = bench()
    plug().send('x', LF)
    expect(receiptTranscript(printer.unfinishedPaper()).cut).toBe('uncut')
  })
})
