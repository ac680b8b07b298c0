/**
 * A piece of receipt paper as data that can be written as JSON: what is on it, where, and how it looks, in the order it was
 * printed. For tools that compare receipts or ask where something stands; every object is built here, key by key, so the
 * same paper gives the same JSON whatever the printer's own objects hold besides.
 */
import type {
  Box,
  CommandNote,
  CutKind,
  Direction,
  Ink,
  PaperPiece,
  PrintedSymbol,
  Receipt,
  TextRun,
  TextStyle,
  TranscriptEntry,
} from '../paper/receipt.js'

export interface ReceiptTranscript {
  readonly widthDots: number
  readonly heightDots: number
  /** `second` where something was printed in the second colour. */
  readonly inks: readonly Ink[]
  /** How it left the printer; `uncut` still hangs out of it. */
  readonly cut: CutKind | 'torn' | 'uncut'
  /** In the order of printing. Boxes are in dots from the piece's top left corner. */
  readonly entries: readonly (TranscriptLine | TranscriptImage | TranscriptSymbol | TranscriptNote | TranscriptSplice)[]
}

/** A line of text; one without runs is paper that was fed. */
export interface TranscriptLine {
  readonly kind: 'text'
  /** The line's words, gaps as spaces; no indent for justification or margin (the runs tell that). */
  readonly says: string
  readonly box: Box
  readonly direction: Direction
  readonly runs: readonly TextRun[]
}

export interface TranscriptImage {
  readonly kind: 'image'
  /** `[image w×h]`; empty for a line of bit image (ESC *). */
  readonly says: string
  readonly box: Box
}

export interface TranscriptSymbol {
  readonly kind: 'symbol'
  readonly says: string
  readonly box: Box
  readonly symbol: PrintedSymbol
}

/** A command that was read and not carried out. */
export interface TranscriptNote {
  readonly kind: 'note'
  readonly note: CommandNote
}

/** The roll was changed at this row. */
export interface TranscriptSplice {
  readonly kind: 'splice'
  readonly topDots: number
}

/** @returns plain data, its keys in the order of the types above. */
export function receiptTranscript(piece: PaperPiece | Receipt): ReceiptTranscript {
  const { image, secondImage, transcript } = piece
  return {
    widthDots: image.widthDots,
    heightDots: image.heightDots,
    inks: secondImage ? ['first', 'second'] : ['first'],
    cut: 'cut' in piece ? piece.cut : 'uncut',
    entries: transcript.map(plainEntry),
  }
}

function plainEntry(entry: TranscriptEntry): ReceiptTranscript['entries'][number] {
  switch (entry.kind) {
    case 'text': {
      const { kind, says, box, direction, runs } = entry
      return { kind, says, box: plainBox(box), direction, runs: runs.map(plainRun) }
    }
    case 'image':
      return { kind: entry.kind, says: entry.says, box: plainBox(entry.box) }
    case 'symbol': {
      const { kind, symbology, data } = entry.symbol
      return { kind: entry.kind, says: entry.says, box: plainBox(entry.box), symbol: { kind, symbology, data } }
    }
    case 'note':
      return { kind: entry.kind, note: { command: entry.note.command, reason: entry.note.reason } }
    case 'splice':
      return { kind: entry.kind, topDots: entry.topDots }
  }
}

const plainBox = ({ leftDots, topDots, widthDots, heightDots }: Box): Box => ({
  leftDots,
  topDots,
  widthDots,
  heightDots,
})

const plainRun = ({ text, leftDots, widthDots, style }: TextRun): TextRun => ({
  text,
  leftDots,
  widthDots,
  style: plainStyle(style),
})

function plainStyle(style: TextStyle): TextStyle {
  const { font, widthTimes, heightTimes, emphasized, underlineDots, inverse, rotated, upsideDown, ink } = style
  return { font, widthTimes, heightTimes, emphasized, underlineDots, inverse, rotated, upsideDown, ink }
}
