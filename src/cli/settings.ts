/**
 * A shop's settings: who it is, in what money and language it sells, and which devices stand on its counter. Read from
 * YAML and checked whole before anything is opened, every mistake named by its field.
 */
import { readFileSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { parse as parseYaml, YAMLParseError } from 'yaml'
import { z } from 'zod'
import { BusinessNumber } from '../domain/identifiers/business-number.js'
import { UnifiedSocialCreditCode } from '../domain/identifiers/uscc.js'
import { LANGUAGES, type Language } from '../domain/language.js'
import { type Currency, type Money, money, parseMoney } from '../domain/money.js'
import type { Parsed } from '../domain/parsed.js'
import type { ShopIdentity } from '../domain/shop.js'
import type { MaintenanceWindow } from '../domain/tax-rules/maintenance.js'
import type { RevocationWindow } from '../domain/tax-rules/revocation-window.js'
import { schemaProblems } from '../domain/validation/schema-problems.js'
import { KOREAN_POLICY, NO_TAX_SUBMISSION, type PaymentPolicy } from '../flows/payment/payment-policy.js'
import type { ShopTaxRules } from '../flows/payment/policy-at.js'
import { InputError } from './cli-error.js'
import { percent, printable, textLike, wholeNumber } from './settings-fields.js'
import type { LogoFile } from './shop-logo.js'
import { maintenanceOf, revocationWindowOf, taxRulesOf, taxSettingsSchema } from './tax-settings.js'

const settingsSchema = z.strictObject({
  /** 1–8 letters and digits; part of every sale's and tax document's number. */
  terminal: textLike(/^[A-Z0-9]{1,8}$/, { rule: 'notATerminalName' }),
  language: z.enum(LANGUAGES),
  currency: z.enum(['KRW', 'CNY', 'USD']),
  utcOffsetMinutes: wholeNumber(-720, 840),
  /** VAT contained in the prices, in percent, at most two decimals. */
  vatPercent: percent,
  /** Practice: every paper says so. */
  training: z.boolean().default(false),
  shop: z.strictObject({
    name: printable(40),
    businessNumber: z.string().optional(),
    uscc: z.string().optional(),
    ownerName: printable(30),
    address: printable(80),
    telephone: printable(20),
    /** A PNG or JPEG file that heads every receipt; its path counts from the settings file. */
    logo: printable(500).optional(),
  }),
  devices: z.strictObject({
    reader: z.string(),
    acquirer: z.string(),
    tax: z.string(),
    printer: z.string(),
    /** Invoices to named buyers (数电票): none: where there is none. */
    invoice: z.string().default('none:'),
    /** Another printer, for receipts the first cannot, or may not, have printed. */
    fallbackPrinter: z.string().optional(),
  }),
  rules: z
    .strictObject({
      /** The trade is one in which cash receipts are compulsory (의무발행업종), or is not; for shops that name no `tax.sector`. */
      compulsorySector: z.boolean().optional(),
      /** No other card is charged while a reversal is pending. */
      pendingReversalBlocksCards: z.boolean().optional(),
      cardWaitSeconds: wholeNumber(5, 600).optional(),
      /** How long a receipt waits for the printer before the fallback printer takes it over. */
      fallbackAfterSeconds: wholeNumber(5, 540).optional(),
      /** What may be given back on one sale, all its refunds together, without a supervisor; an amount, e.g. 100000. */
      refundsUpTo: z.union([z.string(), z.number()]).optional(),
    })
    .default({}),
  tax: taxSettingsSchema.prefault({}),
})

type Checked = z.output<typeof settingsSchema>

export interface Settings extends Omit<Checked, 'shop' | 'rules' | 'tax'> {
  readonly input: z.input<typeof settingsSchema>
  readonly shop: ShopIdentity
  /** Not opened yet. */
  readonly logo?: LogoFile
  readonly policy: PaymentPolicy
  readonly refundsUpTo: Money
  /** Absent where the law is not Korea's. */
  readonly taxRules?: ShopTaxRules
  /** When the tax gateway is known to be in maintenance. */
  readonly maintenance: readonly MaintenanceWindow[]
  readonly revocationWindow?: RevocationWindow
}

/** @throws InputError that names every wrong field of the file. */
export function readSettings(file: string): Settings {
  return checkSettings(readYaml(file), file)
}

/** The language a shop's settings name, however wrong the rest of them is; undefined where they name none. */
export function settingsLanguage(file: string): Language | undefined {
  const input = readYaml(file)
  const named = typeof input === 'object' && input !== null && 'language' in input ? input.language : undefined
  return LANGUAGES.find((known) => known === named)
}

/** @throws InputError for a file that cannot be read, or is not YAML. */
function readYaml(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new InputError({ field: `--settings ${file}`, rule: 'unreadableFile' })
  }
  try {
    return parseYaml(text)
  } catch (error) {
    const line = error instanceof YAMLParseError ? error.linePos?.[0].line : undefined
    throw new InputError({ field: `--settings ${file}`, rule: 'notYaml', ...(line !== undefined && { line }) })
  }
}

/** @param source what to call the settings in an error. @throws InputError that names every wrong field. */
export function checkSettings(input: unknown, source: string): Settings {
  const checked = settingsSchema.safeParse(input, { reportInput: true })
  if (!checked.success) throw new InputError(schemaProblems(checked.error.issues, 'YAML'), source)
  const {
    shop: { logo, ...shop },
    rules,
    tax,
    ...rest
  } = checked.data
  const around = { ...rest, source }
  const taxRules = taxRulesOf(tax, around)
  const revocationWindow = revocationWindowOf(tax)
  if (tax.sector !== undefined && rules.compulsorySector !== undefined) {
    throw new InputError({ field: 'rules.compulsorySector', rule: 'tradeSaysIt' }, source)
  }
  return {
    ...{ ...rest, input: checked.data, shop: shopIdentity(shop, source), policy: policyOf(checked.data, rules) },
    refundsUpTo: refundsUpTo(rules.refundsUpTo, rest.currency, source),
    maintenance: maintenanceOf(tax, around),
    ...(taxRules && { taxRules }),
    ...(revocationWindow && { revocationWindow }),
    ...(logo !== undefined && {
      logo: { file: resolve(dirname(source), logo), field: `${basename(source)}: shop.logo` },
    }),
  }
}

function shopIdentity({ businessNumber, uscc, ...shop }: Omit<Checked['shop'], 'logo'>, source: string): ShopIdentity {
  return {
    ...shop,
    ...(businessNumber !== undefined && {
      businessNumber: valid(BusinessNumber.parse(businessNumber), 'shop.businessNumber', source),
    }),
    ...(uscc !== undefined && { uscc: valid(UnifiedSocialCreditCode.parse(uscc), 'shop.uscc', source) }),
  }
}

function valid<T>(parsed: Parsed<T, NumberRule>, field: string, source: string): T {
  if (parsed.ok) return parsed.value
  throw new InputError({ field, rule: parsed.problem }, source)
}

type NumberRule = 'notTenDigits' | 'wrongCheckDigit' | 'notEighteenCharacters' | 'wrongCheckCharacter'

/** Where nobody said otherwise: about the price of a meal for two. */
const USUAL_LIMIT: Readonly<Record<Currency, number>> = { KRW: 100_000, CNY: 500_00, USD: 100_00 }

function refundsUpTo(given: string | number | undefined, currency: Currency, source: string): Money {
  if (given === undefined) return money(USUAL_LIMIT[currency], currency)
  const limit = parseMoney(String(given), currency)
  if (limit && limit.amountMinor >= 0) return limit
  throw new InputError({ field: 'rules.refundsUpTo', rule: limit ? 'negative' : 'notAmount', currency }, source)
}

function policyOf(
  { currency, utcOffsetMinutes, tax: { gatewayDays } }: Checked,
  rules: Checked['rules'],
): PaymentPolicy {
  const tax = currency === 'KRW' ? KOREAN_POLICY.tax : NO_TAX_SUBMISSION
  const { card, paper } = KOREAN_POLICY
  const ms = (seconds: number | undefined, otherwiseMs: number) =>
    seconds === undefined ? otherwiseMs : seconds * 1_000
  return {
    ...KOREAN_POLICY,
    card: { ...card, waitMs: ms(rules.cardWaitSeconds, card.waitMs) },
    paper: { ...paper, fallbackAfterMs: ms(rules.fallbackAfterSeconds, paper.fallbackAfterMs) },
    pendingReversalBlocksCards: rules.pendingReversalBlocksCards ?? KOREAN_POLICY.pendingReversalBlocksCards,
    tax: {
      ...tax,
      utcOffsetMinutes,
      compulsorySector: rules.compulsorySector ?? tax.compulsorySector,
      gatewayDays: gatewayDays ?? tax.gatewayDays,
    },
  }
}
