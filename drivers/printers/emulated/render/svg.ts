/**
 * A piece of receipt paper as SVG: the dots as one path a colour, in the paper's own size, with the words laid over them
 * invisibly so that they can be searched, copied and read aloud.
 */
import type { Bitmap } from '../bitmap.js'
import type { PaperPiece } from '../receipt.js'
import { EDGE_DOTS, SIDE_MARGIN_DOTS } from './png.js'

const INK = '#18181c'
const SECOND_INK = '#c82828'
const PAPER = '#ffffff'
const DEFAULT_DOTS_PER_MM = 8

/** @param dotsPerMm of the printer's head: the picture is as large as the paper. */
export function receiptSvg(piece: PaperPiece, dotsPerMm = DEFAULT_DOTS_PER_MM): string {
  const width = piece.image.widthDots + 2 * SIDE_MARGIN_DOTS
  const height = piece.image.heightDots + 2 * EDGE_DOTS
  const mm = (dots: number) => `${Number((dots / dotsPerMm).toFixed(2))}mm`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${mm(width)}" height="${mm(height)}" ` +
      `viewBox="${-SIDE_MARGIN_DOTS} ${-EDGE_DOTS} ${width} ${height}" role="img" shape-rendering="crispEdges">`,
    `<title>${escaped(piece.lines.find((line) => line.trim() !== '') ?? 'receipt')}</title>`,
    `<desc>${escaped(piece.text)}</desc>`,
    `<rect x="${-SIDE_MARGIN_DOTS}" y="${-EDGE_DOTS}" width="${width}" height="${height}" fill="${PAPER}"/>`,
    dotsPath(piece.image, INK),
    ...(piece.secondImage ? [dotsPath(piece.secondImage, SECOND_INK)] : []),
    '<g fill="none" font-family="monospace" style="white-space:pre">',
    ...wordsOver(piece),
    '</g>',
    '</svg>',
    '',
  ].join('\n')
}

/** Runs of black dots, those that repeat from row to row as one rectangle. */
function dotsPath(image: Bitmap, colour: string): string {
  const open = new Map<string, { left: number; width: number; top: number }>()
  const parts: string[] = []
  const close = (key: string, bottom: number) => {
    const run = open.get(key)
    if (!run) return
    open.delete(key)
    parts.push(`M${run.left} ${run.top}h${run.width}v${bottom - run.top}h-${run.width}z`)
  }
  for (let y = 0; y < image.heightDots; y++) {
    const here = new Set<string>()
    image.eachRun(y, (left, right) => {
      const key = `${left} ${right}`
      here.add(key)
      if (!open.has(key)) open.set(key, { left, width: right - left, top: y })
    })
    for (const key of [...open.keys()]) if (!here.has(key)) close(key, y)
  }
  for (const key of [...open.keys()]) close(key, image.heightDots)
  return `<path fill="${colour}" d="${parts.join('')}"/>`
}

/** Each run of text where it stands, as wide as its dots. Lines in other directions are turned about where they begin. */
function wordsOver({ transcript }: PaperPiece): readonly string[] {
  return transcript.flatMap((entry) => {
    if (entry.kind !== 'text') return []
    const { box, direction, runs, says } = entry
    if (direction !== 'leftToRight')
      return says === '' ? [] : [wordsAt(box.leftDots, box.topDots, box.widthDots, box.heightDots, says)]
    return runs.map((run) => wordsAt(run.leftDots, box.topDots, run.widthDots, box.heightDots, run.text))
  })
}

const wordsAt = (left: number, top: number, width: number, height: number, words: string): string =>
  `<text x="${left}" y="${top + Math.round(height * 0.8)}" font-size="${height}" textLength="${Math.max(1, width)}" ` +
  `lengthAdjust="spacingAndGlyphs">${escaped(words)}</text>`

/** XML text: without control characters and lone halves of characters, which it cannot hold. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)
}
