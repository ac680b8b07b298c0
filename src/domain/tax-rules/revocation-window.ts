/**
 * Until when a tax gateway still cancels a cash receipt: some only within the calendar year of its trade date, some for so
 * many days. Past that the cancellation has to be filed elsewhere (홈택스), which whoever gives money back should know first.
 */
import { startOfDay } from './local-day.js'

export interface RevocationWindow {
  /** Days after the trade date; the last one is still in time. */
  readonly days?: number
  /** Not past the end of the trade date's year. */
  readonly sameYear?: boolean
}

const DAY_MS = 24 * 60 * 60_000

/** @param tradeDate `yyyyMMdd`. @returns the last millisecond in time; undefined where there is no end. */
export function revocableUntil(
  { days, sameYear = false }: RevocationWindow,
  tradeDate: string,
  utcOffsetMinutes: number,
): number | undefined {
  const [year, month, day] = [tradeDate.slice(0, 4), tradeDate.slice(4, 6), tradeDate.slice(6, 8)].map(Number)
  const firstAfter = [
    ...(days === undefined ? [] : [Date.UTC(year ?? 0, (month ?? 0) - 1, (day ?? 0) + days + 1)]),
    ...(sameYear ? [Date.UTC((year ?? 0) + 1, 0, 1)] : []),
  ]
  if (firstAfter.length === 0) return undefined
  return startOfDay(Math.min(...firstAfter) / DAY_MS, utcOffsetMinutes) - 1
}
