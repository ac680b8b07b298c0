/** A card reader: waits for one card, hands over what was on it, and forgets it. */
import type { EntryMode, PresentedCard } from '../domain/card.js'
import type { Money } from '../domain/money.js'
import type { Outcome } from '../domain/outcome.js'
import type { Device } from './device.js'

export interface CardReadRequest {
  readonly amount: Money
  /** Entry modes the terminal takes now; `swipe` alone means fallback after the chip failed. */
  readonly accepts: readonly EntryMode[]
}

export interface CardReader extends Device {
  /**
   * Waits for one card. One read at a time: a second call while one waits rejects with DriverError `reader.busy`.
   *
   * Outcomes: accepted – the card; refused – `reader.chipUnreadable`, `reader.tapUnreadable`, `reader.stripeUnreadable`
   * or `reader.cancelledByCustomer`; unavailable – `reader.unreachable`, `reader.linkLost`. Never `unknown`: reading
   * changes nothing in the world. Aborting the signal stops the wait and resolves as refused `reader.timeout`; the
   * terminal, not the driver, sets the limit. A card presented while nobody reads is dropped.
   */
  read(request: CardReadRequest, signal: AbortSignal): Promise<Outcome<PresentedCard>>
}
