/**
 * Text in the cells of a terminal: wide characters take two, combining ones none. Everything the live view aligns or cuts
 * is measured here, so a box around Korean text closes where it should.
 */
import { eastAsianWidth } from 'get-east-asian-width'

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })
/** What a terminal would obey instead of showing. */
const CONTROLS = /\p{Cc}/gu

/** Control characters as visible blanks: paper may say anything, a terminal must not obey it. */
export const harmless = (text: string): string => text.replace(CONTROLS, '·')

/** How many cells a text without control characters takes. */
export function cellsOf(text: string): number {
  let cells = 0
  for (const { segment } of segmenter.segment(text)) cells += clusterCells(segment)
  return cells
}

/** The text in exactly so many cells: cut with an ellipsis, or filled with spaces. */
export function fitCells(text: string, cells: number): string {
  const short = cutCells(text, cells)
  return short + ' '.repeat(Math.max(0, cells - cellsOf(short)))
}

/** The text in no more than so many cells. */
export function cutCells(text: string, most: number): string {
  if (cellsOf(text) <= most) return text
  let taken = ''
  let cells = 0
  for (const { segment } of segmenter.segment(text)) {
    cells += clusterCells(segment)
    if (cells > most - 1) break
    taken += segment
  }
  return most > 0 ? `${taken}…` : ''
}

/** The text in lines of no more than so many cells, broken between words; later ones are indented. */
export function wrapCells(text: string, most: number): readonly string[] {
  const indent = ' '.repeat(Math.min(4, most >> 2))
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/(?<= )(?! )/)) {
    if (line.trim() !== '' && cellsOf(line + word.trimEnd()) > most) {
      lines.push(line.trimEnd())
      line = indent
    }
    line += word
  }
  return [...lines, line.trimEnd()]
}

function clusterCells(cluster: string): number {
  const codePoint = cluster.codePointAt(0) ?? 0
  if (/^[\p{Mn}\p{Me}\p{Cf}]/u.test(cluster)) return 0
  return eastAsianWidth(codePoint)
}
