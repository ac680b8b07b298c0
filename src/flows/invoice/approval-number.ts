/**
 * The approval number of a 세금계산서, as the Korean tax office gives it: 24 characters, the first eight the date it was issued on.
 * Checked because it is typed by hand and nobody answers for it.
 */
const KOREA_OFFSET_MS = 9 * 60 * 60_000

/** Without the hyphens it may be written with; undefined when it cannot be one. */
export function invoiceApprovalNumber(text: string): string | undefined {
  const characters = text.replace(/[\s-]/g, '').toUpperCase()
  return /^\d{8}[0-9A-Z]{16}$/.test(characters) && isDate(characters.slice(0, 8)) ? characters : undefined
}

/** Whether `yyyyMMdd` is a day, and not one after `at` in Korea. */
export function isPastDate(date: string, at: number): boolean {
  return isDate(date) && date <= new Date(at + KOREA_OFFSET_MS).toISOString().slice(0, 10).replaceAll('-', '')
}

function isDate(text: string): boolean {
  const match = /^(20\d{2})(\d{2})(\d{2})$/.exec(text)
  if (!match) return false
  const [, year, month, day] = match.map(Number)
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day))
  return date.toISOString().slice(0, 10).replaceAll('-', '') === text
}
