/**
 * Smoothing (GS b): where an enlarged character goes down in steps, the inner corners of the steps are filled, so that
 * slants look like slants. Right angles stay right angles.
 */
import { Bitmap } from '../paper/bitmap.js'

type Side = -1 | 1

const SIDES: readonly Side[] = [-1, 1]

/** As Bitmap.scaled, with the steps of slants filled in. Nothing changes below twice the size in both directions. */
export function smoothed(shape: Bitmap, widthTimes: number, heightTimes: number): Bitmap {
  const large = shape.scaled(widthTimes, heightTimes)
  if (widthTimes < 2 || heightTimes < 2) return large
  const result = new Bitmap(large.widthDots, large.heightDots, large.bytes.slice())
  for (let y = 0; y < shape.heightDots; y++) {
    for (let x = 0; x < shape.widthDots; x++) {
      if (shape.get(x, y)) continue
      for (const across of SIDES) {
        for (const down of SIDES) {
          if (isStep(shape, x, y, across, down)) fillCorner(result, x, y, across, down, widthTimes, heightTimes)
        }
      }
    }
  }
  return result
}

/** A white dot in the corner between one beside it and one above or below it, of which not both go on straight. */
function isStep(shape: Bitmap, x: number, y: number, across: Side, down: Side): boolean {
  const inCorner = shape.get(x + across, y) && shape.get(x, y + down)
  const isNotch = shape.get(x - across, y) || shape.get(x, y - down)
  const isRightAngle = shape.get(x + across, y - down) && shape.get(x - across, y + down)
  return inCorner && !isNotch && !isRightAngle
}

/** Fills half of a dot's block: the triangle in the corner towards the two black ones. */
function fillCorner(
  into: Bitmap,
  x: number,
  y: number,
  across: Side,
  down: Side,
  widthTimes: number,
  heightTimes: number,
): void {
  for (let row = 0; row < heightTimes; row++) {
    const fromEdge = down > 0 ? row + 1 : heightTimes - row
    const dots = Math.floor((fromEdge * widthTimes) / (heightTimes + 1))
    const left = x * widthTimes + (across < 0 ? 0 : widthTimes - dots)
    into.fill(left, y * heightTimes + row, dots, 1)
  }
}
