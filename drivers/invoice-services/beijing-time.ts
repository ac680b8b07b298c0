/** Chinese civil time as invoices write it: UTC+8 all year, so arithmetic on epoch milliseconds is exact. */
const BEIJING_OFFSET_MS = 8 * 60 * 60 * 1000

/** `yyyy-MM-dd HH:mm:ss`. */
export function beijingDateTime(epochMs: number): string {
  return new Date(epochMs + BEIJING_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ')
}

/** Epoch milliseconds of `yyyy-MM-dd HH:mm:ss`; undefined when no such moment exists. */
export function parseBeijingDateTime(text: string): number | undefined {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(text)
  if (!match) return undefined
  const epochMs = Date.parse(`${match[1]}T${match[2]}Z`) - BEIJING_OFFSET_MS
  return !Number.isNaN(epochMs) && beijingDateTime(epochMs) === text ? epochMs : undefined
}
