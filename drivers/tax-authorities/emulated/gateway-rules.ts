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
  /** Until when an original may be revoked at all. Gateways differ: some take 90 days, some the same calendar year. */
  readonly revocableUntil: 'always' | 'endOfYear' | { readonly days: number }
  /** Where requests may come from, IP addresses; empty lets everybody in. */
  readonly allowedAddresses: readonly string[]
  /** Announced hours of maintenance, epoch milliseconds, `to` excluded: every request finds a page and nothing else. */
  readonly maintenance: readonly { readonly from: number; readonly to: number }[]
  /** What a member has paid in advance, and what each issue takes of it. */
  readonly points: { readonly paid: number; readonly perIssue: number }
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
  revocableUntil: 'always',
  allowedAddresses: [],
  maintenance: [],
  points: { paid: 100_000_000, perIssue: 20 },
  dateWindowMs: 5 * 60 * 1000,
  tokenLifeMs: 30 * 60 * 1000,
}
