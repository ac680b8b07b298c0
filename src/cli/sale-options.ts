/** What is sold and how it is paid, as written on a command line, read into the domain's own types. */
import { parseTaxIdentifier, type TaxIdentifierKind } from '../domain/identifiers/tax-identifier.js'
import { type Currency, money } from '../domain/money.js'
import type { Parsed } from '../domain/parsed.js'
import { type PricedSale, priceSale, type SaleLineDraft } from '../domain/sale.js'
import {
  parseAmount,
  parseAmountOrZero,
  parseInstalmentMonths,
  parseLine,
  parseQuantity,
  parseReceiptLine,
  parseWhole,
} from '../domain/validation/input-parsers.js'
import type { InputRule } from '../domain/validation/input-problem.js'
import { InputError } from './cli-error.js'
import type { PlannedCashReceipt, PlannedTender } from './scripted-person.js'
import type { Settings } from './settings.js'

export interface SaleOptions {
  readonly item: readonly string[]
  readonly discount?: string
  readonly serviceCharge?: string
}

/** @param got as it was typed; left out where it may be a customer's number. @throws InputError where it breaks a rule. */
export function accepted<T>(read: Parsed<T, InputRule>, field: string, got?: string): T {
  if (read.ok) return read.value
  throw new InputError({ field, ...read.problem, ...(got !== undefined && { got }) })
}

/** @throws InputError that names the option and what was expected. */
export function saleFrom(options: SaleOptions, { currency, vatPercent }: Settings): PricedSale {
  const extra = (text: string, option: string) => accepted(parseAmountOrZero(text, currency), option, text)
  const priced = priceSale({
    currency,
    lines: options.item.map((text, index) => lineFrom(text, currency, index)),
    ...(options.discount !== undefined && { discount: extra(options.discount, '--discount') }),
    ...(options.serviceCharge !== undefined && { serviceCharge: extra(options.serviceCharge, '--service-charge') }),
    vatRateBasisPoints: Math.round(vatPercent * 100),
  })
  if (priced.ok) return priced.value
  throw new InputError({ ...priced.problem, field: optionOf(priced.problem.field) })
}

/** The option a person would mend, for the domain's name of the field. */
function optionOf(field: string): string {
  const line = /^lines\[(\d+)\]\./.exec(field)
  if (line) return `--item ${Number(line[1]) + 1}`
  const options: Readonly<Record<string, string>> = {
    lines: '--item',
    discount: '--discount',
    serviceCharge: '--service-charge',
  }
  return options[field] ?? field
}

const LONGEST_OPERATOR = 30

/** With the operator's name as it is kept. @throws InputError unless it can be read and printed. */
export function withOperator<Options extends { readonly operator: string }>(options: Options): Options {
  const { operator } = options
  return { ...options, operator: accepted(parseLine(operator, LONGEST_OPERATOR), '--operator', operator) }
}

/** @throws InputError unless it is whole seconds. */
export function waitFrom(seconds: string): number {
  return accepted(parseWhole(seconds, 0, 99_999), '--wait', seconds)
}

/** Goods taken back: `2`, `2:1`, `2:0.5`. @throws InputError */
export function receiptLinesFrom(lines: readonly string[]) {
  return lines.map((text) => accepted(parseReceiptLine(text), '--line', text))
}

/** @param given options by name, and whether each was given. @throws InputError where more than one was. */
export function onlyOneOf(given: Readonly<Record<string, boolean>>): void {
  const fields = Object.keys(given).filter((option) => given[option])
  if (fields.length > 1) throw new InputError({ field: fields.at(-1) ?? '', rule: 'onlyOneOf', fields })
}

/** `name:price`, `name:price:quantity`, with `:free` at the end for an item free of VAT. */
function lineFrom(text: string, currency: Currency, index: number): SaleLineDraft {
  const field = `--item ${index + 1}`
  const parts = text.split(/[:：]/)
  const taxFree = parts.length > 2 && parts.at(-1) === 'free'
  const [name = '', price, quantity = '1', ...rest] = taxFree ? parts.slice(0, -1) : parts
  if (price === undefined || rest.length > 0) throw new InputError({ field, rule: 'notAnItem', got: text })
  return {
    name: name.trim(),
    unitPrice: accepted(parseAmountOrZero(price, currency), field, text),
    quantityThousandths: accepted(parseQuantity(quantity), field, text),
    taxFree,
  }
}

/** Which card payments can be paid in instalments (할부); as a shop's policy has it. */
export type Instalments = Settings['policy']['card']['instalments']

/** `card`, `card:50000`, `card:50000:3` (instalments), `cash`, `cash:20000`, `transfer`, `transfer:30000`. @throws InputError */
export function tenderFrom(text: string, currency: Currency, instalments?: Instalments): PlannedTender {
  const [kind, value, months, ...rest] = typed(text).split(':')
  if ((kind !== 'card' && kind !== 'cash' && kind !== 'transfer') || rest.length > 0) {
    throw new InputError({ field: '--pay', rule: 'notATender', got: text })
  }
  const amount = value === undefined || value === '' ? undefined : accepted(parseAmount(value, currency), '--pay', text)
  if (kind === 'cash') {
    if (months !== undefined) throw new InputError(notMonths(text, instalments))
    return { kind, ...(amount && { received: amount }) }
  }
  if (months === undefined) return { kind, ...(amount && { amount }) }
  if (kind !== 'card') throw new InputError(notMonths(text, instalments))
  const instalmentMonths = accepted(
    parseInstalmentMonths(months, instalments?.mostMonths ?? MOST_MONTHS),
    '--pay',
    text,
  )
  if (instalmentMonths === 0) return { kind, ...(amount && { amount }) }
  if (instalments && amount && amount.amountMinor < instalments.fromMinor) {
    const from = money(instalments.fromMinor, currency)
    throw new InputError({ field: '--pay', rule: 'tooLittleForInstalments', from, got: text })
  }
  return { kind, ...(amount && { amount }), instalmentMonths }
}

/** What card companies offer where no policy says less. */
const MOST_MONTHS = 36

function notMonths(got: string, instalments?: Instalments) {
  return { field: '--pay', rule: 'notMonths', most: instalments?.mostMonths ?? MOST_MONTHS, got } as const
}

const KINDS: Readonly<Record<string, readonly ['personalDeduction' | 'businessExpense', TaxIdentifierKind]>> = {
  personal: ['personalDeduction', 'mobileNumber'],
  'personal-card': ['personalDeduction', 'cashReceiptCard'],
  business: ['businessExpense', 'businessNumber'],
  'business-card': ['businessExpense', 'cashReceiptCard'],
}

/** `none`, `self`, `personal:01012345678`, `business:1168200276`, `personal-card:…`, `business-card:…`. @throws InputError */
export function cashReceiptFrom(text: string): PlannedCashReceipt {
  const whom = typed(text)
  if (whom === 'none') return { kind: 'none' }
  if (whom === 'self') return { kind: 'selfIssued' }
  const [word = '', number = ''] = whom.split(':')
  const kind = Object.hasOwn(KINDS, word) ? KINDS[word] : undefined
  // The number itself is never repeated: an error ends up in logs and on screens.
  if (!kind) throw new InputError({ field: '--cash-receipt', rule: 'notACashReceipt' })
  const [use, identifierKind] = kind
  const identifier = parseTaxIdentifier(identifierKind, number, use)
  if (!identifier.ok) throw new InputError({ field: `--cash-receipt ${word}`, rule: identifier.problem })
  return { kind: 'issued', use, identifier: identifier.value }
}

const LONGEST_OPTION = 200

/** As a Korean or Chinese keyboard may have it: full-width letters, digits and colons. What is too long stays so. */
function typed(text: string): string {
  return text.length > LONGEST_OPTION ? text : text.normalize('NFKC').trim()
}
