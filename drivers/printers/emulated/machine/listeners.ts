/** Those who want to hear of something. They may come and go while they are being told. */
export class Listeners<T> {
  readonly #all = new Set<(news: T) => void>()

  /** @returns a function that takes the listener out again. */
  add(listener: (news: T) => void): () => void {
    this.#all.add(listener)
    return () => this.#all.delete(listener)
  }

  tell(news: T): void {
    if (this.#all.size === 0) return
    for (const listener of [...this.#all]) listener(news)
  }
}
