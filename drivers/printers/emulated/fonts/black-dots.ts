/** From shades of grey to what a thermal head can do. */
import type { SKRSContext2D } from '@napi-rs/canvas'
import { Bitmap } from '../paper/bitmap.js'

/** @param threshold the alpha (0–255) from which a dot is black. */
export function blackDots(context: SKRSContext2D, widthDots: number, heightDots: number, threshold: number): Bitmap {
  const pixels = context.getImageData(0, 0, widthDots, heightDots).data
  const bitmap = new Bitmap(widthDots, heightDots)
  for (let y = 0; y < heightDots; y++) {
    for (let x = 0; x < widthDots; x++) if ((pixels[(y * widthDots + x) * 4 + 3] ?? 0) >= threshold) bitmap.set(x, y)
  }
  return bitmap
}
