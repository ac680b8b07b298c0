/** A picture to be printed, in a pattern that no mirroring or turning maps to itself, and the same picture as paper shows it. */
import { createCanvas } from '@napi-rs/canvas'
import type { Bitmap } from '../../../drivers/printers/emulated/paper/bitmap.js'
import type { Box } from '../../../drivers/printers/emulated/paper/receipt.js'

const isBlack = (x: number, y: number): boolean => (x * x + 3 * y * x + y) % 7 < 3

/** The file, black on white. */
export function picturePng(width: number, height: number): Buffer {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, width, height)
  context.fillStyle = 'black'
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (isBlack(x, y)) context.fillRect(x, y, 1, 1)
  return canvas.toBuffer('image/png')
}

/** Its dots, `#` black and `.` white, a line a row. */
export const pictureDots = (width: number, height: number): string => rows(width, height, isBlack)

/** The dots of paper from the top left corner of a box on, in the same form. */
export const dotsAt = (image: Bitmap, { leftDots, topDots }: Box, width: number, height: number): string =>
  rows(width, height, (x, y) => image.get(leftDots + x, topDots + y))

function rows(width: number, height: number, isSet: (x: number, y: number) => boolean): string {
  const row = (y: number) => Array.from({ length: width }, (_, x) => (isSet(x, y) ? '#' : '.')).join('')
  return Array.from({ length: height }, (_, y) => row(y)).join('\n')
}
