/**
 * Devices on real sockets answer in whatever order the machine happens to run them. Here their answers wait until all is at
 * rest and are let through one at a time, in the order they were asked for, so that a replay steps the same way every time.
 */

interface Held {
  /** The call it belongs to; an answer nobody asked for belongs to the call that began the listening. */
  readonly call: number
  readonly letThrough: () => void
}

export class AnswersInOrder {
  #calls = 0
  readonly #held: Held[] = []

  /** The same device, its answers and notices held until `letOneThrough`. */
  holding<Device extends object>(device: Device): Device {
    return new Proxy(device, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name, target)
        if (typeof member !== 'function') return member
        return (...given: readonly unknown[]) => this.#call((held) => Reflect.apply(member, target, held), given)
      },
    })
  }

  /** Lets the answer to the earliest call through. @returns false when none is held. */
  letOneThrough(): boolean {
    const first = this.#held.reduce<Held | undefined>(
      (earliest, held) => (earliest === undefined || held.call < earliest.call ? held : earliest),
      undefined,
    )
    if (!first) return false
    this.#held.splice(this.#held.indexOf(first), 1)
    first.letThrough()
    return true
  }

  #call(run: (given: readonly unknown[]) => unknown, given: readonly unknown[]): unknown {
    const call = ++this.#calls
    const result = run(given.map((argument) => this.#listening(call, argument)))
    if (!(result instanceof Promise)) return result
    return new Promise((resolve, reject) => {
      result.then(
        (answer: unknown) => this.#hold(call, () => resolve(answer)),
        (error: unknown) => this.#hold(call, () => reject(error)),
      )
    })
  }

  #listening(call: number, argument: unknown): unknown {
    if (typeof argument !== 'function') return argument
    return (...notice: readonly unknown[]) => this.#hold(call, () => void Reflect.apply(argument, undefined, notice))
  }

  #hold(call: number, letThrough: () => void): void {
    this.#held.push({ call, letThrough })
  }
}
