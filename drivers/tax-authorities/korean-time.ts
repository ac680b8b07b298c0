/**
 * Korean civil time as the tax office writes it. Korea keeps UTC+9 all year, so plain arithmetic on epoch milliseconds is
 * exact and the machine's own time zone never matters.
 */
const KOREA_OFFSET_MS = 9 * 60 * 60 * 1000
export const DAY_MS = 24 * 60 * 60 * 1000

/** `yyyyMMdd` in Korean time. */
export function koreanDate(epochMs: number): string {
  return koreanDateTime(epochMs).slice(0, 8)
}

/** `yyyyMMddHHmmss` in Korean time. */
export function koreanDateTime(epochMs: number): string {
  return new Date(epochMs + KOREA_OFFSET_MS).toISOString().replace(/\D/g, '').slice(0, 14)
}

/** Epoch milliseconds of 00:00 Korean time on the day `epochMs` lies in. */
export function startOfKoreanDay(epochMs: number): number {
  return Math.floor((epochMs + KOREA_OFFSET_MS) / DAY_MS) * DAY_MS - KOREA_OFFSET_MS
}

/** Reads `yyyyMMddHHmmss` of Korean time. Undefined when no such moment exists (month 13, 30 February). */
export function parseKoreanDateTime(text: string): number | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text)
  if (!match) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number)
  const epochMs = Date.UTC(year, month - 1, day, hour, minute, second) - KOREA_OFFSET_MS
  return koreanDateTime(epochMs) === text ? epochMs : undefined
}
