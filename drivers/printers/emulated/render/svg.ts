/**
 * A piece of receipt paper as SVG: the dots as one path a colour, in the paper's own size, with the words laid over them
 * invisibly so that they can be searched, selected and copied.
 */
import type { Bitmap } from '../paper/bitmap.js'
import type { PaperPiece } from '../paper/receipt.js'
import { EDGE_DOTS, isCutOff, SIDE_MARGIN_DOTS } from './png.js'
import { wordsOver } from './svg-words.js'
import { escapedXml } from './xml-text.js'

const PAPER = '#ffffff'
const INK = '#18181c'
const SECOND_INK = '#c82828'
const EDGE = '#b4b4b0'
const DEFAULT_DOTS_PER_MM = 8

/**
 * @param dotsPerMm of the printer's head: the picture is as large as the paper.
 * @returns an SVG document, one unit a dot, (0, 0) the paper's first dot; the same for the same piece.
 */
export function receiptSvg(piece: PaperPiece, dotsPerMm = DEFAULT_DOTS_PER_MM): string {
  const { image, secondImage, spliceRows } = piece
  const width = image.widthDots + 2 * SIDE_MARGIN_DOTS
  const height = image.heightDots + 2 * EDGE_DOTS
  const mm = (dots: number) => `${Number((dots / dotsPerMm).toFixed(2))}mm`
  const box = `${-SIDE_MARGIN_DOTS} ${-EDGE_DOTS} ${width} ${height}`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${mm(width)}" height="${mm(height)}" viewBox="${box}">`,
    `<title>${escapedXml(piece.lines.find((line) => line.trim() !== '') ?? 'receipt')}</title>`,
    `<desc>${escapedXml(piece.text)}</desc>`,
    `<rect x="${-SIDE_MARGIN_DOTS}" y="${-EDGE_DOTS}" width="${width}" height="${height}" fill="${PAPER}"/>`,
    '<g shape-rendering="crispEdges">',
    `<path fill="${INK}" d="${dotsPath(image)}"/>`,
    ...(secondImage ? [`<path fill="${SECOND_INK}" d="${dotsPath(secondImage)}"/>`] : []),
    ...spliceRows.map((row) => splice(row, width)),
    '</g>',
    ...(isCutOff(piece) ? [cutEdge(image.heightDots, width)] : []),
    ...wordsOver(piece),
    '</svg>',
    '',
  ].join('\n')
}

/** Where the roll was changed. */
const splice = (row: number, width: number): string =>
  `<path stroke="${SECOND_INK}" stroke-dasharray="6" d="M${-SIDE_MARGIN_DOTS} ${row + 0.5}h${width}"/>`

/** The teeth of the cutter. */
function cutEdge(bottom: number, width: number): string {
  const teeth = `l${EDGE_DOTS} ${1 - EDGE_DOTS} ${EDGE_DOTS} ${EDGE_DOTS - 1}`.repeat(
    Math.ceil(width / (2 * EDGE_DOTS)),
  )
  return `<path fill="none" stroke="${EDGE}" d="M${-SIDE_MARGIN_DOTS} ${bottom + EDGE_DOTS - 0.5}${teeth}"/>`
}

/** Stretches of dots in a row, from left to right, and since which row they are there. */
interface Stretches {
  count: number
  readonly left: Int32Array
  readonly right: Int32Array
  readonly top: Int32Array
}

/** Stretches of dots, those that repeat from row to row as one rectangle. */
function dotsPath(image: Bitmap): string {
  const { heightDots } = image
  const parts: string[] = []
  let open = noStretches(image)
  let here = noStretches(image)
  for (let y = 0; y < heightDots; y++) {
    if (y > 0 && isSameRow(image, y)) continue
    here.count = 0
    image.eachRun(y, (left, right) => {
      here.left[here.count] = left
      here.right[here.count] = right
      here.top[here.count++] = y
    })
    closeEnded(open, here, y, parts)
    ;[open, here] = [here, open]
  }
  here.count = 0
  closeEnded(open, here, heightDots, parts)
  return parts.join('')
}

function noStretches({ widthDots }: Bitmap): Stretches {
  const most = (widthDots >> 1) + 1
  return { count: 0, left: new Int32Array(most), right: new Int32Array(most), top: new Int32Array(most) }
}

function isSameRow({ bytes, bytesPerRow }: Bitmap, y: number): boolean {
  const from = y * bytesPerRow
  for (let at = from; at < from + bytesPerRow; at++) if (bytes[at] !== bytes[at - bytesPerRow]) return false
  return true
}

/** What is open and goes on here keeps its top; what ends here is drawn. */
function closeEnded(open: Stretches, here: Stretches, y: number, parts: string[]): void {
  for (let index = 0, next = 0; index < open.count; index++) {
    const left = open.left[index] ?? 0
    const right = open.right[index] ?? 0
    const top = open.top[index] ?? 0
    while (next < here.count && (here.left[next] ?? 0) < left) next++
    const goesOn = next < here.count && here.left[next] === left && here.right[next] === right
    if (goesOn) here.top[next] = top
    else parts.push(`M${left} ${top}h${right - left}v${y - top}H${left}z`)
  }
}
