/** What the host decides, from the rules it was given: the first that fits and is not used up, else approval. */
import { RESPONSE } from '../iso8583/response-codes.js'
import type { HostRule, MessageKind } from './host-script.js'

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

  /** @returns DE39, and counts the rule that gave it as used once. */
  responseCode(message: RuledMessage): string {
    const chosen = this.#rules.find(({ rule, used }) => used < (rule.times ?? Infinity) && fits(rule, message))
    if (!chosen) return RESPONSE.approved
    chosen.used++
    return chosen.rule.responseCode
  }
}

function fits({ on = 'authorise', when = {} }: HostRule, { kind, terminal, amountMinor, pan }: RuledMessage): boolean {
  return (
    on === kind &&
    (when.terminal === undefined || when.terminal === terminal) &&
    (when.panSuffix === undefined || (pan?.endsWith(when.panSuffix) ?? false)) &&
    (when.amountMinor === undefined || when.amountMinor === amountMinor) &&
    (when.minAmountMinor === undefined || (amountMinor !== undefined && amountMinor >= when.minAmountMinor))
  )
}
