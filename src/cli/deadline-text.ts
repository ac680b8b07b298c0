/** By when a tax document must stand, and what it costs if it does not, in words. */
import type { Command } from 'commander'
import type { Language } from '../domain/language.js'
import { isPositive } from '../domain/money.js'
import { showMoment, showMoney } from '../domain/show-money.js'
import type { PublishedDocument } from '../terminal/published.js'
import { InputError } from './cli-error.js'
import { OWED_TEXTS } from './owed-texts.js'

const HOUR_MS = 60 * 60_000

/** No lines for a document that has no deadline of its own. */
export function deadlineText(
  { dueAt, atRisk }: PublishedDocument,
  now: number,
  language: Language,
  utcOffsetMinutes: number,
): readonly string[] {
  if (dueAt === undefined) return []
  const texts = OWED_TEXTS[language]
  const moment = showMoment(dueAt, utcOffsetMinutes)
  const hours = Math.floor((dueAt - now) / HOUR_MS)
  const left = hours >= 48 ? texts.days(Math.floor(hours / 24)) : texts.hours(hours)
  const deadline = dueAt > now ? texts.dueBy(moment, left) : texts.late(moment)
  return atRisk && isPositive(atRisk) ? [deadline, texts.atRisk(showMoney(atRisk, language))] : [deadline]
}

/** Lists are read without a shop's settings, so its distance from UTC has to be said; Korea's unless told. */
export function withOffsetOption(command: Command): Command {
  return command.option('--utc-offset <minutes>', 'the shop’s distance from UTC', offsetFrom, 540)
}

function offsetFrom(text: string): number {
  const minutes = Number(text)
  if (Number.isInteger(minutes) && minutes >= -720 && minutes <= 840) return minutes
  throw new InputError({ field: '--utc-offset', got: text, rule: 'notWhole', least: -720, most: 840 })
}
