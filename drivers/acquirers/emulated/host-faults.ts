/** What goes wrong on the way, message by message or file by file: scripted faults wait here for what they strike. */
import type { FileFault, MessageFault, MessageKind } from './host-script.js'

export class HostFaults {
  readonly #waiting: { readonly fault: MessageFault; skip: number; times: number }[] = []

  add(fault: MessageFault): void {
    this.#waiting.push({ fault, skip: fault.skip ?? 0, times: fault.times ?? 1 })
  }

  /** The fault that strikes a message of this kind arriving now: the first scripted one that is due for it. */
  strike(kind: MessageKind): MessageFault | undefined {
    for (const entry of this.#waiting) {
      if (entry.times === 0 || (entry.fault.on ?? kind) !== kind) continue
      if (entry.skip > 0) {
        entry.skip--
        continue
      }
      entry.times--
      return entry.fault
    }
    return undefined
  }
}

/** Faults of settlement files, in the order scripted. */
export class FileFaults {
  readonly #waiting: { readonly fault: FileFault; times: number }[] = []

  add(fault: FileFault): void {
    this.#waiting.push({ fault, times: fault.times ?? 1 })
  }

  /** The fault that strikes the file asked for now. */
  strike(): FileFault | undefined {
    const entry = this.#waiting.find(({ times }) => times > 0)
    if (entry) entry.times--
    return entry?.fault
  }
}
