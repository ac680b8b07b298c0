/**
 * Track data made into the card the terminal knows. A swipe and a chip carry the same track 2; what else a chip tells
 * about itself goes into the summary.
 */
import type { CardSummary, EntryMode, PresentedCard } from '../../src/domain/card.js'
import type { Track2 } from '../../src/domain/identifiers/pan.js'

export interface ChipApplication {
  /** EMV tag 4F, hex. */
  readonly aid: string
  /** EMV tag 50. */
  readonly label: string
}

/** @param track2 as swiped, or the chip's equivalent data (EMV tag 57). */
export function presentedCard(track2: Track2, entryMode: EntryMode, application?: ChipApplication): PresentedCard {
  const summary: CardSummary = { maskedPan: track2.pan.masked, entryMode, hasChip: track2.hasChip, ...application }
  return { pan: track2.pan, expiry: track2.expiry, track2, summary }
}
