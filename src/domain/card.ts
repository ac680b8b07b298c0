/**
 * A card as presented at the reader. The card itself never leaves memory; its summary is what slips, screens and the
 * journal see.
 */
import type { Pan, Track2 } from './identifiers/pan.js'

export const ENTRY_MODES = ['chip', 'contactless', 'swipe'] as const
export type EntryMode = (typeof ENTRY_MODES)[number]

export interface CardSummary {
  /** BIN and last four, e.g. `536112******1234`. */
  readonly maskedPan: string
  readonly entryMode: EntryMode
  /** A card with a chip; swiping it is allowed only as fallback. */
  readonly hasChip: boolean
  /** EMV application identifier, hex; absent on a swipe. */
  readonly aid?: string
  /** EMV application label, e.g. `VISA CREDIT`. */
  readonly label?: string
}

export interface PresentedCard {
  readonly pan: Pan
  /** `YYMM`. */
  readonly expiry: string
  /** Track 2, or the chip's equivalent data (EMV tag 57). */
  readonly track2?: Track2
  readonly summary: CardSummary
}
