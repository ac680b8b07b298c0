/**
 * A piece of receipt paper as plain text with its columns kept: what stands below each other on paper stands below each
 * other here. Words are never changed, so a search finds what a customer would read.
 */
import { isWide } from '../characters/widths.js'
import { FONT_CELLS } from '../fonts/glyphs.js'
import type { PaperPiece, Shown, TextRun, TranscriptEntry } from '../receipt.js'

type Text = Extract<Shown, { kind: 'text' }>
type Image = Extract<Shown, { kind: 'image' }>

/** One blank line for as much feed as a line usually takes. */
const USUAL_LINE_DOTS = 30
/** A long feed is a gap, not a page of blank lines. */
const MOST_BLANK_LINES = 5

/** @returns lines joined with line feeds, without one at the end. Codes and images stand as `[QR …]` and `[image w×h]`. */
export function receiptText(piece: Pick<PaperPiece, 'transcript'>): string {
  return withoutBlankEnd(piece.transcript.reduce(joinImageStrips, []).flatMap(linesOf)).join('\n')
}

function linesOf(entry: TranscriptEntry): readonly string[] {
  switch (entry.kind) {
    case 'text':
      return entry.runs.length === 0 ? blankLines(entry) : [lineOf(entry)]
    case 'image':
    case 'symbol':
      return [indented(entry)]
    default:
      return []
  }
}

function blankLines({ box }: Text): readonly string[] {
  const count = Math.min(
    MOST_BLANK_LINES,
    Math.max(box.heightDots > 0 ? 1 : 0, Math.round(box.heightDots / USUAL_LINE_DOTS)),
  )
  return Array.from({ length: count }, () => '')
}

/** Lines of another direction have columns of their own, which would mean nothing among the others. */
function lineOf({ direction, runs, says }: Text): string {
  return direction === 'leftToRight' ? inColumns(runs) : says
}

function inColumns(runs: readonly TextRun[]): string {
  const columnDots = Math.min(...runs.map(columnDotsOf))
  let line = ''
  let columns = 0
  let at = 0
  for (const { text, leftDots, widthDots } of runs) {
    const gapDots = leftDots - at
    const wanted = Math.round(leftDots / columnDots) - columns
    // Enlarged text takes fewer columns here than on paper; a small shift of a few dots is no gap.
    if (gapDots * 2 >= columnDots) {
      const spaces = Math.max(1, wanted)
      line += ' '.repeat(spaces)
      columns += spaces
    }
    line += text
    columns += columnsOf(text)
    at = Math.max(at, leftDots + widthDots)
  }
  return line.trimEnd()
}

/** Columns are as wide as a character of font A, or of a smaller font where the whole line is in it. */
function columnDotsOf({ style: { font } }: TextRun): number {
  const isSmall = font === 'B' || font === 'tallB' || font === 'C' || font === 'D'
  return isSmall ? FONT_CELLS[font].widthDots : FONT_CELLS.A.widthDots
}

function columnsOf(text: string): number {
  let columns = 0
  for (const character of text) columns += isWide(character.codePointAt(0) ?? 0) ? 2 : 1
  return columns
}

const indented = ({ says, box }: Exclude<Shown, Text>): string =>
  (' '.repeat(Math.max(0, Math.round(box.leftDots / FONT_CELLS.A.widthDots))) + says).trimEnd()

/** A picture sent in strips of one line each (ESC *) is one picture. */
function joinImageStrips(entries: TranscriptEntry[], entry: TranscriptEntry): TranscriptEntry[] {
  const before = entries.at(-1)
  if (isStrip(entry) && before && isStrip(before)) entries[entries.length - 1] = joined(before, entry)
  else entries.push(isStrip(entry) ? joined(entry, entry) : entry)
  return entries
}

const isStrip = (entry: TranscriptEntry): entry is Image =>
  entry.kind === 'image' && (entry.says === '' || entry.says.startsWith('[image in strips'))

function joined(before: Image, { box }: Image): Image {
  const leftDots = Math.min(before.box.leftDots, box.leftDots)
  const right = Math.max(before.box.leftDots + before.box.widthDots, box.leftDots + box.widthDots)
  const heightDots = box.topDots + box.heightDots - before.box.topDots
  const widthDots = right - leftDots
  return {
    ...before,
    says: `[image in strips ${widthDots}×${heightDots}]`,
    box: { leftDots, topDots: before.box.topDots, widthDots, heightDots },
  }
}

function withoutBlankEnd(lines: readonly string[]): readonly string[] {
  let end = lines.length
  while (end > 0 && lines[end - 1] === '') end--
  return lines.slice(0, end)
}
