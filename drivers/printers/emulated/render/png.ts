/** Turns a piece of receipt paper into a picture of it: white paper, black dots, the margins a real roll has. */
import type { Bitmap } from '../paper/bitmap.js'
import type { PaperPiece, Receipt } from '../paper/receipt.js'
import { indexedPng, type Palette } from './indexed-png.js'

/** 80 mm paper carries 72 mm of dots: 4 mm at 8 dots each side. */
export const SIDE_MARGIN_DOTS = 32
export const EDGE_DOTS = 6
const PALETTE: Palette = [
  [0xff, 0xff, 0xff],
  [0x18, 0x18, 0x1c],
  [0xb4, 0xb4, 0xb0],
  [0xc8, 0x28, 0x28],
]
const EDGE = 2
const SECOND = 3
/** 203 dots an inch. */
const DOTS_PER_METRE = 8000
const PIXELS_A_BYTE = 4
/** Each row of a PNG begins with one. */
const FILTER_BYTES = 1

/** A byte of dots as two bytes of pixels, each dot in the colour with number 1. */
const PIXELS_OF = Uint16Array.from({ length: 256 }, (_, dots) => {
  let pixels = 0
  for (let bit = 0; bit < 8; bit++) if (dots & (0x80 >> bit)) pixels |= 1 << (14 - bit * 2)
  return pixels
})

/**
 * @param dotsPerMm of the printer's head, for the size a viewer shows it in.
 * @returns a PNG, one pixel a dot. A jagged grey edge below shows that it was cut off; a red dashed line where the roll was
 * changed in the middle of it. The second colour is red.
 */
export function receiptPng(piece: PaperPiece | Receipt, dotsPerMm = DOTS_PER_METRE / 1000): Buffer {
  const { image, secondImage } = piece
  const sheet = new Sheet(image.widthDots + 2 * SIDE_MARGIN_DOTS, image.heightDots + 2 * EDGE_DOTS)
  sheet.draw(image, 1)
  if (secondImage) sheet.draw(secondImage, SECOND)
  if (isCutOff(piece)) sheet.drawEdge()
  for (const row of piece.spliceRows) sheet.drawSplice(EDGE_DOTS + row)
  return indexedPng(sheet, PALETTE, Math.round(dotsPerMm * 1000))
}

/** What hangs out of the printer has no edge below yet. */
export const isCutOff = (piece: PaperPiece | Receipt): piece is Receipt => 'cut' in piece

class Sheet {
  readonly scanlines: Uint8Array
  readonly #stride: number

  constructor(
    readonly widthPixels: number,
    readonly heightPixels: number,
  ) {
    this.#stride = FILTER_BYTES + Math.ceil(widthPixels / PIXELS_A_BYTE)
    this.scanlines = new Uint8Array(this.#stride * heightPixels)
  }

  /** Draws the dots between the margins. `colour` is 1 or 3: both have bit 0, the second colour bit 1 as well. */
  draw({ bytes, bytesPerRow, heightDots }: Bitmap, colour: 1 | 3): void {
    const { scanlines } = this
    for (let y = 0; y < heightDots; y++) {
      const from = y * bytesPerRow
      const to = (EDGE_DOTS + y) * this.#stride + FILTER_BYTES + SIDE_MARGIN_DOTS / PIXELS_A_BYTE
      for (let column = 0; column < bytesPerRow; column++) {
        const dots = bytes[from + column] ?? 0
        if (dots === 0) continue
        const pixels = (PIXELS_OF[dots] ?? 0) * colour
        const at = to + column * 2
        scanlines[at] = (scanlines[at] ?? 0) | (pixels >> 8)
        scanlines[at + 1] = (scanlines[at + 1] ?? 0) | (pixels & 0xff)
      }
    }
  }

  drawEdge(): void {
    for (let x = 0; x < this.widthPixels; x++) {
      const tooth = Math.abs((x % (2 * EDGE_DOTS)) - EDGE_DOTS)
      this.#paint(x, this.heightPixels - 1 - Math.min(tooth, EDGE_DOTS - 1), EDGE)
    }
  }

  drawSplice(y: number): void {
    for (let x = 0; x < this.widthPixels; x++) if (x % 12 < 6) this.#paint(x, y, SECOND)
  }

  #paint(x: number, y: number, colour: number): void {
    const at = y * this.#stride + FILTER_BYTES + Math.floor(x / PIXELS_A_BYTE)
    const shift = 6 - (x % PIXELS_A_BYTE) * 2
    this.scanlines[at] = ((this.scanlines[at] ?? 0) & ~(3 << shift)) | (colour << shift)
  }
}
