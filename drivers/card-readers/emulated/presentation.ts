/**
 * What can happen at a card reader, as data: a card held to one of its faces, a failed attempt, a customer who cancels or
 * does nothing, a pulled plug. Scripts, tests and screens all speak of it in these words.
 */
import type { EntryMode } from '../../../src/domain/card.js'
import type { TestCard, TestCardName } from './test-cards.js'

export type Presentation =
  | { readonly kind: EntryMode; readonly card: TestCardName | TestCard }
  /** The card was there and could not be read this way. */
  | { readonly kind: 'error'; readonly entry: EntryMode }
  /** The customer presses cancel. */
  | { readonly kind: 'cancel' }
  /** The customer presents nothing: the read waits until the terminal gives up. */
  | { readonly kind: 'nothing' }
  /** The reader is gone for this read, and back for the next. */
  | { readonly kind: 'unplugged' }

export type ScriptedPresentation = Presentation & {
  /** Time from the start of the read, or from the presentation before it in the same read. At once unless given. */
  readonly afterMs?: number
}
