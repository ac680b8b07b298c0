/** The picture of a receipt, read by another program's decoder: what is black on paper is black in it, and nothing else is. */
import { inflateSync } from 'node:zlib'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Bitmap } from '../../../drivers/printers/emulated/paper/bitmap.js'
import type { PaperPiece, Receipt } from '../../../drivers/printers/emulated/paper/receipt.js'
import { receiptPng } from '../../../drivers/printers/emulated/render/png.js'
import { bench, ESC, FS, INSTANT, korean, LF, printed } from './printer-bench.js'

const WHITE = 0xffffff
const BLACK = 0x18181c
const RED = 0xc82828
const GREY = 0xb4b4b0
const LEFT = 32
const TOP = 6

interface Picture {
  readonly width: number
  readonly height: number
  at(x: number, y: number): number
}

async function decoded(png: Buffer): Promise<Picture> {
  const { width, height } = await loadImage(png)
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.drawImage(await loadImage(png), 0, 0)
  const { data } = context.getImageData(0, 0, width, height)
  return { width, height, at: (x, y) => Buffer.from(data.buffer).readUIntBE((y * width + x) * 4, 3) }
}

/** What the picture of a piece has to show at a place. */
function expected({ image, secondImage, spliceRows }: PaperPiece, isCut: boolean, x: number, y: number): number {
  if (spliceRows.includes(y - TOP) && x % 12 < 6) return RED
  const tooth = Math.min(5, Math.abs((x % 12) - 6))
  if (isCut && y === image.heightDots + 2 * TOP - 1 - tooth) return GREY
  if (secondImage?.get(x - LEFT, y - TOP)) return RED
  return image.get(x - LEFT, y - TOP) ? BLACK : WHITE
}

async function differences(piece: PaperPiece | Receipt): Promise<number> {
  const picture = await decoded(receiptPng(piece))
  let count = 0
  for (let y = 0; y < picture.height; y++)
    for (let x = 0; x < picture.width; x++) if (picture.at(x, y) !== expected(piece, 'cut' in piece, x, y)) count++
  expect([picture.width, picture.height]).toEqual([piece.image.widthDots + 64, piece.image.heightDots + 12])
  return count
}

/** A piece made by hand. */
const piece = (image: Bitmap, more: Partial<PaperPiece> = {}): PaperPiece => ({
  ...{ image, secondImage: undefined, transcript: [], lines: [], text: '', symbols: [], notUnderstood: [] },
  spliceRows: [],
  ...more,
})

describe('receiptPng', () => {
  it('shows every dot, the margins and the cut edge', async () => {
    expect(await differences(printed([FS, '&', korean('영수증'), LF]))).toBe(0)
  })

  it('shows the second colour in red', async () => {
    const receipt = printed(['black ', ESC, 'r', 1, 'red', LF], { ...INSTANT, secondColour: true })
    expect(receipt.secondImage?.countBlack()).toBeGreaterThan(50)
    expect(await differences(receipt)).toBe(0)
  })

  it('shows where the roll was changed, and no cut edge on what was not cut', async () => {
    const { printer, plug } = bench()
    printer.runOutAfter(10)
    plug().send('over two rolls', LF, LF)
    printer.loadPaper()
    const paper = printer.unfinishedPaper()
    expect(paper.spliceRows).toEqual([10])
    expect(await differences(paper)).toBe(0)
  })

  it('shows any dots on paper of any width', async () => {
    const dots = fc.record({ width: fc.integer({ min: 1, max: 40 }), rows: fc.uint8Array({ maxLength: 60 }) })
    await fc.assert(
      fc.asyncProperty(dots, fc.boolean(), async ({ width, rows }, isTwoColoured) => {
        const bytesPerRow = Math.ceil(width / 8)
        const height = Math.floor(rows.length / bytesPerRow)
        const image = Bitmap.fromRows(width, height, rows.subarray(0, height * bytesPerRow))
        const second = isTwoColoured ? { secondImage: image.inverted() } : {}
        expect(await differences(piece(image, { ...second, spliceRows: height > 2 ? [2] : [] }))).toBe(0)
      }),
      { seed: 11, numRuns: 40 },
    )
  })

  it('draws a printer without paper out of it', async () => {
    expect(await differences(bench().printer.unfinishedPaper())).toBe(0)
  })

  it('is the same for the same receipt', () => {
    expect(receiptPng(printed(['x', LF])).equals(receiptPng(printed(['x', LF])))).toBe(true)
  })

  it('tells how large the paper is', () => {
    const png = receiptPng(printed(['x', LF]), 180 / 25.4)
    const density = png.indexOf('pHYs') + 4
    expect([png.readUInt32BE(density), png.readUInt32BE(density + 4), png[density + 8]]).toEqual([7087, 7087, 1])
  })

  it('keeps the pixels as they are, two bits each, whatever packs them', () => {
    const receipt = printed(['x', LF])
    const png = receiptPng(receipt)
    const data = png.indexOf('IDAT')
    const pixels = inflateSync(png.subarray(data + 4, data + 4 + png.readUInt32BE(data - 4)))
    expect(pixels.length).toBe((1 + (576 + 64) / 4) * (receipt.image.heightDots + 12))
  })
})
