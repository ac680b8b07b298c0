/**
 * A piece of paper as plain data for JSON: what files, the control API and the command's output all say of it. The dots are
 * left to pictures.
 */
import type { CommandNote, PaperPiece, PrintedSymbol, Receipt } from '../paper/receipt.js'
import { receiptText } from '../render/text.js'

export interface PaperFacts {
  readonly widthDots: number
  readonly heightDots: number
  /** With its columns kept, blank lines included. */
  readonly text: string
  /** What was printed, line by line, without the space before it. */
  readonly lines: readonly string[]
  readonly symbols: readonly PrintedSymbol[]
  /** Commands that came with it and were not carried out. */
  readonly notUnderstood: readonly CommandNote[]
  readonly spliceRows: readonly number[]
}

export interface ReceiptFacts extends PaperFacts {
  readonly number: number
  readonly cut: Receipt['cut']
  /** ISO 8601, UTC. */
  readonly cutAt: string
}

export function paperFacts(piece: PaperPiece): PaperFacts {
  const { image, lines, symbols, notUnderstood, spliceRows } = piece
  const { widthDots, heightDots } = image
  return { widthDots, heightDots, text: receiptText(piece), lines, symbols, notUnderstood, spliceRows }
}

export function receiptFacts(receipt: Receipt): ReceiptFacts {
  const { number, cut, cutAt } = receipt
  return { number, cut, cutAt: new Date(cutAt).toISOString(), ...paperFacts(receipt) }
}
