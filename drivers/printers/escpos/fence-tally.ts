/**
 * How many fences a printer may still answer. All answers to `GS r 1` look alike, and one that waited in the printer through
 * a night without paper must not be taken for the next job's; a serial printer keeps it even from link to link.
 */

/** Beyond this it is a printer that does not know the command, and was asked on every link. */
const MOST_DUE = 16

export class FenceTally {
  #due = 0

  /** Answers that may come to questions given up, at most. */
  get due(): number {
    return this.#due
  }

  /** One more was sent, or may have been, and is no longer waited for. */
  givenUp(): void {
    this.#due = Math.min(MOST_DUE, this.#due + 1)
  }

  /** Nothing can come any more: all were thrown away with the buffers, or have been heard. */
  settled(): void {
    this.#due = 0
  }
}
