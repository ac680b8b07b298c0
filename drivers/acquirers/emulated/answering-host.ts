/** What an answer is decided with: the emulated host's memory, its rules and its habits. One shape for every kind of message. */
import type { HostLedger } from './host-ledger.js'
import type { HostRules } from './host-rules.js'

export interface AnsweringHost {
  readonly ledger: HostLedger
  readonly rules: HostRules
  /** A reversal of a purchase it never saw leaves no mark in the ledger. */
  readonly forgetful: boolean
  /** For DE12 and DE13 of approvals. */
  readonly utcOffsetMinutes: number
}
