/**
 * Every event reaches a flow stamped with its place in the journal. Time and identity come from there and nowhere else,
 * so the keys a flow mints are on the disk before anything is sent, and a replay mints the same ones.
 */
import type { HostMessageKey } from '../ports/acquirer.js'

export interface Stamp {
  /** The journal number of the entry that will hold this event. */
  readonly seq: number
  /** Epoch milliseconds. */
  readonly at: number
}

/**
 * The stamp of any event, deadlines included (those reach the chart as XState's own `xstate.after…` events).
 * @throws when an unstamped event got into a flow, which is a bug of the runner.
 */
export function stampOf(event: object): Stamp {
  const carrier = 'input' in event && typeof event.input === 'object' && event.input !== null ? event.input : event
  const { seq, at } = carrier as Partial<Stamp>
  if (typeof seq !== 'number' || typeof at !== 'number') throw new TypeError('an event without a stamp reached a flow')
  return { seq, at }
}

/** STANs run 000001–999999 and wrap; the host tells wrapped ones apart by the time (DE7). */
export function hostMessageKey(stamp: Stamp): HostMessageKey {
  return { stan: String(((stamp.seq - 1) % 999_999) + 1).padStart(6, '0'), sentAt: stamp.at }
}

/**
 * A tax document number: terminal, time and journal number, the latter two in base 36. The time keeps it unique for the
 * seller when a journal is begun anew on the same day. At most 24 characters for a terminal ID of up to 8.
 */
export function documentNumber(terminalId: string, stamp: Stamp): string {
  return `${terminalId}-${stamp.at.toString(36)}-${stamp.seq.toString(36)}`.toUpperCase()
}

/** Four characters 0–9 A–Z for the printer's process ID; repeats only after 1.6 million entries. */
export function printJobId(stamp: Stamp): string {
  return (stamp.seq % 36 ** 4).toString(36).toUpperCase().padStart(4, '0')
}

/** A sale's number, also the receipt number: terminal and journal number. */
export function saleNumber(terminalId: string, stamp: Stamp): string {
  return `${terminalId}-${String(stamp.seq).padStart(6, '0')}`
}
