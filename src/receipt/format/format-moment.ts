/**
 * Moments as calendar fields at a fixed distance from UTC. Neither the machine's time zone nor its locale has a say, so
 * the same sale prints the same everywhere.
 */
export interface CalendarMoment {
  readonly year: string
  readonly month: string
  readonly day: string
  readonly hour: string
  readonly minute: string
  readonly second: string
}

/** @throws RangeError when the moment lies outside what a calendar can show (about ±270,000 years). */
export function calendarMoment(epochMs: number, utcOffsetMinutes: number): CalendarMoment {
  const [date = '', time = ''] = new Date(epochMs + utcOffsetMinutes * 60_000).toISOString().split('T')
  const [year = '', month = '', day = ''] = date.split('-')
  const [hour = '', minute = '', second = ''] = time.slice(0, 8).split(':')
  return { year, month, day, hour, minute, second }
}

/** Takes a tax authority's `yyyyMMdd` apart; undefined when it is not one. */
export function calendarDay(yyyymmdd: string): Pick<CalendarMoment, 'year' | 'month' | 'day'> | undefined {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(yyyymmdd) ?? []
  return year && month && day ? { year, month, day } : undefined
}
