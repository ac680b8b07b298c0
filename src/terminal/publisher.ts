/** Tells listeners of every visible change of every flow, at least once each, across restarts. */
import type { Journal, Publication } from '../ports/journal.js'

type Listener = (publication: Publication) => void

export class Publisher {
  readonly #listeners = new Set<Listener>()

  constructor(
    private readonly journal: Journal,
    private readonly onFault: (fault: { readonly flowId: string; readonly error: unknown }) => void,
  ) {}

  /** Returns a function that stops it. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  publish(): void {
    if (this.#listeners.size === 0) return
    for (const publication of this.journal.undelivered()) {
      if (!this.#tell(publication)) return
      this.journal.delivered(publication.seq)
    }
  }

  /** The step it tells of is durable whatever a listener makes of it; what one failed on is told again later. */
  #tell(publication: Publication): boolean {
    try {
      for (const listener of this.#listeners) listener(publication)
      return true
    } catch (error) {
      this.onFault({ flowId: publication.flowId, error })
      return false
    }
  }
}
