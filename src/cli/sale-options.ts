/** What is sold and how it is paid, as written on a command line, read into the domain's own types. */
import { parseTaxIdentifier, type TaxIdentifierKind } from '../domain/identifiers/tax-identifier.js'
import { type Currency, type Money, money, parseMoney } from '../domain/money.js'
import { type PricedSale, priceSale, type SaleLineDraft } from '../domain/sale.js'
import { CliError } from './cli-error.js'
import type { PlannedCashReceipt, PlannedTender } from './scripted-person.js'
import type { Settings } from './settings.js'

export interface SaleOptions {
  readonly item: readonly string[]
  readonly discount?: string
  readonly serviceCharge?: string
}

/** @throws CliError that names the option and what was expected. */
export function saleFrom(options: SaleOptions, { currency, vatPercent }: Settings): PricedSale {
  const priced = priceSale({
    currency,
    lines: options.item.map((text, index) => lineFrom(text, currency, index)),
    ...(options.discount !== undefined && { discount: amount(options.discount, currency, '--discount') }),
    ...(options.serviceCharge !== undefined && {
      serviceCharge: amount(options.serviceCharge, currency, '--service-charge'),
    }),
    vatRateBasisPoints: Math.round(vatPercent * 100),
  })
  if (priced.ok) return priced.value
  throw new CliError(`${optionOf(priced.problem.field)}: expected ${priced.problem.expected}`)
}

/** The option a person would mend, for the domain's name of the field. */
function optionOf(field: string): string {
  const line = /^lines\[(\d+)\]\.(.+)$/.exec(field)
  if (line) return `--item ${Number(line[1]) + 1} (${line[2]})`
  const options: Readonly<Record<string, string>> = {
    lines: '--item',
    discount: '--discount',
    serviceCharge: '--service-charge',
  }
  return options[field] ?? field
}

/** @throws CliError unless it is a name that can stand on a receipt. */
export function operatorFrom(name: string): string {
  if (name.trim() !== '' && name.length <= 30 && !/\p{Cc}/u.test(name)) return name
  throw new CliError('--operator: expected 1 to 30 printable characters')
}

/** `name:price`, `name:price:quantity`, with `:free` at the end for an item free of VAT. */
function lineFrom(text: string, currency: Currency, index: number): SaleLineDraft {
  const parts = text.split(':')
  const taxFree = parts.length > 2 && parts.at(-1) === 'free'
  const [name = '', price = '', quantity = '1', ...rest] = taxFree ? parts.slice(0, -1) : parts
  const unitPrice = parseMoney(price, currency)
  if (!unitPrice || rest.length > 0 || !/^\d{1,6}(\.\d{1,3})?$/.test(quantity)) {
    throw new CliError(
      `--item ${index + 1} (${text}): expected name:price, name:price:quantity or name:price:quantity:free`,
    )
  }
  return { name: name.trim(), unitPrice, quantityThousandths: Math.round(Number(quantity) * 1_000), taxFree }
}

/** `card`, `card:50000`, `card:50000:3` (instalments), `cash`, `cash:20000`, `transfer`, `transfer:30000`. */
export function tenderFrom(text: string, currency: Currency): PlannedTender {
  const [kind, value, months, ...rest] = text.split(':')
  const given = value === undefined || value === '' ? undefined : amount(value, currency, `--pay ${text}`)
  if (rest.length > 0 || (months !== undefined && (kind !== 'card' || !/^([2-9]|[12]\d|3[0-6])$/.test(months)))) {
    throw new CliError(
      `--pay ${text}: expected card[:amount[:months]] with 2 to 36 months, cash[:received] or transfer[:amount]`,
    )
  }
  switch (kind) {
    case 'card':
      return {
        kind,
        ...(given && { amount: given }),
        ...(months !== undefined && { instalmentMonths: Number(months) }),
      }
    case 'cash':
      return { kind, ...(given && { received: given }) }
    case 'transfer':
      return { kind, ...(given && { amount: given }) }
    default:
      throw new CliError(`--pay ${text}: expected card, cash or transfer`)
  }
}

const KINDS: Readonly<Record<string, readonly ['personalDeduction' | 'businessExpense', TaxIdentifierKind]>> = {
  personal: ['personalDeduction', 'mobileNumber'],
  'personal-card': ['personalDeduction', 'cashReceiptCard'],
  business: ['businessExpense', 'businessNumber'],
  'business-card': ['businessExpense', 'cashReceiptCard'],
}

/** `none`, `self`, `personal:01012345678`, `business:1168200276`, `personal-card:…`, `business-card:…`. */
export function cashReceiptFrom(text: string): PlannedCashReceipt {
  if (text === 'none') return { kind: 'none' }
  if (text === 'self') return { kind: 'selfIssued' }
  const [word = '', number = ''] = text.split(':')
  const kind = KINDS[word]
  // The number itself is never repeated: an error ends up in logs and on screens.
  if (!kind)
    throw new CliError(`--cash-receipt: expected none, self or one of ${Object.keys(KINDS).join(', ')} with :number`)
  const [use, identifierKind] = kind
  const identifier = parseTaxIdentifier(identifierKind, number, use)
  if (!identifier.ok) throw new CliError(`--cash-receipt ${word}: ${WRONG_NUMBER[identifier.problem]}`)
  return { kind: 'issued', use, identifier: identifier.value }
}

const WRONG_NUMBER = {
  notAMobileNumber: 'expected a mobile number such as 010-1234-5678',
  notTenDigits: 'expected a business number of ten digits',
  wrongCheckDigit: 'the business number’s check digit does not fit; please compare it with the certificate',
  notACashReceiptCard: 'expected a cash-receipt card of 13 to 19 digits',
  residentNumberRefused: 'a resident registration number is never taken; use a mobile number or a card',
  kindDoesNotFitUse: 'this kind of number does not fit the use',
} as const

function amount(text: string, currency: Currency, option: string): Money {
  const parsed = parseMoney(text, currency)
  if (!parsed || parsed.amountMinor < 0)
    throw new CliError(`${option}: expected an amount in ${currency}, e.g. ${EXAMPLES[currency]}`)
  return money(parsed.amountMinor, currency)
}

const EXAMPLES: Readonly<Record<Currency, string>> = { KRW: '12,000', CNY: '9.50', USD: '9.50' }
