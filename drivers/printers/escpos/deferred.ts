/** A promise resolved from outside, for waits that a frame, a turn or a person ends. */
export class Deferred<T> {
  #resolve: ((value: T) => void) | undefined
  readonly promise = new Promise<T>((resolve) => {
    this.#resolve = resolve
  })

  /** The first value counts. */
  resolve(value: T): void {
    this.#resolve?.(value)
  }
}
