/** Waiting for flows to move: whoever needs a flow to come to a point looks again after every step of any flow. */
export class Steps {
  readonly #listeners = new Set<(flowId: string) => void>()

  /** Calls back after every step of every flow. Returns a function that stops it. */
  listen(listener: (flowId: string) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  tell(flowId: string): void {
    for (const listener of [...this.#listeners]) listener(flowId)
  }

  /** Resolves as soon as `look` gives something; at once if it does already. Looks at steps of `flowId` only. */
  until<T>(flowId: string, look: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const lookNow = (changedId: string) => {
        if (changedId !== flowId) return
        const seen = look()
        if (seen === undefined) return
        this.#listeners.delete(lookNow)
        resolve(seen)
      }
      this.#listeners.add(lookNow)
      lookNow(flowId)
    })
  }

  /** Resolves with the next step of any flow, or when the signal says that nobody waits any more. */
  next(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const stop = () => {
        signal.removeEventListener('abort', stop)
        this.#listeners.delete(stop)
        resolve()
      }
      if (signal.aborted) return resolve()
      signal.addEventListener('abort', stop)
      this.#listeners.add(stop)
    })
  }
}
