/** Turns a piece of receipt paper into a picture of it: white paper, black dots, the margins a real roll has. */
import { createCanvas } from '@napi-rs/canvas'
import type { PaperPiece } from './receipt.js'

/** 80 mm paper carries 72 mm of dots: 4 mm at 8 dots each side. */
const SIDE_MARGIN_DOTS = 32
const EDGE_DOTS = 6
const PAPER = [0xff, 0xff, 0xff] as const
const INK = [0x18, 0x18, 0x1c] as const
const EDGE = [0xb4, 0xb4, 0xb0] as const
const SPLICE = [0xd0, 0x60, 0x50] as const

type Colour = readonly [number, number, number]

/**
 * @returns a PNG, one pixel a dot. A jagged grey edge below shows where it was cut; a red dashed line where the roll was
 * changed in the middle of it.
 */
export function receiptPng(piece: PaperPiece): Buffer {
  const { image } = piece
  const width = image.widthDots + 2 * SIDE_MARGIN_DOTS
  const height = image.heightDots + 2 * EDGE_DOTS
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  const picture = context.createImageData(width, height)
  const paint = (x: number, y: number, [red, green, blue]: Colour) =>
    picture.data.set([red, green, blue, 0xff], (y * width + x) * 4)

  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) paint(x, y, PAPER)
  image.eachBlack((x, y) => paint(SIDE_MARGIN_DOTS + x, EDGE_DOTS + y, INK))
  for (let x = 0; x < width; x++) {
    const tooth = Math.abs((x % (2 * EDGE_DOTS)) - EDGE_DOTS)
    paint(x, height - 1 - Math.min(tooth, EDGE_DOTS - 1), EDGE)
    for (const row of piece.spliceRows) if (x % 12 < 6) paint(x, EDGE_DOTS + row, SPLICE)
  }
  context.putImageData(picture, 0, 0)
  return canvas.toBuffer('image/png')
}
