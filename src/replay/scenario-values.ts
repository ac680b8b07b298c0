/**
 * The small things a scenario is written in: names, amounts, quantities, spans of time. Each says what was expected and what
 * to write instead, because a scenario is written by hand.
 */
import { z } from 'zod'

const MS_PER = { s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const

export const name = z
  .string({ error: 'expected a name for the sale or amendment. Write e.g. coffee' })
  .regex(
    /^[a-z][A-Za-z0-9-]{0,23}$/,
    'expected a short name: a small letter, then letters and digits. Write e.g. coffee',
  )

/** As a person types it: 12000, 28.50, "12,000". Read in the shop's currency when it is used. */
export const amount = z
  .union([z.number(), z.string()], { error: 'expected an amount. Write e.g. 12000 or 28.50' })
  .transform((given) => String(given))
  .refine((text) => /^\d[\d,]*(\.\d+)?$/.test(text), 'expected an amount without currency. Write e.g. 12000 or 28.50')

/** Pieces, or kilograms with up to three decimals; becomes thousandths. */
export const quantity = z
  .number({ error: 'expected a number of pieces. Write e.g. 2 or 0.35' })
  .positive('expected more than zero')
  .transform((pieces) => Math.round(pieces * 1_000))

/** `10 min`; becomes milliseconds. */
export const span = z.string().transform((text, context): number => {
  const [, digits, unit] = /^(\d+(?:\.\d+)?)\s*(s|min|h|d)$/.exec(text.trim()) ?? []
  if (digits !== undefined && unit !== undefined && isUnit(unit)) return Math.round(Number(digits) * MS_PER[unit])
  context.addIssue(`expected a span of time. Write e.g. 30 s, 10 min, 3 h or 5 d`)
  return z.NEVER
})

/** `until 09:05` is the next time the shop's clock shows it; `until 2026-03-05 09:05` is that very moment. */
export const passing = z.string().transform((text, context): Passing => {
  const [, day, hour, minute] = /^until (?:(\d{4}-\d{2}-\d{2}) )?([01]\d|2[0-3]):([0-5]\d)$/.exec(text.trim()) ?? []
  if (hour !== undefined && minute !== undefined) {
    return { until: { minuteOfDay: Number(hour) * 60 + Number(minute), ...(day !== undefined && { day }) } }
  }
  const read = span.safeParse(text)
  if (read.success) return { forMs: read.data }
  context.addIssue('expected how much time passes. Write e.g. 10 min, 5 d, until 09:05 or until 2026-03-05 09:05')
  return z.NEVER
})

export type Passing =
  | { readonly forMs: number }
  | { readonly until: { readonly minuteOfDay: number; readonly day?: string } }

function isUnit(unit: string): unit is keyof typeof MS_PER {
  return Object.hasOwn(MS_PER, unit)
}

/** In quotes, so that a leading zero stays. */
export const testPin = z.string({ error: 'expected a PIN in quotes. Write e.g. "480157"' }).min(1)

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

/** How long from `now` until the passing is over, in milliseconds; never less than none. */
export function passingMs(passing: Passing, now: number, utcOffsetMinutes: number): number {
  if ('forMs' in passing) return passing.forMs
  const { day, minuteOfDay } = passing.until
  const local = now + utcOffsetMinutes * MINUTE_MS
  const midnight = day === undefined ? Math.floor(local / DAY_MS) * DAY_MS : Date.parse(`${day}T00:00:00Z`)
  const wanted = midnight + minuteOfDay * MINUTE_MS
  const isTomorrow = day === undefined && wanted <= local
  return Math.max(0, wanted + (isTomorrow ? DAY_MS : 0) - local)
}
