/**
 * What a piece of paper says, every character in the column it was printed in: made from where the runs of text stand on
 * the paper, not from the words the printer kept, so that a wrong place shows as much as a wrong character.
 */
import type { PaperPiece, TextRun } from '../../../drivers/printers/emulated/paper/receipt.js'

/** A column: a character of font A. */
const COLUMN_DOTS = 12

/** Every printed line of text, empty ones too, without trailing spaces. Images and codes are left out. */
export const columnLines = (pieces: readonly PaperPiece[]): string[] =>
  pieces.flatMap(({ transcript }) =>
    transcript.flatMap((entry) => (entry.kind === 'text' ? [columnLine(entry.runs)] : [])),
  )

/**
 * A wide character is followed by as many spaces as make up its enlargement: 'W i d e' is four letters twice as wide.
 * Marks stand in the column of their letter.
 */
function columnLine(runs: readonly TextRun[]): string {
  const cells: string[] = []
  for (const { text, leftDots, widthDots, style } of runs) {
    const characters = [...text]
    const columns = Math.round(widthDots / COLUMN_DOTS / characters.length)
    let at = Math.round(leftDots / COLUMN_DOTS)
    for (const character of characters) {
      cells[at] = (cells[at] ?? '') + character
      for (let inside = 1; inside < columns; inside++) {
        cells[at + inside] = inside < columns / style.widthTimes ? '' : ' '
      }
      at += columns
    }
  }
  return Array.from(cells, (cell) => cell ?? ' ')
    .join('')
    .trimEnd()
}

/** Rules as software without line drawing writes them. */
export const plainRules = (line: string): string =>
  line
    .replace(/[╭╮╰╯┌┐└┘├┤┬┴┼]/g, '+')
    .replaceAll('─', '-')
    .replaceAll('│', '|')

/** Without the empty lines at the end, which paper feeds. */
export function withoutTail(lines: readonly string[]): string[] {
  const last = lines.findLastIndex((line) => line !== '')
  return lines.slice(0, last + 1)
}
