/** What the host decides, from the rules it was given: the first that fits and is not used up, else approval. */
import { RESPONSE } from '../iso8583/response-codes.js'
import type { HostRule, MessageKind } from './host-script.js'
import type { Decided } from './host-transaction.js'

/** What a rule can look at. The card number is looked at and not kept. */
export interface RuledMessage {
  readonly kind: MessageKind
  readonly terminal: string
  readonly amountMinor?: number
  readonly pan?: string
}

export class HostRules {
  readonly #rules: { readonly rule: HostRule; used: number }[] = []

  constructor(rules: readonly HostRule[]) {
    for (const rule of rules) this.#rules.push({ rule, used: 0 })
  }

  /** Puts a rule before all others. */
  addFirst(rule: HostRule): void {
    this.#rules.unshift({ rule, used: 0 })
  }

  /** What the message comes to, and counts the rule that said so as used once. */
  decide(message: RuledMessage): Decided {
    const chosen = this.#rules.find(({ rule, used }) => used < (rule.times ?? Infinity) && fits(rule, message))
    if (!chosen) return APPROVED
    chosen.used++
    const { responseCode, vanCode, approveMinor } = chosen.rule
    if (approveMinor === undefined) return vanCode === undefined ? { responseCode } : { responseCode, vanCode }
    // Whoever asks for no more than there is gets all of it.
    return (message.amountMinor ?? 0) <= approveMinor ? APPROVED : { responseCode, approvedMinor: approveMinor }
  }

  /** The same, for messages that are only done or not. @returns DE39. */
  responseCode(message: RuledMessage): string {
    return this.decide(message).responseCode
  }
}

const APPROVED: Decided = { responseCode: RESPONSE.approved }

function fits({ on = 'authorise', when = {} }: HostRule, { kind, terminal, amountMinor, pan }: RuledMessage): boolean {
  return (
    on === kind &&
    (when.terminal === undefined || when.terminal === terminal) &&
    (when.panSuffix === undefined || (pan?.endsWith(when.panSuffix) ?? false)) &&
    (when.amountMinor === undefined || when.amountMinor === amountMinor) &&
    (when.minAmountMinor === undefined || (amountMinor !== undefined && amountMinor >= when.minAmountMinor))
  )
}
