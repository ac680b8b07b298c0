/**
 * Readers of what people type: each gives the value or the rule it breaks. Full-width digits and commas, as a Korean or
 * Chinese keyboard gives them, are as good as any; hostile text is refused and never repeated.
 */
import { type Currency, type Money, parseMoney } from '../money.js'
import { type Parsed, parsed, problem } from '../parsed.js'
import type { InputRule } from './input-problem.js'

/** More characters than any of these fields needs: nothing longer is even looked at. */
const LONGEST = 200

/** An amount of more than zero. */
export function parseAmount(text: string, currency: Currency): Parsed<Money, InputRule> {
  const amount = anyAmount(text, currency)
  return amount.ok && amount.value.amountMinor <= 0 ? problem({ rule: 'notPositive' }) : amount
}

/** What may be nothing at all: a discount, a service charge. */
export function parseAmountOrZero(text: string, currency: Currency): Parsed<Money, InputRule> {
  const amount = anyAmount(text, currency)
  return amount.ok && amount.value.amountMinor < 0 ? problem({ rule: 'negative' }) : amount
}

function anyAmount(text: string, currency: Currency): Parsed<Money, InputRule> {
  if (text.length > LONGEST) return problem({ rule: 'tooLong', most: LONGEST })
  const amount = parseMoney(text.normalize('NFKC'), currency)
  if (!amount) return problem({ rule: 'notAmount', currency })
  return amount.amountMinor <= MOST_MINOR ? parsed(amount) : problem({ rule: 'tooLarge' })
}

/** As a Korean or Chinese keyboard gives it. What is too long is nothing at all: what follows must not be lost unseen. */
function typed(text: string): string {
  return text.length > LONGEST ? '' : text.normalize('NFKC').trim()
}

/** Twelve digits: what an ISO 8583 message holds. */
const MOST_MINOR = 999_999_999_999

/** What prints as nothing: spaces, the Hangul filler (U+3164), the empty braille pattern (U+2800). */
const BLANK = /[\s\p{DI}\u2800]/gu

/** Why, who, what proves it: one line a person can read and a printer can print. */
export function parseLine(text: string, most = LONGEST): Parsed<string, InputRule> {
  if (text.length > 4 * most) return problem({ rule: 'tooLong', most })
  const line = text.normalize('NFC').trim()
  if (line.replace(BLANK, '') === '') return problem({ rule: 'empty' })
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{NChar}]/u.test(line)) return problem({ rule: 'unprintable' })
  return [...line].length > most ? problem({ rule: 'tooLong', most }) : parsed(line)
}

/** `yyyyMMdd` or `yyyy-MM-dd`, of a day there is. @param today `yyyyMMdd`; no later day is taken. @returns `yyyyMMdd`. */
export function parseTradeDate(text: string, today = '99991231'): Parsed<string, InputRule> {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(typed(text)) ?? []
  const at = new Date(`${year}-${month}-${day}T00:00:00Z`)
  const isReal = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(`${year}-${month}-${day}`)
  if (!isReal) return problem({ rule: 'notADate' })
  const date = `${year}${month}${day}`
  return date > today ? problem({ rule: 'dateInFuture' }) : parsed(date)
}

/** Letters and digits, exactly so many; upper case. */
export function parseApprovalNumber(text: string, digits: number): Parsed<string, InputRule> {
  const number = typed(text).replace(/[\s-]/g, '').toUpperCase()
  return /^[0-9A-Z]+$/.test(number) && number.length === digits
    ? parsed(number)
    : problem({ rule: 'notApprovalNumber', digits })
}

/** Pieces or kilograms with at most three decimals. @returns thousandths. */
export function parseQuantity(text: string): Parsed<number, InputRule> {
  const read = /^(\d{1,6})(?:\.(\d{1,3}))?$/.exec(typed(text))
  const thousandths = read ? Number(read[1]) * 1_000 + Number((read[2] ?? '').padEnd(3, '0')) : 0
  return thousandths > 0 ? parsed(thousandths) : problem({ rule: 'notQuantity' })
}

export function parseWhole(text: string, least: number, most: number): Parsed<number, InputRule> {
  const digits = typed(text)
  const number = /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN
  return number >= least && number <= most ? parsed(number) : problem({ rule: 'notWhole', least, most })
}

/** Instalment months: 0 is paid at once (일시불), 1 is nothing there is. @param most as the shop's policy has it. */
export function parseInstalmentMonths(text: string, most: number): Parsed<number, InputRule> {
  const months = parseWhole(text, 0, most)
  return months.ok && months.value !== 1 ? months : problem({ rule: 'notMonths', most })
}

/** `2`, `2:1`, `2:0.5`: a place on the receipt, the first is 1, and how much of it; one unit unless given. */
export function parseReceiptLine(
  text: string,
): Parsed<{ readonly line: number; readonly quantityThousandths: number }, InputRule> {
  const [, place = '', , quantity = '1'] = /^(\d{1,3})(:(.+))?$/.exec(typed(text)) ?? []
  const much = parseQuantity(quantity)
  if (Number(place) < 1) return problem({ rule: 'notALine' })
  return much.ok ? parsed({ line: Number(place) - 1, quantityThousandths: much.value }) : much
}
