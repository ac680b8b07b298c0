/**
 * One-bit pictures for the encoder, which wants coloured pixels. They go as GS v 0 raster: the oldest picture command, and
 * the one that every printer and clone has.
 */
import type ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder'
import type { PaperLine } from '../../../src/domain/paper-line.js'
import type { PrinterProfile } from '../profiles/printer-profile.js'

export type Bitmap = Omit<Extract<PaperLine, { kind: 'image' }>, 'kind'>

/** A picture wider than the paper is scaled down to it rather than cut off. */
export function addImage(encoder: ReceiptPrinterEncoder, bitmap: Bitmap, { widthDots }: PrinterProfile): void {
  const pixels = { width: bitmap.widthDots, height: bitmap.heightDots, data: pixelsOf(bitmap) }
  if (bitmap.widthDots === 0 || bitmap.heightDots === 0) return
  const scale = Math.min(1, widthDots / bitmap.widthDots)
  encoder.image(pixels, {
    width: Math.floor(bitmap.widthDots * scale),
    height: Math.max(1, Math.round(bitmap.heightDots * scale)),
    algorithm: 'threshold',
  })
}

/** RGBA, black on opaque white. */
function pixelsOf({ widthDots, heightDots, bits }: Bitmap): Uint8ClampedArray {
  const data = new Uint8ClampedArray(widthDots * heightDots * 4).fill(255)
  const rowBytes = Math.ceil(widthDots / 8)
  for (let y = 0; y < heightDots; y++) {
    for (let x = 0; x < widthDots; x++) {
      const black = ((bits[y * rowBytes + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1
      if (black) data.fill(0, (y * widthDots + x) * 4, (y * widthDots + x) * 4 + 3)
    }
  }
  return data
}
