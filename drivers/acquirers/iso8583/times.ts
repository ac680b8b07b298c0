/**
 * The three times of a message: DE7 in UTC, DE12 and DE13 in the terminal's time zone. None carries a year, so reading
 * one back takes the instant nearest to a known one.
 */

/** Korea, UTC+9, no summer time. */
export const DEFAULT_UTC_OFFSET_MINUTES = 540

const MINUTE_MS = 60_000

/** DE7, `MMDDhhmmss` in UTC; milliseconds are cut off. @param atMs epoch milliseconds. */
export function transmissionTime(atMs: number): string {
  const { date, time } = localTime(atMs, 0)
  return date + time
}

/** DE13 `MMDD` and DE12 `hhmmss`, on a wall clock `utcOffsetMinutes` ahead of UTC. */
export function localTime(atMs: number, utcOffsetMinutes: number): { readonly date: string; readonly time: string } {
  const [day = '', clock = ''] = new Date(atMs + utcOffsetMinutes * MINUTE_MS).toISOString().split('T')
  return { date: day.slice(-5).replace('-', ''), time: clock.slice(0, 8).replaceAll(':', '') }
}

/**
 * The instant nearest to `nearMs` at which a wall clock `utcOffsetMinutes` ahead of UTC shows this date and time.
 * @returns epoch milliseconds, whole seconds; undefined when the digits are not a date and a time.
 */
export function instantOf(date: string, time: string, utcOffsetMinutes: number, nearMs: number): number | undefined {
  const digits = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(date + time)
  if (!digits) return undefined
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = digits.slice(1).map(Number)
  const year = new Date(nearMs).getUTCFullYear()
  const candidates = [year - 1, year, year + 1]
    .map((each) => Date.UTC(each, month - 1, day, hour, minute, second) - utcOffsetMinutes * MINUTE_MS)
    .filter((each) => {
      // Date.UTC rolls 31 February over into March; what does not read back was no date.
      const shown = localTime(each, utcOffsetMinutes)
      return shown.date === date && shown.time === time
    })
  return candidates.toSorted((a, b) => Math.abs(a - nearMs) - Math.abs(b - nearMs))[0]
}
