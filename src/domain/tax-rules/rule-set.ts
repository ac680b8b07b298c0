/**
 * What the law says from a day on about issuing cash receipts (현금영수증) unasked: for which trades, from which amount, by
 * when, and what it costs not to. Kept as dated data, because the tax office adds trades every January.
 */
import { localDay } from './local-day.js'

/** When a document must stand: always the end of a day in the shop's time. */
export interface IssuePeriod {
  /** Days after the payment; at least one. */
  readonly days: number
  /** The day of the payment is the first of them. */
  readonly countsFirstDay: boolean
}

export interface RuleSet {
  /** The first day it holds, in the shop's time: `2026-01-01`. */
  readonly from: string
  /** Trades in which issuing is compulsory (의무발행업종), by the law's names. */
  readonly sectors: readonly string[]
  readonly thresholdMinor: number
  /** What must reach the threshold: the whole sale, or what of it was paid in cash. */
  readonly thresholdOver: 'sale' | 'cash'
  /** Of the amount not issued in time (가산세), whole percent. */
  readonly penaltyPercent: number
  readonly issuePeriod: IssuePeriod
}

/** The set that holds on the day of `at`; undefined before the first. */
export function ruleSetAt<Dated extends { readonly from: string }>(
  sets: readonly Dated[],
  at: number,
  utcOffsetMinutes: number,
): Dated | undefined {
  return ruleSetOn(sets, localDay(at, utcOffsetMinutes))
}

/** As `ruleSetAt`, for a day. */
export function ruleSetOn<Dated extends { readonly from: string }>(
  sets: readonly Dated[],
  day: string,
): Dated | undefined {
  return sets.reduce<Dated | undefined>(
    (latest, set) => (set.from <= day && (!latest || latest.from <= set.from) ? set : latest),
    undefined,
  )
}

/** Whether the trade is one of them; spaces and the dots of Korean lists (ㆍ·) make no difference. */
export function isListed(sectors: readonly string[], sector: string): boolean {
  const wanted = bare(sector)
  return sectors.some((listed) => bare(listed) === wanted)
}

function bare(sector: string): string {
  return sector.normalize('NFC').replaceAll(/[\s·ㆍ・․‧,]/g, '')
}
