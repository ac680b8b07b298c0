/**
 * A piece of receipt paper as data that can be written as JSON: what is on it, where, and how it looks, in the order it was
 * printed. For tools that compare receipts or ask where something stands.
 */
import type { CutKind, PaperPiece, Receipt, TranscriptEntry } from '../receipt.js'

export interface ReceiptTranscript {
  readonly widthDots: number
  readonly heightDots: number
  /** How it left the printer; `uncut` still hangs out of it. */
  readonly cut: CutKind | 'torn' | 'uncut'
  /** In the order of printing. Boxes are in dots from the piece's top left corner. */
  readonly entries: readonly TranscriptEntry[]
}

/** @returns plain data in a stable order of keys. */
export function receiptTranscript(piece: PaperPiece | Receipt): ReceiptTranscript {
  return {
    widthDots: piece.image.widthDots,
    heightDots: piece.image.heightDots,
    cut: 'cut' in piece ? piece.cut : 'uncut',
    entries: piece.transcript,
  }
}
