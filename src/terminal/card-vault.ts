/**
 * Cards between the reader and the acquirer: in memory, one a flow, gone once asked for. Nothing here is ever written, so
 * a terminal that restarts has no card and asks the acquirer what became of the sale instead.
 */
import type { PresentedCard } from '../domain/card.js'

export class CardVault {
  readonly #cards = new Map<string, PresentedCard>()

  hold(flowId: string, card: PresentedCard): void {
    this.#cards.set(flowId, card)
  }

  /** Hands the card over and forgets it. */
  take(flowId: string): PresentedCard | undefined {
    const card = this.#cards.get(flowId)
    this.#cards.delete(flowId)
    return card
  }
}
