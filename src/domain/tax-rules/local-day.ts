/**
 * Days as a shop counts them, in its own time: laws begin on a day and deadlines end with one, wherever UTC's midnight
 * falls. Written `2026-01-01`, so that earlier days sort before later ones as text.
 */
const DAY_MS = 24 * 60 * 60_000
const MINUTE_MS = 60_000

/** Days since 1 January 1970. */
export function dayNumberAt(at: number, utcOffsetMinutes: number): number {
  return Math.floor((at + utcOffsetMinutes * MINUTE_MS) / DAY_MS)
}

/** The instant a day begins; epoch milliseconds. */
export function startOfDay(dayNumber: number, utcOffsetMinutes: number): number {
  return dayNumber * DAY_MS - utcOffsetMinutes * MINUTE_MS
}

/** `2026-01-01`. */
export function localDay(at: number, utcOffsetMinutes: number): string {
  return new Date(startOfDay(dayNumberAt(at, utcOffsetMinutes), 0)).toISOString().slice(0, 10)
}

/** Whether the text is a day of the calendar: `2026-02-29` is none. */
export function isLocalDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const midnight = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(midnight) && localDay(midnight, 0) === text
}

const MOMENT = /^(\d{4}-\d{2}-\d{2})[ T](([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?|24:00)(Z|[+-]([01]\d|2[0-3]):[0-5]\d)?$/

/**
 * Epoch milliseconds of `2026-12-01 23:00` in the shop's time, or of the same with a distance from UTC of its own
 * (`2026-12-01T23:00+09:00`); `24:00` is the end of the day. Undefined when it is no moment.
 */
export function momentOf(text: string, utcOffsetMinutes: number): number | undefined {
  const [, day = '', time = '', , , offset] = MOMENT.exec(text) ?? []
  if (!isLocalDay(day)) return undefined
  const asUtc = Date.parse(`${day}T${time}${offset ?? 'Z'}`)
  return offset === undefined ? asUtc - utcOffsetMinutes * MINUTE_MS : asUtc
}
