/**
 * One piece of work for everybody who asks while it is under way. Each may walk away with a signal of his own; the work is
 * stopped only when nobody waits for it any more, so one impatient call never costs the others their answer.
 */

export class SharedWork<T> {
  readonly #work: (signal: AbortSignal) => Promise<T>
  #underWay: { readonly result: Promise<T>; readonly stop: AbortController; waiting: number } | undefined

  /** @param work never rejects, and ends soon once its signal aborts. */
  constructor(work: (signal: AbortSignal) => Promise<T>) {
    this.#work = work
  }

  /** The result of the work under way, or of one begun now; `onLeaving` when the signal aborts first. */
  async join(signal: AbortSignal, onLeaving: T): Promise<T> {
    if (signal.aborted) return onLeaving
    const shared = this.#underWay ?? this.#begin()
    shared.waiting += 1
    let leave: (() => void) | undefined
    const left = new Promise<T>((resolve) => {
      leave = () => resolve(onLeaving)
      signal.addEventListener('abort', leave)
    })
    try {
      return await Promise.race([shared.result, left])
    } finally {
      if (leave) signal.removeEventListener('abort', leave)
      shared.waiting -= 1
      if (shared.waiting === 0) {
        shared.stop.abort()
        if (this.#underWay === shared) this.#underWay = undefined
      }
    }
  }

  #begin() {
    const stop = new AbortController()
    const shared = { result: this.#work(stop.signal), stop, waiting: 0 }
    this.#underWay = shared
    return shared
  }
}
