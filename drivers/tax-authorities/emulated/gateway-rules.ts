/**
 * How the emulated gateway and the tax office behind it behave, as data: a test or a scenario names the customers who are
 * refused, the shops that are restricted, and how long things take, and changes no code.
 */
import type { GatewayRefusal } from './gateway-refusals.js'

/** What happens to receipts for one identifier (digits only). */
type IdentityRule =
  /** Refused at once, e.g. `identityUnknown`, `cardUnregistered`, `useDoesNotFit`. */
  | { readonly identity: string; readonly refuse: GatewayRefusal }
  /** Taken, and rejected by the tax office the next day with this result code. */
  | { readonly identity: string; readonly rejectNextDay: string }

export interface GatewayRules {
  readonly identities: readonly IdentityRule[]
  /** Members (business numbers) the tax office lets issue nothing. */
  readonly restrictedSellers: readonly string[]
  /** Members without points left. */
  readonly withoutCredit: readonly string[]
  /** The tax office's answer shows on this many days after issue, at this Korean hour. */
  readonly confirmation: { readonly days: number; readonly hour: number; readonly resultCode: string }
  /** Whether an original may be revoked before the tax office confirmed it. Popbill says no (-14001021). */
  readonly revocableFrom: 'confirmed' | 'issued'
  /** How far `x-lh-date` may lie from the gateway's clock, either way. */
  readonly dateWindowMs: number
  readonly tokenLifeMs: number
}

export const GATEWAY_RULES: GatewayRules = {
  identities: [],
  restrictedSellers: [],
  withoutCredit: [],
  confirmation: { days: 1, hour: 9, resultCode: '0000' },
  revocableFrom: 'confirmed',
  dateWindowMs: 5 * 60 * 1000,
  tokenLifeMs: 30 * 60 * 1000,
}
