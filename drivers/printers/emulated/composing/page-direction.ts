/**
 * The four ways a page-mode print area can be written in (ESC T): a turn of the characters and a place to begin. Everything
 * else in page mode counts along the line and across it, and only here becomes a place on paper.
 */
import type { Bitmap } from '../paper/bitmap.js'
import type { Box, Direction } from '../paper/receipt.js'

/** ESC T n: 0 from the upper left, 1 from the lower left, 2 from the lower right, 3 from the upper right. */
export const DIRECTIONS: readonly Direction[] = ['leftToRight', 'bottomToTop', 'rightToLeft', 'topToBottom']

export const runsAcrossPaper = (direction: Direction): boolean =>
  direction === 'leftToRight' || direction === 'rightToLeft'

/** How long a line of the area is, and how much room there is for lines. */
export function lineRoom(area: Box, direction: Direction): { readonly alongDots: number; readonly acrossDots: number } {
  return runsAcrossPaper(direction)
    ? { alongDots: area.widthDots, acrossDots: area.heightDots }
    : { alongDots: area.heightDots, acrossDots: area.widthDots }
}

/**
 * Where on the page a rectangle lies that begins `alongDots` along the line and `acrossDots` down from the first line's
 * top, as wide and high as its characters stand.
 */
export function placeOnPage(
  area: Box,
  direction: Direction,
  alongDots: number,
  acrossDots: number,
  widthDots: number,
  heightDots: number,
): Box {
  const right = area.leftDots + area.widthDots
  const bottom = area.topDots + area.heightDots
  switch (direction) {
    case 'leftToRight':
      return { leftDots: area.leftDots + alongDots, topDots: area.topDots + acrossDots, widthDots, heightDots }
    case 'rightToLeft':
      return {
        leftDots: right - alongDots - widthDots,
        topDots: bottom - acrossDots - heightDots,
        widthDots,
        heightDots,
      }
    case 'bottomToTop':
      return {
        leftDots: area.leftDots + acrossDots,
        topDots: bottom - alongDots - widthDots,
        widthDots: heightDots,
        heightDots: widthDots,
      }
    case 'topToBottom':
      return {
        leftDots: right - acrossDots - heightDots,
        topDots: area.topDots + alongDots,
        widthDots: heightDots,
        heightDots: widthDots,
      }
  }
}

/** The dots as they stand on the page. */
export function turned(bitmap: Bitmap, direction: Direction): Bitmap {
  switch (direction) {
    case 'leftToRight':
      return bitmap
    case 'rightToLeft':
      return bitmap.upsideDown()
    case 'bottomToTop':
      return bitmap.turnedCounterclockwise()
    case 'topToBottom':
      return bitmap.turnedClockwise()
  }
}
