/**
 * Money that people at the counter hand over with their own hands, as they remember it: kept apart from the till, so that
 * what it says can be held against it. Nobody hands the same money over twice because a till asks twice.
 */
interface Move {
  /** Won, into the shop; negative out of it. */
  readonly amount: number
  /** Written down by the till: from then on it must not ask for it again. */
  known: boolean
}

export class Purse {
  readonly #moves = new Map<string, Move>()

  /** @param name of the one occasion, e.g. the sale and which of its payments. */
  move(name: string, amount: number): void {
    const before = this.#moves.get(name)
    if (before?.known) throw new Error(`${name}: the till has it and asks for it again`)
    if (before && before.amount !== amount) throw new Error(`${name}: was ${before.amount} and is now ${amount}`)
    this.#moves.set(name, before ?? { amount, known: false })
  }

  known(name: string): void {
    const move = this.#moves.get(name)
    if (move) move.known = true
  }

  /** What of it is the shop's now, of occasions whose names begin so. */
  total(of = ''): number {
    return [...this.#moves].reduce((sum, [name, { amount }]) => (name.startsWith(of) ? sum + amount : sum), 0)
  }
}
